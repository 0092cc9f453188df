"""The help card: numbers to call within a second, and a human told at once."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from content.areas.care import CareKey
from content.areas.sms import SmsKey
from content.areas.things import ThingKey
from content.audience import TextKey
from content.keys import Key
from content.phrases import when_under
from domain.after_red import CARD_EVERY, is_settled
from domain.case import Case, CaseKind, CaseState
from domain.incoming import Incoming
from domain.message import Buttons, Purpose
from domain.people import LANGUAGES, Actor, Youth
from domain.sms import plain
from services.buttons import button
from services.card_answer import answered, called_off, red_again, wait_for_answer
from services.card_failed import card_kept_back
from services.card_words import card_words, stranger_card
from services.case_messages import tell_again
from services.hold_automatic import HELD_BACK, hold_automatic
from services.human_contact import sign_of_life
from services.more_words import news
from services.old_buttons import refuse_youth
from services.on_duty import crew_of
from services.open_lines import open_lines
from services.postcard import Sms
from services.promise_voice import voice_by
from services.raise_case import raise_case, standing
from services.say import Voice, answer_youth
from services.say_to_stranger import Spoken, answer_stranger
from services.send_card import Card, send_card
from services.sound_alarm import sound_danger
from services.tell_spent import tell_spent_of_stranger
from services.turn import DOUBLE_TAP
from services.world import House
from storage import cases, told
from storage import youths as youth_rows
from storage.tx import Rx, Tx

log = logging.getLogger(__name__)

_ANSWERS = {
    "yes": (Key.B_IN_DANGER_YES, Key.CARD_YES, Key.DANGER_YES),
    "no": (Key.B_IN_DANGER_NO, Key.CARD_NO, Key.DANGER_NO),
    "silent": (Key.B_IN_DANGER_SILENT, Key.CARD_SILENT, Key.DANGER_SILENT),
    "mistake": (Key.B_NOT_MEANT, Key.CARD_NOT_MEANT, Key.DANGER_NOT_MEANT),
}


ONE_CRY = timedelta(minutes=1)  # more than that from a stranger is one piece of news
_CARD = "card"  # in the story of a case: its unknown sender got the card
DANGER = frozenset({"yes", "silent"})  # answers on the card that say that they are


def ask_for_help(
    tx: Tx, actor: Actor, now: datetime, house: House, incoming: Incoming, youth: Youth
) -> None:
    """Give the card to a youth who tapped *hjælp nu*; whoever asks for the numbers gets them."""
    sign_of_life(tx, now, youth)
    if youth.card_at is None or now - youth.card_at > DOUBLE_TAP:
        give_card(tx, actor, now, house, incoming, youth, asked_for=True)


def give_card(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    incoming: Incoming,
    youth: Youth,
    *,
    asked_for: bool = False,
) -> None:
    """Send the card, hold every prompt, and bring a red case to staff.

    Words that cry again within half an hour get one short line instead of a card, while the red
    case of that card stands, and unless they follow a *nej* or a *ikke sådan ment*. A card that no
    road took does not count: the next cry gets the card. Staff are told
    of everything that comes while a case is open, and that the card's question had no answer
    within ten minutes.
    """
    known = standing(tx, youth, CaseKind.CRISIS)
    soon = youth.card_at is not None and now - youth.card_at < CARD_EVERY
    stands = known is not None and not is_settled(known) and not called_off(tx, known)
    already = soon and stands
    withdrawn = hold_automatic(tx, now, house, youth)
    case = raise_case(tx, actor, now, house, youth=youth, kind=CaseKind.CRISIS)
    if withdrawn:
        cases.tell(tx, now, case.id, str(actor), HELD_BACK, {"count": withdrawn})
    if known is not None and is_settled(known):
        case = red_again(tx, actor, now, house, case)
    elif known is not None:
        tell_again(tx, now, house, case, Key.CASE_MORE, f"in:{incoming.inbox_id}")
    voice = Voice.of(tx, house, youth, now)
    if already and not asked_for:
        answer_youth(tx, now, voice, incoming, more_key(tx, known), purpose=Purpose.CARD)
        return
    wait_for_answer(tx, now, case)
    key, text = card_words(tx, now, house, youth)
    sms = Sms(key, plain(f"{text} {voice.say(SmsKey.ANSWER)}"))
    card = Card(key, text, _card_buttons(voice, case), sms)
    if send_card(tx, now, voice, incoming, case, card):
        youth_rows.change(tx, youth.id, card_at=now)


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

    Whatever the answer, a human still reads. *Vil ikke svare* is treated as a yes by staff, and
    *ikke sådan ment* makes the case a concern. An answer that comes after the case was closed
    opens a new one, unless it calls danger off.
    """
    sign_of_life(tx, now, youth)
    case = cases.get(tx, case_id)
    if case is None or case.youth_id != youth.id or value not in _ANSWERS:
        about = case.youth_id if case else None
        refuse_youth(tx, actor, now, house, incoming, youth, about=about)
        return
    if value in DANGER:
        hold_automatic(tx, now, house, youth)
    if case.state is CaseState.CLOSED and value in DANGER:
        case = raise_case(tx, actor, now, house, youth=youth, kind=CaseKind.CRISIS)
    cases.tell(tx, now, case.id, str(actor), "card_answer", {"answer": value})
    if value in DANGER and case.state is not CaseState.CLOSED and is_settled(case):
        case = red_again(tx, actor, now, house, case)
    case = answered(tx, now, house, case, value)
    _, to_youth_key, to_staff_key = _ANSWERS[value]
    by = crew_of(tx, house).reads_at(now)
    voice = voice_by(tx, house, youth, now, by)
    values = {}
    if "hvornaar" in to_youth_key.placeholders:
        values["hvornaar"] = _when(by, now, incoming, youth)
    text = voice.say(to_youth_key, **values)
    answer_youth(
        *(tx, now, voice, incoming, to_youth_key),
        purpose=Purpose.CARD,
        edit=incoming.message_at is not None,  # the card that was tapped; typed words keep it
        text=text,
    )
    why = f"in:{incoming.inbox_id}"
    tell_again(tx, now, house, case, to_staff_key, why, at_once=True)
    sound_danger(tx, now, house, case, value)


