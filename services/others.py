"""Staff's words, strangers' commands, groups: each gets an honest answer."""

from __future__ import annotations

from datetime import datetime

from content.areas.staff import StaffKey
from content.keys import Key
from domain.incoming import Incoming, Words
from domain.message import Purpose
from domain.people import Actor, Staff
from domain.screening import ScreenLevel, screen
from services.receive import Road
from services.reply_to_youth import look_of_reply, reply_to_youth
from services.say import answer_staff
from services.say_to_stranger import answer_stranger
from services.world import House
from storage.tx import Tx


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
    """Say that nothing is passed on, unless it replies to a message whose page they opened.

    Words of danger get the numbers to call and what to do: their own words, or a youth's that
    they quote. They are passed on to nobody.
    """
    level = screen(words.text, house.screening).level if words.text else ScreenLevel.ORDINARY
    if level is ScreenLevel.CRISIS:
        key, purpose = StaffKey.DANGER_WORDS, Purpose.CARD
        answer_staff(tx, now, house, incoming, staff, key, purpose=purpose, telefon=house.phone)
    elif look := look_of_reply(tx, now, incoming, staff):
        reply_to_youth(tx, actor, now, house, incoming, staff, words=words, look=look)
        return
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
