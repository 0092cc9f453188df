"""What a signal reads, and what it says: shared types of `domain/signals/*`.

A signal looks at a `View`: what is known about one youth at one instant. Everything that fades
with time (such as a missed agreement) fades against the last sign of life, never against the
clock: silence alone cannot make anything look better. Nothing here knows who the youth is.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from functools import cached_property
from typing import ClassVar, Protocol

from domain.off_days import NO_DAYS_OFF, OffDays

DAY = timedelta(days=1)
Value = int | float | str | date


class EventKind(StrEnum):
    """What happened. Background, diagnosis, family and crime have no kind, and never will."""

    PLAN = "plan"  # so many days between contacts are agreed, and asking is as often, from here on
    CONTACT = "contact"  # an answer, a tap: a sign of life
    MESSAGE = "message"  # a word of their own
    RATING = "rating"  # an item from 0 to 10
    TALK = "talk"  # a call or a meeting with a human
    PRESENT = "present"  # came where they said they would
    ABSENCE = "absence"  # a day, or part of one, away from school or job
    KEPT = "agreement_kept"
    MISSED = "agreement_missed"  # without a word beforehand
    CANCELLED = "agreement_cancelled"  # with a word beforehand
    STOPPING = "stopping"  # says that they think of stopping
    SPELL_ENDED = "spell_ended"  # a job or an education ended, or is about to
    CONCERN = "concern"  # a member of staff is concerned
    PARTNER_CONCERN = "partner_concern"  # a school, a workplace, a job centre or a café partner is
    NEW_WORKER = "new_worker"
    NEW_PHASE = "new_phase"
    BLOCKED = "blocked"
    UNBLOCKED = "unblocked"  # no sign of life by itself
    PAUSE = "pause"  # agreed, for so many days
    RESUMED = "resumed"  # the pause ended before its time


LIFE = frozenset(
    {
        EventKind.CONTACT,
        EventKind.MESSAGE,
        EventKind.RATING,
        EventKind.TALK,
        EventKind.PRESENT,
        EventKind.KEPT,
        EventKind.CANCELLED,
        EventKind.STOPPING,
    }
)


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, at an instant (UTC), on a local day.

    `amount` is a number of days for a plan or a pause, the rating, the part of a day that somebody
    was away; `what` names the item or the agreement; `link` leads to the row that shows it.
    """

    at: datetime
    day: date
    kind: EventKind
    amount: float = 1
    what: str = ""
    link: str = ""


@dataclass(frozen=True)
class History:
    """Everything that is known about one youth, oldest first, and which days never count.

    They began at `start` (UTC), on the local day `first_day`. `off` holds public holidays and
    breaks; pauses are among the events.
    """

    start: datetime
    first_day: date
    events: Sequence[Event]
    off: OffDays = NO_DAYS_OFF

    @cached_property
    def by_kind(self) -> Mapping[EventKind, tuple[list[datetime], list[Event]]]:
        """Return the events of each kind with their instants, oldest first."""
        found: dict[EventKind, tuple[list[datetime], list[Event]]] = {}
        for event in self.events:
            times, events = found.setdefault(event.kind, ([], []))
            times.append(event.at)
            events.append(event)
        return found

    @cached_property
    def life(self) -> tuple[list[datetime], list[date]]:
        """Return when there was a sign of life, and on which local day, oldest first."""
        signs = [event for event in self.events if event.kind in LIFE]
        return [event.at for event in signs], [event.day for event in signs]

    def at(self, now: datetime) -> View:
        """Return what is known at `now` (UTC): nothing that came later."""
        return View(self, now)


