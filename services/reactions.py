"""What follows when a message fails: a case, the next rung, or a word to the worker."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from content.keys import Key
from domain.message import Purpose, Road
from domain.people import Actor
from services.call_untold import call_was_not_told
from services.card_failed import card_failed
from services.duty_told import duty_was_told, road_failed
from services.hold_until import hold_until
from services.mark_unreachable import staff_unreachable, youth_unreachable
from services.notices import notify_mentor
from services.outbox_work import Reactions
from services.reply_fate import reply_has_left, reply_not_sent, reply_unclear
from services.sms_failed import hand_over
from services.world import House
from storage import cases
from storage import staff as staff_rows
from storage import youths as youth_rows
from storage.outbox import Message
from storage.tx import Rx, Tx

ACTOR = Actor.system("send_outbox")
NO_NUMBER = "-"  # of a case, for an answer that came from none


def reactions_of(house: House) -> Reactions:
    """Return what the sender does when a message fails, in the words of this house."""
    return Reactions(
        repeat=partial(words_before_repeat, house),
        unreachable=partial(nobody_there, house),
        tell_staff=partial(answer_unclear, house),
        left=partial(reply_has_left, house),
        not_sent=partial(answer_not_sent, house),
        hold=partial(hold_until, house),
        arrived=partial(duty_was_told, house),
        road_failed=road_failed,
        hand_over=partial(hand_over, house),
        gave_up=partial(card_failed, house),
        untold=partial(call_was_not_told, house),
    )


def words_before_repeat(house: House, rx: Rx, message: Message) -> str:
    """Return the words before a message about a case that may arrive twice.

    A help card that comes twice needs no words.
    """
    if message.purpose is not Purpose.CASE or message.staff_id is None:
        return ""
    person = staff_rows.get(rx, message.staff_id)
    case = cases.get(rx, message.case_id) if message.case_id is not None else None
    if person is None or case is None:
        return ""
    return house.texts.say(person.language, Key.CASE_REPEAT, nummer=case.number)


def nobody_there(house: House, tx: Tx, now: datetime, message: Message, why: str) -> None:
    """Open the case *kan ikke nås* for a youth; let a staff member's cases climb."""
    if message.youth_id is not None:
        youth = youth_rows.get(tx, message.youth_id)
        if youth is not None:
            youth_unreachable(tx, ACTOR, now, house, youth)
    elif message.staff_id is not None:
        person = staff_rows.get(tx, message.staff_id)
        if person is not None:
            staff_unreachable(tx, ACTOR, now, house, person)


def answer_unclear(house: House, tx: Tx, now: datetime, message: Message) -> None:
    """Tell who wrote an answer that it may not have arrived; the youth's worker where unknown."""
    if not reply_unclear(house, tx, now, message):
        _tell_worker(house, tx, now, message, Key.ANSWER_UNKNOWN, f"unknown:{message.id}")


def answer_not_sent(house: House, tx: Tx, now: datetime, message: Message) -> None:
    """Tell who wrote an answer that it was refused; the youth's worker where unknown.

    By SMS it is a duty of theirs anyway.
    """
    told = reply_not_sent(house, tx, now, message)
    if not told and message.road is Road.TELEGRAM:
        _tell_worker(house, tx, now, message, Key.ANSWER_REFUSED, f"refused:{message.id}")


def _tell_worker(
    house: House, tx: Tx, now: datetime, message: Message, key: Key, name: str
) -> None:
    youth = youth_rows.get(tx, message.youth_id) if message.youth_id is not None else None
    case = cases.get(tx, message.case_id) if message.case_id is not None else None
    if youth is not None:
        number = case.number if case else NO_NUMBER
        notify_mentor(tx, now, house, youth, key, name, nummer=number)
