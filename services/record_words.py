"""Words, voice, photos and files of a youth: kept, screened, answered, given to a human."""

from __future__ import annotations

from datetime import datetime

from content.keys import Key
from content.phrases import when
from domain.clocks import is_talk
from domain.incoming import Incoming, Words
from domain.masking import mask
from domain.message import Purpose
from domain.people import Actor, Youth
from domain.reply import NEEDS_A_HUMAN, Reply, ReplyKind
from domain.screening import Screened, ScreenLevel, screen
from services.answer_question import answer_with_words
from services.buttons import call_me, help_now, row
from services.help_card import give_card
from services.human_contact import sign_of_life, youth_wrote
from services.more_words import bring_words
from services.say import Voice, answer_youth
from services.turn import Turn
from services.world import House
from storage import replies
from storage.tx import Tx


def record_words(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    incoming: Incoming,
    youth: Youth,
    *,
    words: Words,
) -> None:
    """Keep what came, and see to it that a human reads it.

    Numbers that look like CPR are hidden before anything is stored; screening sees the words as
    they were. Words of danger get the help card whatever the youth's status. Words while a
    free-text question is open are its answer. All words open a case with a clock on it, so that
    none goes unread; while a red case is open they are told there as well, at once.
    """
    screened = screen(words.text, house.screening) if words.text else Screened.nothing()
    reply = _reply(tx, now, incoming, youth, words, screened)
    crisis = screened.level is ScreenLevel.CRISIS
    answered = None
    if words.kind is ReplyKind.WORD:
        turn, masked = Turn(tx, actor, now, house, incoming, youth), _is_masked(words)
        answered = answer_with_words(turn, reply, quietly=crisis, masked=masked)
    replies.add(tx, answered or reply, inbox_id=incoming.inbox_id)
    if is_talk(words.kind):
        youth_wrote(tx, now, house, youth)
    else:
        sign_of_life(tx, now, youth)
    if crisis:
        give_card(tx, actor, now, house, incoming, youth)
        return
    red = bring_words(tx, actor, now, house, youth)
    if red is not None:
        _say_it_is_passed_on(tx, now, house, incoming, youth)
    elif answered is None:
        _say_who_reads(tx, now, house, incoming, youth, words)


def _reply(
    tx: Tx, now: datetime, incoming: Incoming, youth: Youth, words: Words, screened: Screened
) -> Reply:
    return Reply(
        id=tx.new_id(),
        youth_id=youth.id,
        kind=words.kind,
        received_at=now,
        text=mask(words.text) if words.text is not None else None,
        file_ref=words.file_ref,
        level=screened.level.value,
        rule=screened.rule,
        sent_at=incoming.sent_at,
        message_id=incoming.message_id,
    )


def _is_masked(words: Words) -> bool:
    return words.text is not None and mask(words.text) != words.text


def _say_it_is_passed_on(
    tx: Tx, now: datetime, house: House, incoming: Incoming, youth: Youth
) -> None:
    """Say one short line after a cry for help, with the card one tap away."""
    voice, buttons = Voice.of(tx, house, youth), row(help_now(house, youth))
    answer_youth(tx, now, voice, incoming, Key.CARD_MORE, purpose=Purpose.CARD, buttons=buttons)


def _say_who_reads(
    tx: Tx, now: datetime, house: House, incoming: Incoming, youth: Youth, words: Words
) -> None:
    """Answer honestly: who reads it, when, and what to do if it cannot wait."""
    voice = Voice.of(tx, house, youth)
    staffed = house.site.is_staffed(now)
    by = when(house.site.reads_at(now), now, youth.zone, youth.language)
    if words.kind in NEEDS_A_HUMAN:
        key, buttons = Key.MEDIA, row(help_now(house, youth))
    elif staffed:
        key, buttons = Key.WORD_HOURS, row(call_me(house, youth))
    else:
        key, buttons = Key.WORD_CLOSED, row(help_now(house, youth))
    text = voice.say(key, hvornaar=by)
    if _is_masked(words):
        text = f"{text}\n\n{voice.say(Key.MASKED)}"
    answer_youth(tx, now, voice, incoming, key, buttons=buttons, text=text)
