"""/sprog for staff: another language for what they read here, on pages, and in the menu."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from content.areas.staff import StaffKey
from content.keys import Key
from domain.incoming import Incoming
from domain.people import Actor, Language, Staff
from services.access import Action, Denied, allow
from services.buttons import button, row
from services.say import answer_staff
from services.world import House
from storage import staff as staff_rows
from storage.tx import Tx


def ask_staff_language(
    tx: Tx, actor: Actor, now: datetime, house: House, incoming: Incoming, staff: Staff
) -> None:
    """Offer the languages, each in its own words."""
    buttons = row(
        button(house, "da", Key.B_DANISH, "tongue", staff.id, "da"),
        button(house, "en", Key.B_ENGLISH, "tongue", staff.id, "en"),
    )
    answer_staff(tx, now, house, incoming, staff, StaffKey.ASK_LANGUAGE, buttons=buttons)


def change_staff_language(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    incoming: Incoming,
    staff: Staff,
    *,
    language: Language,
) -> None:
    """Speak another language to somebody from here on; their menu follows at once.

    What waits to leave to them stays as it was said: it holds numbers and reasons.
    """
    granted = allow(tx, actor, now, Action.OWN_DAY, youth=None, case=None)
    if isinstance(granted, Denied):
        answer_staff(tx, now, house, incoming, staff, Key.NOT_ALLOWED)
        return
    staff_rows.change(tx, staff.id, language=language)
    tx.wake("menus")
    after = replace(staff, language=language)
    answer_staff(tx, now, house, incoming, after, StaffKey.LANGUAGE_SET, edit=True)
