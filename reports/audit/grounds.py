"""What every check stands on: the time looked at, the rules of the site, who works there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from domain.people import Staff
from domain.plan import Programme
from domain.site import SiteRules
from domain.wall import to_wall

# What is in flight at the moment is not called back, and a tick comes a little after its time.
IN_FLIGHT = timedelta(seconds=30)
TICK = timedelta(minutes=2)
HOUR = timedelta(hours=1)
KEEPS = timedelta(hours=24)  # so long Telegram keeps what nobody takes


@dataclass(frozen=True, slots=True, order=True)
class Outage:
    """A time (UTC) in which the product was down, or Telegram, or storage refused.

    Nobody can keep a time in it: what falls into it may come as much later as it lasted. While
    only `storage` refuses, a cry for help is answered all the same.
    """

    begins: datetime
    ends: datetime
    storage: bool = False


def apart(outages: Iterable[Outage]) -> tuple[Outage, ...]:
    """Return outages in order, with those that touch or overlap made one: an hour counts once."""
    found: list[Outage] = []
    for one in sorted(outages):
        if found and one.begins <= found[-1].ends:
            found[-1] = Outage(found[-1].begins, max(found[-1].ends, one.ends))
        else:
            found.append(one)
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """The time looked at is from `since` until `until` (UTC); `outages` as `apart` gives them."""

    since: datetime
    until: datetime
    site: SiteRules
    programme: Callable[[int], Programme]  # by the id of its version
    staff: Mapping[int, Staff]
    outages: tuple[Outage, ...] = ()
    dark: tuple[Outage, ...] = ()  # those in which not even a cry for help could be answered
    refusals: tuple[Outage, ...] = ()  # those in which storage refused
    emergency: frozenset[str] = frozenset()
    alarms: tuple[datetime, ...] = ()  # when staff were told without a row, as none could be kept
    _days: dict[date, datetime] = field(default_factory=dict, repr=False)

    def read_by(self, came: datetime) -> datetime:
        """Return by when something that came must be read (UTC); one answer for each day."""
        day = to_wall(came, self.site.zone).date()
        if day not in self._days:
            self._days[day] = self.site.end_of_next_working_day(came)
        return self._days[day]

    def covers(self, at: datetime) -> bool:
        """Return whether an instant is looked at."""
        return self.since <= at <= self.until

    def by(self, due: datetime, *, since: datetime) -> datetime:
        """Return by when something must have happened that began at `since` and was due by `due`.

        Every outage in between makes it later by as long as it lasted; two at once count once.
        """
        return _later(due, self.outages, since)

    def lit_by(self, due: datetime, *, since: datetime) -> datetime:
        """Return the same for what is done although storage refuses."""
        return _later(due, self.dark, since)

    def is_lost(self, at: datetime) -> bool:
        """Return whether Telegram may have thrown away what it got at an instant, unheard."""
        return any(one.begins <= at and at + KEEPS <= one.ends for one in self.dark)

    def refuses(self, at: datetime) -> bool:
        """Return whether storage refused at an instant."""
        return any(one.begins <= at < one.ends for one in self.refusals)

    def is_over(self, due: datetime, *, since: datetime) -> bool:
        """Return whether the time for it has passed by the end of what is looked at."""
        return self.by(due, since=since) < self.until


def _later(due: datetime, outages: Iterable[Outage], since: datetime) -> datetime:
    for outage in outages:
        if outage.ends > since and outage.begins <= due:
            due += outage.ends - max(outage.begins, since)
    return due


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A time (UTC) in which something held; `ends` is None while it still holds."""

    begins: datetime
    ends: datetime | None = None

    def holds(self, at: datetime, *, slack: timedelta = timedelta(0)) -> bool:
        """Return whether `at` lies inside, the first `slack` left out."""
        return self.begins + slack < at and (self.ends is None or at < self.ends)


def holding(spans: Iterator[Span] | tuple[Span, ...], at: datetime) -> Span | None:
    """Return the span in which an instant lies, after what was in flight; None without one."""
    return next((span for span in spans if span.holds(at, slack=IN_FLIGHT)), None)
