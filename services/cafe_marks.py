"""Who is here is marked by buttons that name nobody: all by a coordinator, own by a mentor."""

from __future__ import annotations

from datetime import datetime

from content.areas.cafe import CafeKey
from content.keys import Key
from domain.cafe import Came
from domain.incoming import Incoming
from domain.people import Actor, Role, Staff
from services.access import Action, Denied, allow
from services.attend import count_guests, mark, mark_all_yes, may_count
from services.cafe_desk import COUNTED_FOR, CafeTap, list_evenings, show
from services.cafe_row import row_for
from services.count_cafe import count_buttons, count_words, own_rows
from services.evening import Evening
from services.say import answer_staff
from services.world import House
from storage import cafes
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
    """Mark one row of an evening: a coordinator any, a mentor those of their own youths."""
    found = row_for(tx, actor, now, Action.TICK_CAFE, rsvp_id=rsvp_id)
    if found is None:
        answer_staff(tx, now, house, incoming, staff, Key.NOT_ALLOWED)
        return
    tap = CafeTap(Evening.of(tx, now, house, found.cafe), incoming, staff)
    if may_count(tap.evening):
        mark(tap.evening, found.rsvp, came, staff)
    _show(tap, tap.evening)


def show_cafes(
    tx: Tx, actor: Actor, now: datetime, house: House, incoming: Incoming, staff: Staff
) -> None:
    """Answer /cafe: a coordinator's list of evenings, or what a mentor may tick."""
    show_them = list_evenings if staff.role is Role.COORDINATOR else list_own
    show_them(tx, actor, now, house, incoming, staff)


def list_own(
    tx: Tx, actor: Actor, now: datetime, house: House, incoming: Incoming, staff: Staff
) -> None:
    """Answer a mentor's /cafe: the evening that can be ticked now, with their own youths only."""
    granted = allow(tx, actor, now, Action.OWN_DAY, youth=None, case=None)
    if isinstance(granted, Denied):
        answer_staff(tx, now, house, incoming, staff, Key.NOT_ALLOWED)
        return
    found = [Evening.of(tx, now, house, one) for one in cafes.from_(tx, now - COUNTED_FOR, 8)]
    open_now = [one for one in found if may_count(one) and own_rows(one, staff)]
    if not open_now:
        answer_staff(tx, now, house, incoming, staff, CafeKey.NOT_YET)
        return
    latest = open_now[-1]
    text, buttons = count_words(latest, staff), count_buttons(latest, staff)
    answer_staff(tx, now, house, incoming, staff, CafeKey.COUNT, text=text, buttons=buttons)


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
        text, buttons = count_words(evening, tap.staff), count_buttons(evening, tap.staff)
        tap.say(CafeKey.COUNT, text, buttons)
