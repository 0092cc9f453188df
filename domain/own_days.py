"""When one contact comes: by its rule or its days after the start, at the youth's own days."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from domain.agreement import Agreement
from domain.cadence import next_occurrence
from domain.plan import ContactKind, Draft, PlannedContact, Programme
from domain.site import SiteRules
from domain.wall import to_utc, to_wall

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_DAY = timedelta(days=1)
NOTHING_AGREED = Agreement()
_INSTANT = timedelta(milliseconds=1)
_WEEK = timedelta(days=7)
_USUAL_A_WEEK = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """One youth's own calendar: where it begins, in which zone, and what they chose.

    `weekdays` are those on which the programme's check-ins come; the youth's own days take their
    places. Of more days than there are places the outermost are used, so that a week has room
    between two questions. `site` tells which hours of a chosen day suit nobody at work.
    `end_day` is the usual end, as a day after the start, and `last_notice` how many days before
    the end it is said for the last time.
    """

    start: date  # local
    zone: str
    agreement: Agreement = NOTHING_AGREED
    weekdays: tuple[str, ...] = ()
    site: SiteRules | None = None
    end_day: int | None = None
    last_notice: int = 0

    @classmethod
    def of(
        cls,
        programme: Programme,
        *,
        start: date,
        zone: str,
        agreement: Agreement = NOTHING_AGREED,
        site: SiteRules | None = None,
    ) -> Calendar:
        """Return the calendar of a youth who follows a programme."""
        return cls(
            start=start,
            zone=zone,
            agreement=agreement,
            weekdays=weekdays_of(programme.contacts),
            site=site,
            end_day=programme.end_day,
            last_notice=programme.last_notice,
        )

    @property
    def end(self) -> date | None:
        """Return the local day on which the regular contact ends; None where none is named."""
        usual = None if self.end_day is None else self.start + self.end_day * _DAY
        return self.agreement.ends_on or usual

    @property
    def own_days(self) -> tuple[int, ...]:
        """Return the chosen weekdays (Monday is 0) that are used, one for each of `weekdays`."""
        return _spread(self.agreement.days, len(self.weekdays))

    def day_of(self, instant: datetime) -> int:
        """Return how many local days after the start an instant lies; the start is day 0."""
        return (to_wall(instant, self.zone).date() - self.start).days

    def at_of(self, contact: PlannedContact) -> time:
        """Return the wall time wished for a contact: a check-in's is the youth's own time."""
        own = self.agreement.at
        return own if own is not None and contact.is_at_own_times else contact.at

    def at_on(self, contact: PlannedContact, day: date) -> datetime:
        """Return when a contact comes on a local day (UTC).

        Where the hour that was chosen is too late on that weekday, it is the latest that is not:
        on a Friday, for one, nobody reads an afternoon's answer. Holidays move nothing: what
        falls on one is left out or late, as the programme says.
        """
        wanted = to_utc(day, self.at_of(contact), self.zone)
        own = self.agreement
        if self.site is None or not contact.is_at_own_times or not (own.days or own.at):
            return wanted
        week = replace(self.site, holidays=frozenset())
        try:
            return week.latest_askable(wanted, self.zone, own.quiet) or wanted
        except ValueError:  # their day and ours do not meet: a human keeps the contact
            return wanted

    def rule_of(self, contact: PlannedContact) -> str:
        """Return the rule of a contact, a check-in's with the youth's own days in it."""
        days = self.own_days
        if not days or not contact.is_at_own_times:
            return contact.rule
        own = {name: WEEKDAYS[day] for name, day in zip(self.weekdays, days, strict=True)}
        return re.sub(r"BYDAY=[^;]+", lambda found: _with_own(found[0], own), contact.rule)

    def following(self, contact: PlannedContact, after: datetime) -> datetime | None:
        """Return the first occurrence strictly after `after` (UTC); None when there is none."""
        look = max(after, self._begin_of(contact.days.first) - _INSTANT)
        while (wanted := self._wanted_after(contact, look)) is not None:
            found = self.at_on(contact, to_wall(wanted, self.zone).date())
            if not contact.days.hold(self.day_of(found)) or self.is_past_end(contact, found):
                return None
            if found > after:
                return found
            look = wanted  # that day's has been, at its earlier hour
        return None

    def is_past_end(self, contact: PlannedContact, instant: datetime) -> bool:
        """Return whether a contact comes no more, for the regular contact ends or has ended.

        From the last notice on nothing comes by a rule; from the day of the end on nothing but
        what belongs to that day. How often a human talks with them holds until a human ends it.
        """
        end, day = self.end, to_wall(instant, self.zone).date()
        if end is None or contact.kind is ContactKind.WINDOW:
            return False
        if (end - day).days in contact.before_end:
            return False
        return day >= (end - self.last_notice * _DAY if contact.rule else end)

    def draft_of(self, contact: PlannedContact, instant: datetime) -> Draft | None:
        """Return the draft of a caring contact's occurrence, or None."""
        day = to_wall(instant, self.zone).date()
        return next((one for one in contact.drafts if self.date_of(one) == day), None)

    def date_of(self, draft: Draft) -> date:
        """Return the local day on which a caring message comes."""
        if draft.before_end is None or self.end is None:
            return self.start + draft.day * _DAY
        return self.end - draft.before_end * _DAY

    def named_days(self, contact: PlannedContact) -> list[date]:
        """Return the local days that a contact names, the earliest first."""
        found = {self.start + day * _DAY for day in contact.on_days}
        if self.end is not None:
            found |= {self.end - day * _DAY for day in contact.before_end}
        return sorted(found)

    @property
    def shares_days(self) -> bool:
        """Return whether the youth chose fewer days than the programme's check-ins come on."""
        return 0 < len(self.agreement.days) < len(self.weekdays)

    def comes_on(self, contact: PlannedContact, day: date) -> bool:
        """Return whether a check-in at the youth's own times comes on a local day, by its rule."""
        if not contact.rule or not contact.is_at_own_times:
            return False
        found = self.following(contact, to_utc(day, time(0), self.zone) - _INSTANT)
        return found is not None and to_wall(found, self.zone).date() == day

    def latest(
        self, contact: PlannedContact, until: datetime, *, within: timedelta
    ) -> datetime | None:
        """Return the last occurrence until `until` and not longer before it than `within`."""
        found, after = None, until - within
        while (later := self.following(contact, after)) is not None and later <= until:
            found = after = later
        return found

    def _wanted_after(self, contact: PlannedContact, after: datetime) -> datetime | None:
        """Return the first occurrence after `after` at the hour that is wished for (UTC)."""
        if not contact.rule:
            return self._named_day(contact, after)
        rule, at = self.rule_of(contact), self.at_of(contact)
        return next_occurrence(rule, at, self.zone, anchor=self.start, after=after)

    def _named_day(self, contact: PlannedContact, after: datetime) -> datetime | None:
        at = self.at_of(contact)
        instants = (to_utc(day, at, self.zone) for day in self.named_days(contact))
        return next((instant for instant in instants if instant > after), None)

    def _begin_of(self, day: int) -> datetime:
        return to_utc(self.start + day * _DAY, time(0), self.zone)


