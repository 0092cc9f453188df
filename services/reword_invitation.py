"""What stands in a chat about an evening says something else, without a new message."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from content.areas.cafe import CafeKey
from content.areas.ending import EndingKey
from content.audience import TextKey
from content.keys import Key
from domain.cafe import Rsvp
from domain.cafe_audience import LeftOut
from domain.checkin import CheckIn, CheckInState
from domain.message import Body, Buttons, OutboxState, Purpose
from domain.people import Youth
from services import worker_tells
from services.cafe_line import line_text, step_words, words_below
from services.cafe_mail import has_bot, invite_name, moved_name
from services.cafe_words import answer_buttons
from services.evening import Evening
from services.find_checkin import contact_of
from services.invite_to_cafe import invitation_text
from services.postcard import is_by_sms
from services.prompt import question_buttons, question_text, question_wording
from services.say import Line, to_youth
from services.sms_prompts import evening_sms
from storage import cafe_mail, checkins, outbox, rsvps, told
from storage.outbox import Message

# How a check-in ended, in words that stay true.
_ASKED_ALL: Mapping[CheckInState, TextKey] = {
    CheckInState.DONE: Key.REMINDER_ANSWERED,
    CheckInState.SKIPPED: Key.REMINDER_SKIPPED,
    CheckInState.EXPIRED: EndingKey.QUESTION_OVER,
}


@dataclass(frozen=True, slots=True)
class Words:
    """What a message is to say, under a name in the outbox; without buttons it keeps its own."""

    name: str
    key: TextKey | str
    text: str
    buttons: Buttons | None = None


def say_instead(evening: Evening, youth: Youth, message: Message, words: Words) -> None:
    """Let a message say other words: as it leaves, or by an edit once it has left."""
    opened = outbox.letter(evening.tx, message)
    body = opened[1] if opened is not None else None
    buttons = words.buttons if words.buttons is not None else (body.buttons if body else ())
    if message.state is OutboxState.QUEUED and body is not None:
        outbox.rewrite(evening.tx, message, replace(body, text=words.text, buttons=buttons))
        return
    line = Line(
        purpose=Purpose.NOTICE,
        key=words.key,
        text=words.text,
        dedupe=words.name,
        buttons=buttons,
        edits=message.id,
    )
    to_youth(evening.tx, evening.now, youth, line)


def reword(evening: Evening, rsvp: Rsvp) -> bool:
    """Let an invitation that nobody has answered say the evening as it is now.

    Returns False where what was said cannot be changed any more: in an SMS that has left. One
    that has not left says it as it leaves, also when a human is to give it.
    """
    youth = evening.youth(rsvp)
    if is_by_sms(evening.house, youth) or not has_bot(youth):
        return _reword_elsewhere(evening, youth, rsvp)
    name = f"{moved_name(evening.cafe, rsvp)}:reworded"
    if reword_line(evening, youth, rsvp, name):
        return True
    message = _invitation(evening, rsvp)
    if message is not None:
        key, text = invitation_text(evening, youth)
        say_instead(evening, youth, message, Words(name, key, text))
    return True


def _reword_elsewhere(evening: Evening, youth: Youth, rsvp: Rsvp) -> bool:
    tx, cafe = evening.tx, evening.cafe
    key, text = invitation_text(evening, youth)
    message = _invitation(evening, rsvp)
    sms = evening_sms(tx, evening.now, evening.house, youth, key, cafe.begins_at)
    if message is not None and message.state is OutboxState.QUEUED and sms is not None:
        outbox.rewrite(tx, message, Body(sms.text))
        return True
    return worker_tells.reword(evening, invite_name(rsvp), text)


def _invitation(evening: Evening, rsvp: Rsvp) -> Message | None:
    sent = told.named(evening.tx, invite_name(rsvp))
    return outbox.get(evening.tx, sent) if sent is not None else None


def reword_line(evening: Evening, youth: Youth, rsvp: Rsvp, name: str) -> bool:
    """Let the check-in that told of an evening tell it as it is now; return whether one did."""
    checkin, message = _carrier(evening, rsvp)
    if checkin is None or message is None:
        return False
    if checkin.state is CheckInState.OPEN and checkin.position == 0:
        say_instead(evening, youth, message, _question(evening, youth, checkin, name))
    elif checkin.state in _ASKED_ALL and rsvp.answer is None and rsvp.invited_at is not None:
        buttons = answer_buttons(evening.house, youth, rsvp)
        words = Words(name, CafeKey.WHEN, step_words(evening, youth), buttons)
        say_instead(evening, youth, message, words)
    return True


def stop_lines(evening: Evening, everybody: Sequence[Rsvp]) -> int:
    """Take the evening out of check-ins that have not left yet; return out of how many."""
    stopped = 0
    for rsvp in everybody:
        _, message = _carrier(evening, rsvp)
        if message is None or message.state is not OutboxState.QUEUED or rsvp.answer is not None:
            continue
        halted = replace(rsvp, invited_at=None, left_out=LeftOut.HALTED.value)
        rsvps.save(evening.tx, halted)
        reword_line(evening, evening.youth(rsvp), halted, f"{invite_name(rsvp)}:stopped")
        stopped += 1
    return stopped


def line_stands(evening: Evening, rsvp: Rsvp) -> Message | None:
    """Return the message of a check-in in which an invitation stands, once all is asked there."""
    checkin, message = _carrier(evening, rsvp)
    if checkin is None or message is None or checkin.state not in _ASKED_ALL:
        return None
    return message if message.state is OutboxState.SENT else None


def close_line(evening: Evening, youth: Youth, rsvp: Rsvp, over: str | None = None) -> None:
    """Let the check-in that told of an evening say `over` below how its question ended.

    Without words it says that the café is over. One that ended with a low answer keeps its words,
    as they say who reads it; its buttons go.
    """
    checkin, message = _carrier(evening, rsvp)
    if checkin is None or message is None or line_stands(evening, rsvp) is None:
        return
    voice = evening.voice(youth)
    ended = [voice.say(_ASKED_ALL[checkin.state])] if rsvp.answer is None else []
    words = over if over is not None else voice.say(CafeKey.OVER)
    line = Line(
        purpose=Purpose.CLOSE,
        key=CafeKey.OVER,
        text="" if checkin.low else "\n\n".join([*ended, words]),
        dedupe=f"{invite_name(rsvp)}:closed",
        edits=message.id,
        keep_text=checkin.low,
    )
    to_youth(evening.tx, evening.now, youth, line)


def _carrier(evening: Evening, rsvp: Rsvp) -> tuple[CheckIn | None, Message | None]:
    found = cafe_mail.carrier(evening.tx, invite_name(rsvp))
    checkin = checkins.get(evening.tx, found) if found is not None else None
    if checkin is None:
        return None, None
    below = told.named(evening.tx, words_below(checkin.id))
    return checkin, outbox.get(evening.tx, below or checkin.prompt_outbox_id)


def _question(evening: Evening, youth: Youth, checkin: CheckIn, name: str) -> Words:
    tx, now, house = evening.tx, evening.now, evening.house
    contact = contact_of(tx, house, checkin)
    cafe = line_text(tx, now, house, youth, checkin)
    text = question_text(house, youth, contact, checkin, now, between=cafe)
    buttons = question_buttons(house, youth, contact, checkin)
    return Words(name, question_wording(contact, checkin), text, buttons)
