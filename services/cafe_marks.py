"""The coordinator marks who is here, by buttons that name nobody."""

from __future__ import annotations

from datetime import datetime

from content.areas.cafe import CafeKey
from domain.cafe import Came
from domain.incoming import Incoming
from domain.people import Actor, Staff
from services.attend import count_guests, mark, mark_all_yes, may_count
from services.cafe_desk import CafeTap, on_evening, show
from services.count_cafe import count_buttons, count_words
from services.evening import Evening
from services.world import House
from storage import rsvps
from storage.tx import Tx


def on_row(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    incoming: Incoming,
    staff: Staff,
    *,
    rsvp_id: int,
    came: Came | None,
) -> None:
    """Let a coordinator mark one row of an evening."""
    rsvp = rsvps.get(tx, rsvp_id)

    def tick(tap: CafeTap) -> None:
        if rsvp is not None and may_count(tap.evening):
            mark(tap.evening, rsvp, came, staff)
        _show(tap, tap.evening)

    cafe_id = rsvp.cafe_id if rsvp is not None else 0
    on_evening(tx, actor, now, house, incoming, staff, cafe_id=cafe_id, act=tick)


def count(tap: CafeTap) -> None:
    """Show the marks."""
    _show(tap, tap.evening)


def all_yes(tap: CafeTap) -> None:
    """Mark everybody who said yes as here."""
    if may_count(tap.evening):
        mark_all_yes(tap.evening, tap.staff)
    _show(tap, tap.evening)


def guests(tap: CafeTap, how_many: int) -> None:
    """Count an unannounced guest."""
    evening = count_guests(tap.evening, how_many) if may_count(tap.evening) else tap.evening
    _show(tap, evening)


def _show(tap: CafeTap, evening: Evening) -> None:
    if not may_count(evening):
        show(tap, tap.words(CafeKey.NOT_YET))
    elif not any(one.invited_at is not None or one.came for one in evening.rows()):
        show(tap, tap.words(CafeKey.NOBODY))
    else:
        text, buttons = count_words(evening, tap.staff), count_buttons(evening, tap.staff.language)
        tap.say(CafeKey.COUNT, text, buttons)
