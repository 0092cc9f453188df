"""When one contact comes: by its rule or its days after the start, at the youth's own days."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from domain.agreement import Agreement
from domain.cadence import next_occurrence
from domain.plan import PlannedContact
from domain.wall import to_utc, to_wall

_NAMES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_DAY = timedelta(days=1)
NOTHING_AGREED = Agreement()
_INSTANT = timedelta(milliseconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """One youth's own calendar: where it begins, in which zone, and what they chose.

    `weekdays` are those on which the programme's check-ins come; the youth's own days take their
    places, one after the other.
    """

    start: date  # local
    zone: str
    agreement: Agreement = NOTHING_AGREED
    weekdays: tuple[str, ...] = ()

    def day_of(self, instant: datetime) -> int:
        """Return how many local days after the start an instant lies; the start is day 0."""
        return (to_wall(instant, self.zone).date() - self.start).days

    def at_of(self, contact: PlannedContact) -> time:
        """Return the wall time of a contact: a check-in comes at the youth's own time."""
        own = self.agreement.at
        return own if own is not None and contact.is_at_own_times else contact.at

    def rule_of(self, contact: PlannedContact) -> str:
        """Return the rule of a contact, a check-in's with the youth's own days in it."""
        days = self.agreement.days
        if not days or not contact.is_at_own_times or not self.weekdays:
            return contact.rule
        own = {name: _NAMES[days[place % len(days)]] for place, name in enumerate(self.weekdays)}
        return re.sub(r"BYDAY=[^;]+", lambda found: _with_own(found[0], own), contact.rule)

    def following(self, contact: PlannedContact, after: datetime) -> datetime | None:
        """Return the first occurrence strictly after `after` (UTC); None when there is none."""
        first = max(after, self._begin_of(contact.days.first) - _INSTANT)
        if contact.rule:
            found = next_occurrence(
                self.rule_of(contact),
                self.at_of(contact),
                self.zone,
                anchor=self.start,
                after=first,
            )
        else:
            found = self._named_day(contact, first)
        if found is None or not contact.days.hold(self.day_of(found)):
            return None
        return found

    def latest(
        self, contact: PlannedContact, until: datetime, *, within: timedelta
    ) -> datetime | None:
        """Return the last occurrence until `until` and not longer before it than `within`."""
        found, after = None, until - within
        while (later := self.following(contact, after)) is not None and later <= until:
            found = after = later
        return found

    def _named_day(self, contact: PlannedContact, after: datetime) -> datetime | None:
        at = self.at_of(contact)
        instants = (to_utc(self.start + day * _DAY, at, self.zone) for day in contact.on_days)
        return next((instant for instant in instants if instant > after), None)

    def _begin_of(self, day: int) -> datetime:
        return to_utc(self.start + day * _DAY, time(0), self.zone)


def weekdays_of(contacts: Iterable[PlannedContact]) -> tuple[str, ...]:
    """Return the weekdays on which check-ins come, from Monday on."""
    rules = [one.rule for one in contacts if one.is_at_own_times]
    found = {name for rule in rules for part in _days_in(rule) for name in [part[-2:]]}
    return tuple(name for name in _NAMES if name in found)


def _days_in(rule: str) -> list[str]:
    found = re.search(r"BYDAY=([^;]+)", rule)
    return found[1].split(",") if found else []


def _with_own(part: str, own: dict[str, str]) -> str:
    _, _, names = part.partition("=")
    days = [f"{name[:-2]}{own.get(name[-2:], name[-2:])}" for name in names.split(",")]
    return f"BYDAY={','.join(dict.fromkeys(days))}"