def asks_more_at_first(programme: Programme, start: date, zone: str) -> bool:
    """Return whether check-ins of the first seven days are more than two, as later in a week."""
    calendar = Calendar(start=start, zone=zone)
    begin = to_utc(start, time(0), zone)
    asked = 0
    for contact in programme.contacts:
        due = begin if contact.kind is ContactKind.CHECKIN else None
        while due is not None and (due := calendar.following(contact, due)) is not None:
            if due > begin + _WEEK:
                break
            asked += 1
    return asked > _USUAL_A_WEEK


def weekdays_of(contacts: Iterable[PlannedContact]) -> tuple[str, ...]:
    """Return the weekdays on which check-ins come, from Monday on."""
    rules = [one.rule for one in contacts if one.is_at_own_times]
    found = {name for rule in rules for part in _days_in(rule) for name in [part[-2:]]}
    return tuple(name for name in WEEKDAYS if name in found)


def days_used(chosen: tuple[int, ...], contacts: Iterable[PlannedContact]) -> tuple[int, ...]:
    """Return those of the chosen weekdays (Monday is 0) on which questions come, every week.

    They are always the same: whoever chose knows which day it is. What a programme without
    check-ins would use is what was chosen.
    """
    places = len(weekdays_of(contacts))
    return tuple(dict.fromkeys(_spread(chosen, places))) if places else chosen


def _spread(days: tuple[int, ...], places: int) -> tuple[int, ...]:
    """Return one of the days for each place: all in turn, or the outermost of too many."""
    if len(days) <= places:
        return tuple(days[place % len(days)] for place in range(places)) if days else ()
    return tuple(days[place * (len(days) - 1) // max(1, places - 1)] for place in range(places))


def _days_in(rule: str) -> list[str]:
    found = re.search(r"BYDAY=([^;]+)", rule)
    return found[1].split(",") if found else []


def _with_own(part: str, own: dict[str, str]) -> str:
    _, _, names = part.partition("=")
    days = [f"{name[:-2]}{own.get(name[-2:], name[-2:])}" for name in names.split(",")]
    return f"BYDAY={','.join(dict.fromkeys(days))}"
