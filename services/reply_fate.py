"""What became of a worker's reply that waited to be called back: it left, or it did not.

The read-back in the worker's chat says it in place of *Sendes om 20 sekunder*. What did not leave,
or may not have, is told to whoever wrote it in a message of its own, too.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from content.areas.staff import StaffKey
from content.keys import Key
from domain.case import Outcome
from domain.incoming import Incoming
from domain.message import OutboxState, Purpose
from domain.people import Actor, Staff, Youth
from services.access import Action
from services.buttons import button, row
from services.human_contact import worker_wrote
from services.initial import initial_and_phase
from services.mark_read import read_up_to
from services.on_duty import is_reachable
from services.reach import Reach, reach_of_words
from services.say import Line, dedupe, to_staff
from services.world import House
from storage import audit, outbox, replied, replies, told
from storage import staff as staff_rows
from storage import youths as youth_rows
from storage.outbox import FINAL, Message
from storage.tx import Rx, Tx


@dataclass(frozen=True, slots=True)
class _Reply:
    """The words of a reply, who wrote them, to whom, and the update that brought them."""

    outbox_id: int
    writer: Staff
    youth: Youth
    inbox_id: int


def reply_has_left(house: House, tx: Tx, now: datetime, message: Message) -> None:
    """Count words that have left as an answer: the clock stops, and the undo button goes.

    What the worker had open when they wrote is read; what came or was changed later stays unread.
    """
    reply = _reply(tx, message)
    if reply is None:
        return
    youth, actor = reply.youth, Actor.staff(reply.writer.id)
    worker_wrote(tx, now, house, youth)
    opened_at = audit.latest(tx, str(actor), Action.READ_WORDS.value, youth.id)
    seen = [
        one.id
        for one in replies.unread_of(tx, youth.id)
        if opened_at is not None and one.came_at <= opened_at
    ]
    if seen:
        read_up_to(
            tx,
            actor,
            now,
            house,
            youth=youth,
            up_to=max(seen),
            as_=Outcome.ANSWERED,
            seen_at=opened_at,
        )
    _rewrite(tx, now, house, reply, StaffKey.SENT_TO)


def reply_not_sent(house: House, tx: Tx, now: datetime, message: Message) -> bool:
    """Tell whoever wrote a reply that it was refused, or called back because nothing arrives.

    Returns whether they can be told.
    """
    reply = _reply(tx, message)
    if reply is None or not is_reachable(reply.writer):
        return False
    _rewrite(tx, now, house, reply, StaffKey.NOT_SENT_TO)
    _say(tx, now, house, reply, StaffKey.NOT_SENT_TO)
    return True


def reply_unclear(house: House, tx: Tx, now: datetime, message: Message) -> bool:
    """Tell whoever wrote a reply that it may not have arrived; return whether they can be told."""
    reply = _reply(tx, message)
    if reply is None or not is_reachable(reply.writer):
        return False
    _rewrite(tx, now, house, reply, StaffKey.UNSURE_SENT)
    _say(tx, now, house, reply, StaffKey.UNSURE_SENT)
    return True


def call_back(tx: Tx, now: datetime, house: House, youth: Youth, reason: str) -> None:
    """Let replies that wait never leave where words do not reach the youth (any more)."""
    if reach_of_words(tx, now, youth) is Reach.ARRIVES:
        return
    waiting = replied.waiting(tx, youth.id)
    for outbox_id in outbox.move(tx, waiting, OutboxState.SKIPPED, reason=reason, **FINAL):
        message = outbox.get(tx, outbox_id)
        if message is not None:
            reply_not_sent(house, tx, now, message)


def _reply(rx: Rx, message: Message) -> _Reply | None:
    writer = replied.writer_of(rx, message.id)
    youth = youth_rows.get(rx, message.youth_id) if message.youth_id is not None else None
    staff = staff_rows.get(rx, writer[0]) if writer is not None else None
    if writer is None or youth is None or staff is None:
        return None
    return _Reply(message.id, staff, youth, writer[1])


def _rewrite(tx: Tx, now: datetime, house: House, reply: _Reply, key: StaffKey) -> None:
    """Let the read-back say what became of the words, without its button."""
    asked = Incoming(inbox_id=reply.inbox_id, chat_id=reply.writer.chat_id or 0)
    read_back = told.named(tx, dedupe(asked, StaffKey.READ_BACK))
    if read_back is None:
        return
    line = Line(
        purpose=Purpose.NOTICE,
        key=key,
        text=_words(tx, now, house, reply, key),
        dedupe=dedupe(asked, key),
        edits=read_back,
    )
    to_staff(tx, now, reply.writer, line)


def _say(tx: Tx, now: datetime, house: House, reply: _Reply, key: StaffKey) -> None:
    """Say it in a message that makes a sound, with the way to the page."""
    opens = button(house, reply.writer.language, Key.B_OPEN, "openy", reply.youth.id)
    line = Line(
        purpose=Purpose.NOTICE,
        key=key,
        text=_words(tx, now, house, reply, key),
        dedupe=f"fate:{reply.outbox_id}",
        buttons=row(opens),
    )
    to_staff(tx, now, reply.writer, line)


def _words(rx: Rx, now: datetime, house: House, reply: _Reply, key: StaffKey) -> str:
    language = reply.writer.language
    hvem = initial_and_phase(rx, now, house, reply.youth, language)
    return house.texts.say(language, key, hvem=hvem)
