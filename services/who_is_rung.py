"""Whom red would ring this week: what health and `holdfast doctor` say about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.people import Role
from domain.who_is_rung import Stretch, rung_in_week
from services.on_duty import crew_of
from services.world import House
from storage import staff as staff_rows
from storage.tx import Rx

NOBODY_HERE = "nobody_here"  # a cry now reaches nobody who is here
NOBODY_IN_WEEK = "nobody_in_week"  # so it will be at some hour of the coming week
_STAFF = (Role.MENTOR, Role.COORDINATOR, Role.LEADER)


@dataclass(frozen=True, slots=True)
class Week:
    """The coming week without a gap, and the names of those in it."""

    stretches: Sequence[Stretch]
    names: Mapping[int, str]


def rung_this_week(rx: Rx, now: datetime, house: House) -> Week:
    """Return whom red would ring in the week from `now` (UTC) on, and by which roads."""
    stretches = rung_in_week(crew_of(rx, house), now)
    names = {person.id: person.name for person in staff_rows.everybody(rx)}
    return Week(stretches, names)


def duty_troubles(rx: Rx, now: datetime, house: House) -> Sequence[str]:
    """Return what is wrong with who would be rung, by name; nothing before there are any staff.

    Whoever is away counts as not there, and so does who can be told by no road.
    """
    if not any(staff_rows.with_role(rx, role) for role in _STAFF):
        return ()
    stretches = rung_in_week(crew_of(rx, house), now)
    if not stretches[0].people:
        return (NOBODY_HERE,)
    return () if all(one.people for one in stretches) else (NOBODY_IN_WEEK,)
