"""Whom red rings now: the workers in staffed hours, outside them whoever is on duty.

A worker who is off is never rung. Outside staffed hours with nobody on duty it is the leader and
the coordinators who are told, and the card says to the youth that nobody is there.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from domain.case import Case, Level
from domain.duty import DutyKind, on_watch
from domain.message import Road
from domain.people import Role, Staff
from services.here import here
from services.world import House
from storage import duty
from storage import staff as staff_rows
from storage.tx import Rx

_BOSSES = (Role.LEADER, Role.COORDINATOR)


def watching(rx: Rx, now: datetime, house: House) -> tuple[int, ...]:
    """Return the staff whose turn of duty it is at `now` (UTC), whoever is told first leading.

    Whoever covers for somebody who is away has their turns as well. A turn of whom nobody can tell
    anything is nobody's: where no other is left, nobody is on duty.
    """
    if house.duty.kind is not DutyKind.ROSTER:
        return ()
    on_now = on_watch(duty.watches(rx), duty.swaps(rx), now, house.site.zone)
    turns = _once(here(rx, now, one) for one in on_now)
    return tuple(one for one in turns if _hears(rx, now, house, one))


def _hears(rx: Rx, now: datetime, house: House, staff_id: int) -> bool:
    """Return whether somebody is here at `now` (UTC), and some road leads to them."""
    person = staff_rows.get(rx, staff_id)
    return person is not None and not person.is_away(now) and can_be_told(house, person)


def nobody_on_duty(rx: Rx, now: datetime, house: House) -> bool:
    """Return whether nobody of ours is at work or on duty at `now` (UTC)."""
    return not house.site.is_staffed(now) and not watching(rx, now, house)


def bosses(rx: Rx) -> tuple[int, ...]:
    """Return the leaders, then the coordinators."""
    return tuple(one.id for role in _BOSSES for one in staff_rows.with_role(rx, role))


def to_ring(rx: Rx, now: datetime, house: House, case: Case) -> tuple[int, ...]:
    """Return who is told of this case at `now`: of a yellow one its ladder, unchanged.

    In staffed hours a red one tells its whole ladder; leaders from its second round on, and at
    once where nobody else on it is here. Outside them it tells the roster one after the other, a
    further person with every round, and the leaders and coordinators when the roster is through
    or empty.
    """
    if case.level is not Level.RED:
        return case.ladder
    watch = watching(rx, now, house)
    if house.site.is_staffed(now):
        leaders = {one.id for one in staff_rows.with_role(rx, Role.LEADER)}
        others = (one for one in case.ladder if one not in leaders)
        is_first = case.round == 0 and any(_hears(rx, now, house, one) for one in others)
        late = leaders if is_first else set()
        return _once((*(one for one in case.ladder if one not in late), *watch))
    if case.round < len(watch):
        return watch[: case.round + 1]
    return _once((*watch, *(here(rx, now, one) for one in bosses(rx))))


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
