"""/nummer: the number a worker calls from, of which youths see the last four digits."""

from __future__ import annotations

import re
from datetime import datetime

from content.areas.staff import DeskKey
from content.keys import Key
from domain.incoming import Incoming
from domain.people import Actor, Staff
from services.access import Action, Denied, allow
from services.call_first import DIGITS
from services.say import answer_staff
from services.world import House
from storage import staff as staff_rows
from storage.tx import Tx

# Danish numbers have eight digits; with a country code there may be up to fifteen (E.164).
_NUMBER = re.compile(r"\+?\d{8,15}")
_BETWEEN = re.compile(r"[\s().-]")


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
    """Keep the number that somebody calls from, sealed; or say how to write one."""
    granted = allow(tx, actor, now, Action.OWN_DAY, youth=None, case=None)
    if isinstance(granted, Denied):
        answer_staff(tx, now, house, incoming, staff, Key.NOT_ALLOWED)
        return
    number = _BETWEEN.sub("", typed)
    if not _NUMBER.fullmatch(number):
        answer_staff(tx, now, house, incoming, staff, DeskKey.NUMBER_WRONG)
        return
    staff_rows.change(tx, staff.id, phone=number)
    answer_staff(tx, now, house, incoming, staff, DeskKey.NUMBER_KEPT, cifre=number[-DIGITS:])
