"""An absence that was said ahead begins: what is open goes to whoever covers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from content.areas.staff import DeskKey
from domain.message import Purpose
from domain.people import Actor, Staff
from services.away_news import hand_over
from services.here import here
from services.say import Line, to_staff
from services.world import House
from storage import staff as staff_rows
from storage.tx import Tx


def begin_absences(
    tx: Tx, actor: Actor, now: datetime, house: House, ids: Sequence[int]
) -> Sequence[int]:
    """Hand over the open cases of all whose absence has begun; return their ids."""
    leaving = staff_rows.claim_leaving(tx, now, ids)
    for person in leaving:
        staff_rows.change(tx, person.id, next_at=None)
        if person.is_away(now):
            _begin(tx, actor, now, house, person)
    return [person.id for person in leaving]


def _begin(tx: Tx, actor: Actor, now: datetime, house: House, staff: Staff) -> None:
    """Hand over to whoever is here now: the cover may have gone since they were chosen."""
    cover = staff_rows.get(tx, here(tx, now, staff.id))
    if cover is None or cover.id == staff.id:
        return  # everybody covers for somebody who is away: it stays where it is
    given = hand_over(tx, actor, now, house, staff, cover)
    if not given:
        return
    line = Line(
        purpose=Purpose.STAFF_INFO,
        key=DeskKey.AWAY_GIVEN,
        text=house.texts.say(staff.language, DeskKey.AWAY_GIVEN, antal=given),
        dedupe=f"away:{staff.id}:given:{int(now.timestamp())}",
        silent=True,
    )
    to_staff(tx, now, staff, line)
