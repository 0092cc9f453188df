"""After an evening its messages say that it is over, without buttons and without blame."""

from __future__ import annotations

from content.areas.cafe import CafeKey
from domain.message import OutboxState, Purpose
from domain.people import Youth
from services.cafe_mail import invite_name, moved_name, remind_name
from services.evening import Evening
from services.reword_invitation import close_line
from services.say import Line, to_youth
from storage import outbox, told


def close_invitations(evening: Evening) -> None:
    """Close what still stands open in the chats of those who were invited."""
    for rsvp in evening.rows():
        if rsvp.invited_at is None:
            continue
        youth, cafe = evening.youth(rsvp), evening.cafe
        for name in (invite_name(rsvp), moved_name(cafe, rsvp), remind_name(cafe, rsvp)):
            _close(evening, youth, name)
        close_line(evening, youth, rsvp)


def _close(evening: Evening, youth: Youth, name: str) -> None:
    sent = told.named(evening.tx, name)
    message = outbox.get(evening.tx, sent) if sent is not None else None
    if message is None or message.state is not OutboxState.SENT:
        return
    line = Line(
        purpose=Purpose.CLOSE,
        key=CafeKey.OVER,
        text=evening.voice(youth).say(CafeKey.OVER),  # "see you today" is not true tomorrow
        dedupe=f"{name}:closed",
        edits=message.id,
    )
    to_youth(evening.tx, evening.now, youth, line)
