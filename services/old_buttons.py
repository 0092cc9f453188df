"""Buttons that are old, forged or somebody else's: a kind answer, and a line for the audit."""

from __future__ import annotations

from datetime import datetime

from content.areas.things import ThingKey
from content.keys import Key
from domain.incoming import Incoming
from domain.message import Purpose
from domain.people import Actor, Staff, Youth
from services.say import Voice, answer_staff, answer_youth
from services.say_to_stranger import answer_stranger
from services.world import House
from storage import audit
from storage.tx import Tx


def old_button_of_youth(
    tx: Tx, actor: Actor, now: datetime, house: House, incoming: Incoming, youth: Youth
) -> None:
    """Answer a button that is old, without blame."""
    answer_youth(tx, now, Voice.of(tx, house, youth, now), incoming, Key.OLD_BUTTON)


def old_button_of_staff(
    tx: Tx, actor: Actor, now: datetime, house: House, incoming: Incoming, staff: Staff
) -> None:
    """Answer a button that a member of staff has no use for."""
    answer_staff(tx, now, house, incoming, staff, Key.NOT_ALLOWED)


def old_button_of_stranger(
    tx: Tx, actor: Actor, now: datetime, house: House, incoming: Incoming
) -> None:
    """Answer a button tapped in a chat that nobody has enrolled (any more)."""
    key = ThingKey.SENDER_BUTTON
    answer_stranger(tx, now, house, incoming, key, purpose=Purpose.NOTICE)


def refuse_youth(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    incoming: Incoming,
    youth: Youth,
    *,
    about: int | None = None,
) -> None:
    """Refuse a youth a button of staff, or of another youth (`about`), and write it down."""
    _note(tx, actor, now, about)
    old_button_of_youth(tx, actor, now, house, incoming, youth)


def refuse_staff(
    tx: Tx, actor: Actor, now: datetime, house: House, incoming: Incoming, staff: Staff
) -> None:
    """Refuse a member of staff a button of youths, and write it down."""
    _note(tx, actor, now, None)
    old_button_of_staff(tx, actor, now, house, incoming, staff)


def refuse_stranger(tx: Tx, actor: Actor, now: datetime, house: House, incoming: Incoming) -> None:
    """Refuse a button to a chat that nobody has enrolled, and write it down."""
    _note(tx, actor, now, None)
    old_button_of_stranger(tx, actor, now, house, incoming)


def _note(tx: Tx, actor: Actor, now: datetime, about: int | None) -> None:
    audit.record(tx, now, actor=str(actor), action="foreign_button", youth_id=about, allowed=False)
