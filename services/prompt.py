"""How a question looks in the chat: its words, its answers, and the ways out."""

from __future__ import annotations

from datetime import datetime

from content.areas.rhythm import RhythmKey
from content.keys import Key
from content.phrases import when
from domain.callback import encode
from domain.checkin import QUESTION_RULES, CheckIn, questions_of
from domain.message import Button, Buttons
from domain.people import Youth
from domain.plan import ContactKind, PlannedContact
from services.buttons import button, call_me
from services.world import House


def question_wording(contact: PlannedContact, checkin: CheckIn) -> str:
    """Return what the outbox calls the words of the open question: `weekly.school`."""
    return f"{contact.key}.{questions_of(checkin, contact)[checkin.position].key}"


def question_text(
    house: House,
    youth: Youth,
    contact: PlannedContact,
    checkin: CheckIn,
    now: datetime,
    *,
    between: str = "",
) -> str:
    """Return the question that is open; the first one stands under the contact's opening.

    `between` is what else stands between the two: the line of an evening, or a plan.
    """
    question = questions_of(checkin, contact)[checkin.position]
    asked = question.text[youth.language].format(navn=youth.first_name)
    if checkin.position > 0:
        return asked
    if _asks_one_of_many(contact, checkin):
        light = house.texts.say(youth.language, RhythmKey.ONE_QUESTION, navn=youth.first_name)
        return _put_together(light, between, asked)
    values = {"navn": youth.first_name}
    if checkin.event_at is not None:
        values["hvornaar"] = when(checkin.event_at, now, youth.zone, youth.language)
    return _put_together(contact.opening[youth.language].format(**values), between, asked)


def _put_together(opening: str, between: str, asked: str) -> str:
    return "\n\n".join(filter(None, (opening, between, asked)))


def _asks_one_of_many(contact: PlannedContact, checkin: CheckIn) -> bool:
    """Return whether a check-in asks a single question where its opening speaks of more."""
    usual = len(contact.always) + contact.rotate + len(contact.questions)
    one = checkin.asked is not None and len(checkin.asked) == 1
    return one and (usual > 1 or contact.all_items) and contact.kind is ContactKind.CHECKIN


def question_buttons(
    house: House, youth: Youth, contact: PlannedContact, checkin: CheckIn
) -> Buttons:
    """Return the answers of the open question, with *spring over*, *senere* and *ring til mig*.

    A café's own *ikke denne gang* is its way out.
    """
    question = questions_of(checkin, contact)[checkin.position]
    answers = tuple(
        tuple(
            Button(label, encode("ans", checkin.id, f"{checkin.position}-{value}"))
            for label, value in row
        )
        for row in QUESTION_RULES[question.kind].buttons(question, youth.language)
    )
    if contact.kind is ContactKind.CAFE:
        return answers
    position = str(checkin.position)
    skip = button(house, youth.language, Key.B_SKIP, "skip", checkin.id, position)
    later = button(house, youth.language, RhythmKey.B_LATER, "later", checkin.id)
    return (*answers, (skip, later), (call_me(house, youth),))
