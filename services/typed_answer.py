"""Words while a screen waits for a name or a number. Whatever they are, they are screened."""

from __future__ import annotations

from datetime import datetime

from content.areas.enrolment import EnrolmentKey
from domain.agreement import Agreement
from domain.incoming import Incoming, Words
from domain.masking import mask
from domain.message import Purpose
from domain.onboarding import OpenScreen, Screen, number_in, trusted_in, without_number
from domain.people import Actor, Channel, Youth, YouthStatus
from domain.reply import ReplyKind
from domain.screening import ScreenLevel, screen
from domain.typed_name import Around, around_a_number, is_own_number
from domain.whom_to_call import with_person
from services.ask_trusted import ask_again_later
from services.human_contact import sign_of_life
from services.onboarding import go_on
from services.onboarding_taken import Onboarding
from services.own_number import is_taken
from services.pause_date import is_typed_date
from services.record_words import record_words
from services.say import Line, answer_youth, to_youth
from services.turn import Turn
from services.world import House
from storage import agreements
from storage import youths as youth_rows
from storage.tx import Tx

_SHARED = "tel:"  # a contact shared in the chat, see handlers/words.py


def hear(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    incoming: Incoming,
    youth: Youth,
    *,
    words: Words,
) -> None:
    """Take what a youth sent: as the name or number that a screen waits for, or as their words."""
    turn = Turn(tx, actor, now, house, incoming, youth)
    if not is_typed_date(turn, words) and not is_typed_answer(turn, words):
        record_words(tx, actor, now, house, incoming, youth, words=words)


def is_typed_answer(turn: Turn, words: Words) -> bool:
    """Take words as the answer of the screen that waits for some; return whether that was all.

    Words of danger or concern never are: they go the way of all words. So do words that hold no
    number or tell us something, and everything while no screen waits; a screen waits for an hour.
    The answer is sealed in the agreement and stands nowhere else, unless it may be more than a
    name: then it is kept, and somebody reads the words, too.
    """
    youth = turn.youth
    agreed = agreements.get(turn.tx, youth.id)
    waiting = OpenScreen.of(agreed)
    if waiting is None or youth.status is not YouthStatus.ACTIVE:
        return False
    if not OpenScreen.waits_for_words(agreed, turn.now) and not _is_own(waiting[0], words):
        return False
    asked, asked_in, alone = waiting
    onboarding = Onboarding.of(turn, alone=alone)
    text = _text(words)
    if text is None or not _is_ordinary(turn, words):
        return False
    if asked is Screen.NUMBER and (words.of_another or _is_anothers(turn, text)):
        _refuse_number(onboarding)
        return True
    around = _around(asked, words, text)
    if around is Around.WORDS or not _keep(onboarding, asked, text, agreed):
        return False
    sign_of_life(turn.tx, turn.now, youth)
    _leave_buttons_behind(onboarding, asked_in)
    key = EnrolmentKey.NUMBER_KEPT if asked is Screen.NUMBER else EnrolmentKey.TRUSTED_KEPT
    onboarding = Onboarding.of(turn, alone=alone)
    go_on(onboarding, asked, lead=onboarding.voice.say(key), below=True)
    return around is Around.NAME


def _is_own(asked: Screen, words: Words) -> bool:
    """Return whether the button below the chat sent the number: it stands until it is used."""
    return asked is Screen.NUMBER and words.kind is ReplyKind.CONTACT and not words.of_another


def _around(asked: Screen, words: Words, text: str) -> Around:
    if words.kind is ReplyKind.CONTACT:
        return Around.NAME
    rest = without_number(text)
    if asked is Screen.NUMBER:
        return Around.NAME if is_own_number(rest) else Around.WORDS
    return around_a_number(rest)


def _is_anothers(turn: Turn, text: str) -> bool:
    """Return whether somebody else is written to by SMS at the number that was typed."""
    number = number_in(text) if turn.youth.channel is Channel.SMS else None
    return number is not None and is_taken(turn.tx, number, turn.youth.id)


def _refuse_number(onboarding: Onboarding) -> None:
    """Keep no number of somebody else, and leave the question open."""
    turn = onboarding.turn
    sign_of_life(turn.tx, turn.now, turn.youth)
    key = EnrolmentKey.NUMBER_OF_ANOTHER
    answer_youth(turn.tx, turn.now, onboarding.voice, turn.incoming, key)


def _is_ordinary(turn: Turn, words: Words) -> bool:
    level = screen(words.text, turn.house.screening).level if words.text else ScreenLevel.ORDINARY
    return level is ScreenLevel.ORDINARY and turn.youth.held_at is None


def _text(words: Words) -> str | None:
    """Return what was typed; of a shared contact its name and number."""
    shared = (words.file_ref or "").removeprefix(_SHARED)
    if words.kind is ReplyKind.CONTACT and words.file_ref and shared != words.file_ref:
        return f"{words.text or ''} {shared}"
    if words.kind is not ReplyKind.WORD or words.text is None or words.forwarded:
        return None
    return words.text if mask(words.text) == words.text else None


def _keep(onboarding: Onboarding, asked: Screen, text: str, agreed: Agreement) -> bool:
    turn = onboarding.turn
    trusted, number = trusted_in(text), number_in(text)
    if trusted is None or number is None:
        return False
    closed = OpenScreen.close(agreed)
    if asked is Screen.NUMBER:
        youth_rows.change(turn.tx, turn.youth.id, phone=number)
        onboarding.save(closed)
        return True
    onboarding.save(with_person(closed, trusted, turn.now))
    ask_again_later(turn.tx, turn.now, turn.house, turn.youth)
    return True


def _leave_buttons_behind(onboarding: Onboarding, asked_in: int) -> None:
    """Take the buttons of the question away: the talk goes on below."""
    turn = onboarding.turn
    line = Line(
        purpose=Purpose.HELLO,
        key=EnrolmentKey.TRUSTED,
        text="",
        dedupe=f"in:{turn.incoming.inbox_id}:answered",
        edits_message_id=asked_in,
        keep_text=True,
    )
    to_youth(turn.tx, turn.now, turn.youth, line)
