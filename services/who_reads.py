"""The answer to whatever came outside a question: who reads it, when, and what if it is urgent."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from content.areas.passing import PassingKey
from content.areas.things import ThingKey
from content.audience import TextKey
from content.keys import Key
from content.phrases import when
from domain.clocks import is_talking
from domain.incoming import Words
from domain.masking import mask
from domain.message import Purpose
from domain.plain_word import Meant
from domain.reply import ReplyKind
from services.buttons import call_me, help_now, row, rows
from services.plain_word import meant, offer
from services.postcard import in_sms, sms_for
from services.promise_voice import voice_by
from services.say import Line, Voice, answer_youth, to_youth
from services.screen_words import is_screened
from services.turn import Turn
from storage.told import was_told

# A message that is changed again and again is one piece of news for its youth, too.
_ONE_CHANGE = 10 * 60  # seconds
_ONE_ANSWER = 60 * 60
_KEYS: Mapping[ReplyKind, TextKey] = MappingProxyType(
    {
        ReplyKind.VOICE: ThingKey.HEARD,
        ReplyKind.AUDIO: ThingKey.HEARD,
        ReplyKind.PHOTO: ThingKey.SEEN,
        ReplyKind.VIDEO: ThingKey.SEEN,
        ReplyKind.VIDEO_NOTE: ThingKey.SEEN,
        ReplyKind.FILE: ThingKey.FILE,
        ReplyKind.LOCATION: ThingKey.PLACE,
        ReplyKind.VENUE: ThingKey.PLACE,
        ReplyKind.CONTACT: ThingKey.NUMBER,
        ReplyKind.ANIMATION: ThingKey.SMALL,
        ReplyKind.STICKER: ThingKey.SMALL,
        ReplyKind.DICE: ThingKey.SMALL,
        ReplyKind.GAME: ThingKey.SMALL,
        ReplyKind.POLL: ThingKey.LIST,
        ReplyKind.CHECKLIST: ThingKey.LIST,
    }
)


def say_who_reads(turn: Turn, words: Words, *, worries: bool = False) -> None:
    """Answer honestly: who reads it, when, and what to do if it cannot wait.

    Words that worry a rule offer a call and help, both, at every hour and every time.

    Pictures that were sent together have one answer. While a worker and a youth talk in staffed
    hours it is said once after each of the worker's messages, and not after every line.
    """
    tx, now, house, youth = turn.tx, turn.now, turn.house, turn.youth
    reads_at = house.site.reads_at(now)
    voice = voice_by(tx, house, youth, now, reads_at)
    by = when(reads_at, now, youth.zone, youth.language)
    staffed = house.site.is_staffed(now)
    key = _key(words, staffed=staffed)
    asks = call_me if key in {Key.WORD_HOURS, ThingKey.NUMBER} and staffed else help_now
    if key == Key.WORD_HOURS and not is_masked(words) and not worries and _is_said(turn):
        return
    text, buttons = voice.say(key, hvornaar=by), row(asks(house, youth))
    if worries:
        both = (call_me(house, youth), help_now(house, youth))
        buttons = rows(*(both if asks is call_me else reversed(both)))
    wanted = meant(words, youth)
    if wanted is not None:
        asked, offered = offer(house, youth, wanted)
        text = f"{text}\n\n{asked}" if asked else text
        buttons = rows(*offered) if wanted is Meant.HELP else (*row(*offered), *buttons)
    if is_masked(words):
        text = f"{text}\n\n{voice.say(Key.MASKED)}"
    if youth.has_left:
        text = f"{text}\n\n{voice.say(PassingKey.NOT_KEPT)}"
    if turn.incoming.number is not None:
        _say_by_sms(turn, voice, key, by)
        return
    if words.album is None:
        answer_youth(tx, now, voice, turn.incoming, key, buttons=buttons, text=text)
        return
    once = f"album:{youth.id}:{words.album}"
    line = Line(purpose=Purpose.NOTICE, key=key, text=text, dedupe=once, buttons=buttons)
    to_youth(tx, now, youth, line)


def _is_said(turn: Turn) -> bool:
    """Return whether it was said already since the worker wrote, in a talk that goes on."""
    youth, wrote = turn.youth, turn.youth.last_staff_message_at
    if wrote is None or turn.incoming.number is not None or not is_talking(youth, turn.now):
        return False
    return was_told(turn.tx, youth.id, [str(Key.WORD_HOURS)], since=wrote)


def _say_by_sms(turn: Turn, voice: Voice, key: TextKey, by: str) -> None:
    """Say it once an hour: a machine that answers every SMS has no talk with us."""
    span = int(turn.now.timestamp()) // _ONE_ANSWER
    line = Line(
        purpose=Purpose.NOTICE,
        key=key,
        text="",
        dedupe=f"sms:{turn.youth.id}:{key}:{span}",
        sms=in_sms(sms_for(key), voice.say, hvornaar=by),
    )
    to_youth(turn.tx, turn.now, turn.youth, line)


def say_changed(turn: Turn, reply_id: int) -> None:
    """Say that the worker sees both wordings: once in a while, and without a sound."""
    voice = Voice.of(turn.tx, turn.house, turn.youth, turn.now)
    span = int(turn.now.timestamp()) // _ONE_CHANGE
    line = Line(
        purpose=Purpose.NOTICE,
        key=ThingKey.EDITED,
        text=voice.say(ThingKey.EDITED),
        dedupe=f"edited:{reply_id}:{span}",
        silent=True,
    )
    to_youth(turn.tx, turn.now, turn.youth, line)


def is_masked(words: Words) -> bool:
    """Return whether a number in the words is hidden before they are kept."""
    return words.text is not None and mask(words.text) != words.text


def _key(words: Words, *, staffed: bool) -> TextKey:
    if words.too_big:
        return ThingKey.TOO_BIG
    if words.album is not None:
        return ThingKey.ALBUM
    if words.forwarded and words.kind is ReplyKind.WORD:
        return ThingKey.FORWARDED
    if words.kind in {ReplyKind.WORD, ReplyKind.EDIT}:
        if not is_screened(words):
            return ThingKey.OTHER_LANGUAGE
        return Key.WORD_HOURS if staffed else Key.WORD_CLOSED
    return _KEYS.get(words.kind, Key.MEDIA)
