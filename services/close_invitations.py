"""After an evening its messages say that it is over, without buttons and without blame.

The newest of them says it, once. An older one says what stood there, in words that stay true.
"""

from __future__ import annotations

from content.areas.cafe import CafeKey
from content.phrases import long_date
from domain.cafe import Rsvp
from domain.message import OutboxState, Purpose
from domain.people import Youth
from services.cafe_mail import invite_name, moved_name, remind_name
from services.evening import Evening
from services.reword_invitation import close_line, line_stands
from services.say import Line, to_youth
from storage import outbox, told
from storage.outbox import Message


def close_invitations(evening: Evening) -> None:
    """Close what still stands open in the chats of those who were invited."""
    for rsvp in evening.rows():
        if rsvp.invited_at is not None:
            _close_all(evening, evening.youth(rsvp), rsvp)


def _close_all(evening: Evening, youth: Youth, rsvp: Rsvp) -> None:
    voice, cafe = evening.voice(youth), evening.cafe
    dato = long_date(cafe.begins_at, youth.zone, youth.language)
    invited = voice.say(CafeKey.WAS_INVITED, dato=dato)
    stood = {
        invite_name(rsvp): invited,
        moved_name(cafe, rsvp): voice.say(CafeKey.WAS_MOVED),
        remind_name(cafe, rsvp): voice.say(CafeKey.WAS_MOVED),
    }
    found = {name: message for name in stood if (message := _standing(evening, name))}
    line = line_stands(evening, rsvp)
    newest = max([one.id for one in found.values()] + ([line.id] if line is not None else [0]))
    for name, message in found.items():
        words = voice.say(CafeKey.OVER) if message.id == newest else stood[name]
        _close(evening, youth, name, message, words)
    if line is not None:
        close_line(evening, youth, rsvp, None if line.id == newest else invited)


def _standing(evening: Evening, name: str) -> Message | None:
    sent = told.named(evening.tx, name)
    message = outbox.get(evening.tx, sent) if sent is not None else None
    return message if message is not None and message.state is OutboxState.SENT else None


def _close(evening: Evening, youth: Youth, name: str, message: Message, words: str) -> None:
    line = Line(
        purpose=Purpose.CLOSE,
        key=CafeKey.OVER,
        text=words,  # "see you today" is not true tomorrow
        dedupe=f"{name}:closed",
        edits=message.id,
    )
    to_youth(evening.tx, evening.now, youth, line)
