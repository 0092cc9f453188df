"""From when each person on a ladder may be told of a yellow case, by the programme's ladder."""

from __future__ import annotations

from datetime import datetime

from domain.people import Role, Youth
from domain.plan import LadderRung, Programme
from domain.step_hours import TellAt
from services.here import here
from services.world import House
from storage import staff as staff_rows
from storage.tx import Rx


def tell_at_of(rx: Rx, house: House, programme: Programme, youth: Youth | None) -> TellAt:
    """Return what says from when somebody may be told: their rung's hours, or whenever staffed.

    Whoever covers for somebody who is away has the hours of the rung they stand on. Hours that
    never meet those of the site hold nobody back.
    """

    def tell_at(staff_id: int, at: datetime) -> datetime:
        opens = house.site.next_staffed(at)
        rung = _rung(rx, opens, youth, staff_id)
        hours = programme.step_hours.get(rung) if rung is not None else None
        if hours is None:
            return opens
        try:
            return hours.first(at, house.site)
        except ValueError:
            return opens

    return tell_at


def _rung(rx: Rx, at: datetime, youth: Youth | None, staff_id: int) -> LadderRung | None:
    if youth is not None and staff_id in {youth.mentor_id, here(rx, at, youth.mentor_id)}:
        return "mentor"
    if youth is not None and staff_id in {youth.cover_id, here(rx, at, youth.cover_id)}:
        return "cover"
    person = staff_rows.get(rx, staff_id)
    known = person is not None and person.role is Role.COORDINATOR
    return "coordinator" if known else None