@dataclass(frozen=True)
class View:
    """What is known about one youth at `now` (UTC)."""

    history: History
    now: datetime

    def all(self, kind: EventKind) -> Sequence[Event]:
        """Return the events of a kind until now, oldest first."""
        times, events = self.history.by_kind.get(kind, ([], []))
        return events[: bisect_right(times, self.now)]

    def last(self, kind: EventKind) -> Event | None:
        """Return the latest event of a kind, or None."""
        events = self.all(kind)
        return events[-1] if events else None

    def recent(self, kinds: Iterable[EventKind], days: float) -> list[Event]:
        """Return the events of some kinds that have not faded, oldest first.

        They lie at most so many days before the last sign of life, or come after it.
        """
        since = self.last_life - days * DAY
        found = [event for kind in kinds for event in self.all(kind) if event.at >= since]
        return sorted(found, key=lambda event: event.at)

    @cached_property
    def last_life(self) -> datetime:
        """Return the last sign of life (UTC); their start when there has been none."""
        times, _ = self.history.life
        upto = bisect_right(times, self.now)
        return max(times[upto - 1], self.history.start) if upto else self.history.start

    @cached_property
    def off(self) -> OffDays:
        """Return the days that never count: holidays, breaks, and pauses known by now."""
        pauses = self.all(EventKind.PAUSE)
        if not pauses:
            return self.history.off
        ends = [event.at for event in (*self.all(EventKind.RESUMED), *pauses)]
        return self.history.off.with_spans(_pause(event, ends) for event in pauses)

    @cached_property
    def silent_days(self) -> float:
        """Return for how many days that count there has been no sign of life."""
        return self.off.counted_days(self.last_life, self.now)

    @cached_property
    def interval(self) -> float | None:
        """Return the agreed days between contacts, or None when nothing was agreed.

        Nobody agrees on anything while they are silent: the shortest interval that has been in
        force since the last sign of life stands.
        """
        plans = self.all(EventKind.PLAN)
        before = [event.amount for event in plans if event.at <= self.last_life][-1:]
        since = [event.amount for event in plans if event.at > self.last_life]
        return min(before + since, default=None)

    @cached_property
    def asked_alike_since(self) -> datetime:
        """Return since when they have been asked as often as now (UTC); before that says nothing.

        Only what was so by the last sign of life counts: a plan that changes in silence makes
        nothing better.
        """
        changes = [*self.all(EventKind.PLAN), *self.all(EventKind.NEW_PHASE)]
        known = [event.at for event in changes if event.at <= self.last_life]
        return max(known, default=datetime.min.replace(tzinfo=UTC))

    def days_with_life(self, since: datetime, until: datetime) -> int:
        """Return on how many local days there was a sign of life after `since`, up to `until`."""
        times, days = self.history.life
        return len(set(days[bisect_right(times, since) : bisect_right(times, until)]))

    @cached_property
    def open_misses(self) -> Sequence[Event]:
        """Return the agreements missed without a word that have not been made good since."""
        kept: dict[str, datetime] = {event.what: event.at for event in self.all(EventKind.KEPT)}
        return [
            event
            for event in self.all(EventKind.MISSED)
            if event.what not in kept or kept[event.what] <= event.at
        ]

    def fresh_misses(self, days: float) -> Sequence[Event]:
        """Return those missed at most so many days before the last sign of life, or after it."""
        since = self.last_life - days * DAY
        return [event for event in self.open_misses if event.at >= since]


@dataclass(frozen=True, slots=True)
class Found:
    """What a signal found: points, the values of its sentence, and the rows that show it.

    One that is `unsure` counts only beside a witness: another signal. The first weeks are none,
    and neither is what the same ratings say in another way.
    """

    points: float
    values: Mapping[str, Value] = field(default_factory=dict)
    links: tuple[str, ...] = ()
    unsure: bool = False
    witness: bool = True


class Signal(Protocol):
    """One rule that a human wrote, with its numbers from the programme file."""

    key: ClassVar[str]
    says: ClassVar[frozenset[str]]  # what its sentence may use

    def read(self, view: View) -> Found | None:
        """Return what it finds, or None when there is nothing to say."""
        ...


def links_of(events: Iterable[Event]) -> tuple[str, ...]:
    """Return the links of events, without those that have none."""
    return tuple(event.link for event in events if event.link)


def _pause(event: Event, ends: Sequence[datetime]) -> tuple[datetime, datetime]:
    """Return from when until when it lasted: a later one says anew how long it is."""
    planned = event.at + event.amount * DAY
    return event.at, min([planned, *(end for end in ends if end > event.at)])
