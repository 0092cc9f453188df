"""An evening moves to a day on which one of two who must not meet is invited elsewhere."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from content.areas.cafe import CafeKey
from domain.cafe import Rsvp
from domain.cafe_audience import LeftOut, may_hear
from domain.message import Road
from services import worker_tells
from services.cafe_mail import News, invite_name, off_name, tell
from services.cafe_words import spoken
from services.evening import Evening
from services.reword_invitation import Words, close_line, reword_line, say_instead
from storage import cafe_mail, outbox, rsvps, told


def withdraw_apart(before: Evening, evening: Evening, barred: Collection[int]) -> None:
    """Take back the unanswered invitations of those who cannot come on the new day.

    `before` is the evening as it was when they were invited: in its place they read, in the same
    message, that there is no café then. Nothing says why.
    """
    for rsvp in evening.rows():
        if rsvp.youth_id in barred and rsvp.invited_at is not None and rsvp.answer is None:
            _take_back(before, replace(rsvp, invited_at=None, left_out=LeftOut.APART.value))


def _take_back(before: Evening, rsvp: Rsvp) -> None:
    tx, name, youth = before.tx, invite_name(rsvp), before.youth(rsvp)
    rsvps.save(tx, rsvp)
    close_line(before, youth, rsvp)
    if reword_line(before, youth, rsvp, f"{name}:apart"):
        return
    if cafe_mail.withdraw(tx, [name], "apart") or worker_tells.end(before, [name], "apart"):
        return
    if cafe_mail.never_came(tx, [name]) or not may_hear(youth, before.now):
        return
    sent = told.named(tx, name)
    message = outbox.get(tx, sent) if sent is not None else None
    text = spoken(before, youth, CafeKey.CANCELLED)
    if message is not None and message.road is Road.TELEGRAM:
        say_instead(before, youth, message, Words(f"{name}:apart", CafeKey.CANCELLED, text, ()))
    else:
        off = News(name=off_name(rsvp), key=CafeKey.CANCELLED, text=text, silent=True)
        tell(before, youth, off)
