"""*Kom ikke*, in Telegram and on the page: no contact, no sign of life, no word to the youth."""

from __future__ import annotations

from datetime import datetime

from content.areas.talks import TalkKey
from content.phrases import when_under
from domain.people import Actor
from services.access import Action, Denied
from services.buttons import row
from services.no_show import note_no_show
from services.note_on_page import Noted
from services.page_link import Visit, may
from services.world import House
from services.youth_tap import YouthTap
from storage.tx import Tx


def log_no_show(tap: YouthTap, *, back: int = 0) -> None:
    """Note in Telegram that a youth did not come, and say by when they are picked up.

    It was so many local days ago.
    """
    now, zone = tap.now, tap.house.site.zone
    due = note_no_show(tap.tx, now, tap.house, tap.youth, tap.staff.id, back=back)
    written = tap.incoming.message_at or now
    tap.say(
        TalkKey.NO_SHOW_KEPT,
        edit=True,
        buttons=row(tap.button(TalkKey.B_NOTE, "openy")),
        hvornaar=when_under(due, now, written, zone, tap.staff.language),
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
