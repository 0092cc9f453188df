"""/nummer: the number a worker calls from, of which youths see the last four digits."""

from __future__ import annotations

from datetime import datetime

from content.areas.staff import StaffKey
from content.keys import Key
from domain.incoming import Incoming
from domain.people import Actor, Staff
from domain.phone import world_number
from services.access import Action, Denied, allow
from services.call_first import DIGITS
from services.say import answer_staff
from services.world import House
from storage import staff as staff_rows
from storage.tx import Tx


def set_number(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    incoming: Incoming,
    staff: Staff,
    *,
    typed: str,
) -> None:
    """Keep the number that somebody calls from, sealed; or say how to write one.

    It is kept with its country (`+4512345678`): alarms go there by SMS as well.
    """
    granted = allow(tx, actor, now, Action.OWN_DAY, youth=None, case=None)
    if isinstance(granted, Denied):
        answer_staff(tx, now, house, incoming, staff, Key.NOT_ALLOWED)
        return
    number = world_number(typed)
    if number is None:
        answer_staff(tx, now, house, incoming, staff, StaffKey.NUMBER_WRONG)
        return
    staff_rows.change(tx, staff.id, phone=number)
    answer_staff(tx, now, house, incoming, staff, StaffKey.NUMBER_KEPT, cifre=number[-DIGITS:])