def more_key(rx: Rx, case: Case | None) -> TextKey:
    """Return what is said to more words after a cry: *sendt videre* only where a word has left."""
    heard = case is not None and (case.taken_by is not None or told.is_heard(rx, case.id))
    return Key.CARD_MORE if heard else CareKey.CARD_MORE_UNHEARD


def card_for_stranger(
    tx: Tx, actor: Actor, now: datetime, house: House, incoming: Incoming
) -> None:
    """Send the card to a chat that nobody has enrolled, and tell the coordinators.

    Words that cry again within half an hour get one short line, and staff hear of them once a
    minute: a flood from one chat must not hold up what they are told of others. Nothing is kept
    but the case, and for a while the chat, so that a worker can write there.
    """
    kind, chat = CaseKind.UNKNOWN_SENDER, incoming.chat_id
    known = standing(tx, None, kind, sender_chat=chat)
    again = known is not None and _had_card(tx, known, now)
    said = ThingKey.SENDER_MORE if again else _stranger_card(tx, now, house)
    sent = answer_stranger(tx, now, house, incoming, said, purpose=Purpose.CARD)
    try:
        case = raise_case(tx, actor, now, house, youth=None, kind=kind, sender_chat=chat)
    except ValueError:  # an installation without staff: the numbers go out all the same
        log.exception("nobody can be told of a cry for help", extra={"action": "nobody_at_all"})
        return
    if sent is None and not again:
        card_kept_back(tx, now, house, case, f"in:{incoming.inbox_id}")
    elif not again:
        cases.tell(tx, now, case.id, str(actor), _CARD, {})
    if known is not None:
        tell_again(tx, now, house, case, Key.CASE_MORE, news(now, ONE_CRY))
    tell_spent_of_stranger(tx, now, house, chat, case)


def _stranger_card(rx: Rx, now: datetime, house: House) -> Spoken:
    """Return the card for who may be under 18, as far as anybody knows."""
    presence = crew_of(rx, house).presence(now)
    lines = open_lines(rx, now, house, None)
    key, _ = stranger_card(house, LANGUAGES[0], presence, lines)
    return Spoken(key, lambda language: stranger_card(house, language, presence, lines)[1])


def _had_card(tx: Tx, case: Case, now: datetime) -> bool:
    cards = (at for at, _, what, _ in cases.story(tx, case.id) if what == _CARD)
    return any(now - at < CARD_EVERY for at in cards)


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


def _when(by: datetime, now: datetime, incoming: Incoming, youth: Youth) -> str:
    return when_under(by, now, incoming.message_at or now, youth.zone, youth.language)
