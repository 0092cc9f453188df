"""The help card: numbers to call within a second, and a human told at once."""

from __future__ import annotations

from datetime import datetime, timedelta

from content.keys import Key
from content.phrases import when
from domain.case import Case, CaseKind
from domain.incoming import Incoming
from domain.message import Buttons, Purpose
from domain.people import Actor, Youth
from services.buttons import button
from services.case_messages import tell_again
from services.quiet_prompts import take_back_prompts
from services.raise_case import raise_case
from services.say import Voice, answer_stranger, answer_youth
from services.world import House
from storage import cases
from storage import youths as youth_rows
from storage.tx import Tx

# One card in this time; more words meanwhile get one short line (domain rule F2).
CARD_EVERY = timedelta(minutes=30)

_ANSWERS = {
    "yes": (Key.B_IN_DANGER_YES, Key.CARD_YES, Key.DANGER_YES),
    "no": (Key.B_IN_DANGER_NO, Key.CARD_NO, Key.DANGER_NO),
    "silent": (Key.B_IN_DANGER_SILENT, Key.CARD_SILENT, Key.DANGER_SILENT),
    "mistake": (Key.B_NOT_MEANT, Key.CARD_NOT_MEANT, Key.DANGER_NOT_MEANT),
}


def ask_for_help(
    tx: Tx, actor: Actor, now: datetime, house: House, incoming: Incoming, youth: Youth
) -> None:
    """Give the card to a youth who tapped *hjælp nu*."""
    youth_rows.change(tx, youth.id, last_sign_of_life_at=now)
    give_card(tx, actor, now, house, incoming, youth)


def give_card(
    tx: Tx, actor: Actor, now: datetime, house: House, incoming: Incoming, youth: Youth
) -> Case:
    """Send the card, hold every prompt, and bring a red case to staff.

    A second cry within half an hour gets one short line, and staff are told again.
    """
    already = youth.card_at is not None and now - youth.card_at < CARD_EVERY
    youth_rows.change(tx, youth.id, held_at=youth.held_at or now)
    if not already:
        youth_rows.change(tx, youth.id, card_at=now)
    take_back_prompts(tx, now, house, youth, "red case")
    case = raise_case(tx, actor, now, house, youth=youth, kind=CaseKind.CRISIS)
    voice = Voice.of(tx, house, youth)
    if already:
        answer_youth(tx, now, voice, incoming, Key.CARD_MORE, purpose=Purpose.CARD)
        tell_again(tx, now, house, case, Key.CASE_REPEAT, f"in:{incoming.inbox_id}")
        return case
    answer_youth(
        tx,
        now,
        voice,
        incoming,
        Key.CARD,
        purpose=Purpose.CARD,
        buttons=_card_buttons(voice, case),
        case_id=case.id,
        hvornaar=_reads(house, now, youth),
    )
    return case


def answer_card(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    incoming: Incoming,
    youth: Youth,
    *,
    case_id: int,
    value: str,
) -> None:
    """Keep the answer to *er du i fare lige nu?* and bring it to everybody on the case.

    Whatever the answer, a human still reads. *Vil ikke svare* is treated as a yes by staff.
    """
    case = cases.get(tx, case_id)
    if case is None or case.youth_id != youth.id or value not in _ANSWERS:
        return
    youth_rows.change(tx, youth.id, last_sign_of_life_at=now)
    cases.tell(tx, now, case.id, str(actor), "card_answer", {"answer": value})
    _, to_youth_key, to_staff_key = _ANSWERS[value]
    voice = Voice.of(tx, house, youth)
    values = {}
    if "hvornaar" in to_youth_key.placeholders:
        values["hvornaar"] = _reads(house, now, youth)
    text = voice.say(to_youth_key, **values)
    answer_youth(
        tx, now, voice, incoming, to_youth_key, purpose=Purpose.CARD, edit=True, text=text
    )
    tell_again(tx, now, house, case, to_staff_key, f"in:{incoming.inbox_id}")


def card_for_stranger(
    tx: Tx, actor: Actor, now: datetime, house: House, incoming: Incoming
) -> None:
    """Send the card to a chat that nobody has enrolled, and tell the coordinators."""
    answer_stranger(tx, now, house, incoming, Key.CARD_UNKNOWN, purpose=Purpose.CARD)
    raise_case(
        tx,
        actor,
        now,
        house,
        youth=None,
        kind=CaseKind.UNKNOWN_SENDER,
        sender_chat=incoming.chat_id,
    )


def _card_buttons(voice: Voice, case: Case) -> Buttons:
    made = {
        value: button(voice.house, voice.language, key, "card", case.id, value)
        for value, (key, _, _) in _ANSWERS.items()
    }
    return (
        (made["yes"], made["no"]),
        (made["silent"],),
        (made["mistake"],),
    )


def _reads(house: House, now: datetime, youth: Youth) -> str:
    """Return when a human reads, in words. Nobody is on duty at night, and the card says so."""
    return when(house.site.next_staffed(now), now, youth.zone, youth.language)
