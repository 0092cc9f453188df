"""What a policy would have said, week after week, about people whose story is known."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from typing import TextIO

from content.calendar import danish_holidays
from content.risk_words import reason_words
from domain.off_days import OffDays
from domain.people import Language
from domain.risk import Assessment, Policy, assess
from reports.replay_events import Person

COLUMNS = ("person", "at", "points", "band", "reasons")
FIRST_DAY = 14  # after the start: before that there is nothing to judge by
_DAY = timedelta(days=1)


def days_off(policy: Policy, zone: str) -> Callable[[int, int], OffDays]:
    """Return what says which days never count: public holidays, and the breaks of a policy."""

    def between(first: int, last: int) -> OffDays:
        public = danish_holidays(range(first, last + 1))
        return OffDays.of_dates(public | policy.break_days(first, last), zone)

    return between


def assessments(person: Person, policy: Policy, *, every: int) -> Iterator[Assessment]:
    """Yield what the policy says of a person, every so many days from day 14 until they end."""
    at = person.history.start + FIRST_DAY * _DAY
    while at < person.end:
        yield assess(person.history, policy, at)
        at += every * _DAY


def write_assessments(
    people: Iterable[Person], policy: Policy, file: TextIO, *, every: int, language: Language
) -> int:
    """Write one row for each person and decision; return how many people there were.

    Written and forgotten one by one: memory does not grow with the number of people.
    """
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(COLUMNS)
    number = 0
    for person in people:
        number += 1
        for one in assessments(person, policy, every=every):
            reasons = "; ".join(reason_words(policy, each, language) for each in one.reasons)
            at = one.at.isoformat().replace("+00:00", "Z")
            writer.writerow((person.name, at, f"{one.points:g}", one.band.value, reasons))
    return number
