"""*Kom ikke*, in Telegram and on the page: no contact, no sign of life, no word to the youth."""

from __future__ import annotations

from datetime import datetime

from content.areas.talks import TalkKey
from content.keys import Key
from content.phrases import when_under
from domain.incoming import Incoming
from domain.people import Actor, Staff
from services.access import Action, Denied, allow
from services.buttons import button, row
from services.initial import initial_and_phase
from services.no_show import note_no_show
from services.note_on_page import Noted
from services.page_link import Visit, may
from services.say import answer_staff
from services.world import House
from storage import youths as youth_rows
from storage.tx import Tx


def log_no_show(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    incoming: Incoming,
    staff: Staff,
    *,
    youth_id: int,
) -> None:
    """Note in Telegram that a youth did not come, and say by when they are picked up."""
    youth = youth_rows.get(tx, youth_id)
    granted = allow(tx, actor, now, Action.HANDLE_CASE, youth=youth, case=None)
    if youth is None or isinstance(granted, Denied):
        answer_staff(tx, now, house, incoming, staff, Key.NOT_ALLOWED)
        return
    due = note_no_show(tx, now, house, youth, staff.id)
    answer_staff(
        tx,
        now,
        house,
        incoming,
        staff,
        TalkKey.NO_SHOW_KEPT,
        edit=True,
        buttons=row(button(house, staff.language, TalkKey.B_NOTE, "openy", youth.id)),
        hvem=initial_and_phase(tx, now, house, youth, staff.language),
        hvornaar=when_under(due, now, incoming.message_at or now, house.site.zone, staff.language),
    )


def no_show_on_page(
    tx: Tx, actor: Actor, now: datetime, house: House, *, visit: Visit
) -> Noted | Denied:
    """Note on the page that the youth did not come."""
    allowed = may(tx, now, visit, Action.WRITE_NOTE)
    if isinstance(allowed, Denied):
        return allowed
    note_no_show(tx, now, house, allowed.youth, visit.staff_id)
    return Noted()
