"""Strangers' words, staff's words, groups: each gets an honest answer."""

from __future__ import annotations

from datetime import datetime

from content.keys import Key
from domain.incoming import Incoming, Words
from domain.message import Purpose
from domain.people import Actor, Staff
from domain.screening import ScreenLevel, screen
from services.help_card import card_for_stranger
from services.receive import Road
from services.say import answer_staff, answer_stranger
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
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    incoming: Incoming,
    staff: Staff,
    *,
    words: Words,
) -> None:
    """Say that nothing a member of staff writes here is passed on to anybody.

    Words of danger get the numbers to call as well: their own, or a youth's that they quote.
    """
    level = screen(words.text, house.screening).level if words.text else ScreenLevel.ORDINARY
    if level is ScreenLevel.CRISIS:
        key, purpose = Key.CARD_UNKNOWN, Purpose.CARD
        answer_staff(tx, now, house, incoming, staff, key, purpose=purpose, telefon=house.phone)
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
