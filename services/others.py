"""Strangers' words, staff's words, old and foreign buttons: each gets an honest answer."""

from __future__ import annotations

from datetime import datetime

from content.keys import Key
from domain.incoming import Incoming, Words
from domain.message import Purpose
from domain.people import Actor, Staff, Youth
from domain.screening import ScreenLevel, screen
from services.help_card import card_for_stranger
from services.receive import Road
from services.say import Voice, answer_staff, answer_stranger, answer_youth
from services.world import House
from storage.tx import Tx


def words_of_stranger(
    tx: Tx, actor: Actor, now: datetime, house: House, incoming: Incoming, *, words: Words
) -> None:
    """Screen the words of a chat that nobody has enrolled; nothing of them is stored.

    What cannot be screened is answered with the numbers to call, and no more.
    """
    level = screen(words.text, house.screening).level if words.text else ScreenLevel.ORDINARY
    if level is ScreenLevel.CRISIS:
        card_for_stranger(tx, actor, now, house, incoming)
        return
    answer_stranger(tx, now, house, incoming, Key.START_WITHOUT_CODE, purpose=Purpose.NOTICE)


def words_of_staff(
    tx: Tx, actor: Actor, now: datetime, house: House, incoming: Incoming, staff: Staff
) -> None:
    """Say that nothing a member of staff writes here is passed on to anybody."""
    answer_staff(tx, now, house, incoming, staff, Key.STAFF_NO_FORWARD)


def help_for_staff(
    tx: Tx, actor: Actor, now: datetime, house: House, incoming: Incoming, staff: Staff
) -> None:
    """Say what a member of staff can do here."""
    answer_staff(tx, now, house, incoming, staff, Key.STAFF_HELP)


def help_for_stranger(
    tx: Tx, actor: Actor, now: datetime, house: House, incoming: Incoming
) -> None:
    """Say what this is and whom to call."""
    answer_stranger(tx, now, house, incoming, Key.START_WITHOUT_CODE, purpose=Purpose.NOTICE)


def old_button_of_youth(
    tx: Tx, actor: Actor, now: datetime, house: House, incoming: Incoming, youth: Youth
) -> None:
    """Answer a button that is old, or not theirs, without blame."""
    answer_youth(tx, now, Voice.of(tx, house, youth), incoming, Key.OLD_BUTTON)


def old_button_of_staff(
    tx: Tx, actor: Actor, now: datetime, house: House, incoming: Incoming, staff: Staff
) -> None:
    """Answer a button that a member of staff has no use for."""
    answer_staff(tx, now, house, incoming, staff, Key.NOT_ALLOWED)


def old_button_of_stranger(
    tx: Tx, actor: Actor, now: datetime, house: House, incoming: Incoming
) -> None:
    """Answer a button tapped in a chat that nobody has enrolled."""
    answer_stranger(tx, now, house, incoming, Key.OLD_BUTTON, purpose=Purpose.NOTICE)


def not_in_groups(
    tx: Tx, actor: Actor, now: datetime, house: House, incoming: Incoming, *_: object
) -> None:
    """Say in a group that this bot speaks with one person at a time."""
    answer_stranger(tx, now, house, incoming, Key.NOT_IN_GROUPS, purpose=Purpose.NOTICE)


def nothing(
    tx: Tx, actor: Actor, now: datetime, house: House, incoming: Incoming, *_: object
) -> None:
    """Do nothing: the update is done, and asks for no answer."""


IN_A_GROUP = Road(youth=not_in_groups, staff=not_in_groups, stranger=not_in_groups)
NOTHING = Road(youth=nothing, staff=nothing, stranger=nothing)
