"""Whom red would ring in every hour of a week, and by which roads, before anybody cries.

An installation in which a cry at night reaches nobody looks healthy until the night it happens.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import pairwise

from domain.crew import Crew
from domain.duty import DutyKind, turns
from domain.message import Road
from domain.people import Role
from domain.site import SiteRules

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A time in which red rings the same people by the same roads (instants are UTC).

    `people` are those who hear: nobody, where it is empty. Of whom is told by rounds all are
    named.
    """

    begins_at: datetime
    ends_at: datetime
    people: tuple[int, ...]
    roads: frozenset[Road]


def rung_in_week(crew: Crew, since: datetime) -> Sequence[Stretch]:
    """Return the week from `since` (UTC) on, without a gap: who hears in each of its hours."""
    found: list[Stretch] = []
    borders = sorted({since, *_borders(crew, since), since + WEEK})
    for begins, ends in pairwise(borders):
        people = crew.rung(begins)
        roads = frozenset(road for one in people for road in crew.roads_of(one))
        if found and (found[-1].people, found[-1].roads) == (people, roads):
            found[-1] = replace(found[-1], ends_at=ends)
        else:
            found.append(Stretch(begins, ends, people, roads))
    return found


def _borders(crew: Crew, since: datetime) -> Iterator[datetime]:
    """Yield each instant of the week at which somebody may begin or cease to hear."""
    end = since + WEEK
    for at in (*_doors(crew.site, since), *_turns(crew, since), *_absences(crew)):
        if since < at < end:
            yield at


def _doors(site: SiteRules, since: datetime) -> Iterator[datetime]:
    at = since
    while at < since + WEEK:
        at = site.end_of_working_day(at) if site.is_staffed(at) else site.next_staffed(at)
        yield at


def _turns(crew: Crew, since: datetime) -> Iterator[datetime]:
    if crew.duty is DutyKind.ROSTER:
        zone = crew.site.zone
        for turn in turns(crew.watches, crew.swaps, since, since + WEEK, zone):
            yield from (turn.begins_at, turn.ends_at)


def _absences(crew: Crew) -> Iterator[datetime]:
    for role in Role:
        for person in crew.with_role(role):
            yield from (at for at in (person.away_at, person.away_until) if at is not None)
