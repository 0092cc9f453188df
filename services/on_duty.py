"""Whom red rings now: the workers in staffed hours, outside them whoever is on duty.

A worker who is off is never rung. Outside staffed hours with nobody on duty it is the leader and
the coordinators who are told, and the card says to the youth that nobody is there.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import partial

from domain.case import Case, Level
from domain.crew import BOSSES, Crew, Presence
from domain.duty import DutyKind
from domain.message import Road
from domain.people import Role, Staff
from services.world import House
from storage import duty
from storage import staff as staff_rows
from storage.tx import Rx


def crew_of(rx: Rx, house: House) -> Crew:
    """Return who hears of danger, read as it is asked for: of a large house most are mentors."""
    has_roster = house.duty.kind is DutyKind.ROSTER
    return Crew(
        site=house.site,
        duty=house.duty.kind,
        roads=house.roads,
        find=partial(staff_rows.get, rx),
        with_role=partial(staff_rows.with_role, rx),
        watches=duty.watches(rx) if has_roster else (),
        swaps=duty.swaps(rx) if has_roster else (),
    )


def watching(rx: Rx, now: datetime, house: House) -> tuple[int, ...]:
    """Return the staff whose turn of duty it is at `now` (UTC), whoever is told first leading.

    Whoever covers for somebody who is away has their turns as well. A turn of whom nobody can tell
    anything is nobody's: where no other is left, nobody is on duty.
    """
    return crew_of(rx, house).watching(now)


def nobody_on_duty(rx: Rx, now: datetime, house: House) -> bool:
    """Return whether nobody of ours is at work or on duty at `now` (UTC).

    At an hour at which the site is open and everybody of it is away, nobody is.
    """
    return crew_of(rx, house).presence(now) in {Presence.EXTERNAL, Presence.NOBODY}


def bosses(rx: Rx) -> tuple[int, ...]:
    """Return the leaders, then the coordinators."""
    return tuple(one.id for role in BOSSES for one in staff_rows.with_role(rx, role))


def to_ring(rx: Rx, now: datetime, house: House, case: Case) -> tuple[int, ...]:
    """Return who is told of this case at `now`: of a yellow one its ladder, unchanged.

    In staffed hours a red one tells its whole ladder; leaders from its second round on, and at
    once where nobody else on it is here. Outside them it tells the roster one after the other, a
    further person with every round, and the leaders and coordinators when the roster is through
    or empty. Who is away is left in peace, and their stand-in told, as long as anybody who is here
    hears of it (`domain.crew`).
    """
    if case.level is not Level.RED:
        return case.ladder
    crew = crew_of(rx, house)
    watch = crew.watching(now)
    if house.site.is_staffed(now):
        leaders = {one.id for one in staff_rows.with_role(rx, Role.LEADER)}
        others = [one for one in case.ladder if one not in leaders]
        first = crew.here_of(others, now)
        if case.round == 0 and any(crew.hears(one, now) for one in first):
            return _once((*first, *watch))
        return crew.told((*case.ladder, *watch), now)
    if case.round < len(watch):
        return watch[: case.round + 1]
    return crew.told((*watch, *crew.bosses()), now)


def other_roads(house: House, person: Staff) -> tuple[Road, ...]:
    """Return by which roads beside Telegram somebody can be told."""
    known = {Road.EMAIL: person.email, Road.SMS: person.phone}
    return tuple(road for road in known if road in house.roads and known[road])


def is_reachable(person: Staff) -> bool:
    """Return whether a member of staff can be written to by Telegram now."""
    return person.chat_id is not None and person.blocked_at is None


def can_be_told(house: House, person: Staff) -> bool:
    """Return whether any road leads to a member of staff."""
    return is_reachable(person) or bool(other_roads(house, person))


def _once(ids: Iterable[int]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(ids))
