"""A worker replies in Telegram to a message whose page they opened: read back, then sent.

Words to the wrong youth are made hard: the reply must be to a message about this very youth, the
page must have been opened within the hour, and there are twenty seconds to call it back.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from content.areas.staff import DeskKey
from content.audience import TextKey
from content.keys import Key
from domain.case import Outcome
from domain.incoming import Incoming, Words
from domain.message import OutboxState, Purpose
from domain.people import Actor, Staff, Youth
from domain.reply import ReplyKind
from services.access import Action, Denied, allow
from services.answer_word import Wrong, clean, whats_wrong
from services.buttons import button, row
from services.human_contact import worker_wrote
from services.initial import initial_and_phase
from services.mark_read import read_up_to
from services.reach import Reach, reach_of_words
from services.say import Line, answer_staff, dedupe, to_staff, to_youth
from services.world import House
from storage import audit, cases, outbox, replied, replies, told
from storage import staff as staff_rows
from storage import youths as youth_rows
from storage.outbox import FINAL, Message
from storage.replied import Look
from storage.tx import Rx, Tx

OPENED_WITHIN = timedelta(hours=1)
TIME_TO_UNDO = timedelta(seconds=20)
_WRONG = {Wrong.CPR: DeskKey.HAS_A_CPR, Wrong.TOO_LONG: DeskKey.TOO_LONG}


def look_of_reply(rx: Rx, now: datetime, incoming: Incoming, staff: Staff) -> Look | None:
    """Return the page this reply belongs to: opened within the hour, its message replied to."""
    if incoming.reply_to is None:
        return None
    looks = replied.looks(rx, staff.id, since=now - OPENED_WITHIN)
    return next(
        (look for look in looks if replied.is_about(rx, staff.id, incoming.reply_to, look)), None
    )


def reply_to_youth(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    incoming: Incoming,
    staff: Staff,
    *,
    words: Words,
    look: Look,
) -> None:
    """Queue a worker's words for a youth and read them back, with twenty seconds to undo.

    What may not leave is refused with the reason, and nothing has changed.
    """
    youth = youth_rows.get(tx, look.youth_id)
    case = cases.get(tx, look.case_id) if look.case_id is not None else None
    granted = allow(tx, actor, now, Action.WRITE_TO_YOUTH, youth=youth, case=case)
    if isinstance(granted, Denied) or youth is None:
        answer_staff(tx, now, house, incoming, staff, Key.NOT_ALLOWED)
        return
    text = clean(words.text or "")
    wrong = _whats_wrong(tx, now, youth, words, text)
    if wrong is not None:
        answer_staff(tx, now, house, incoming, staff, wrong)
        return
    line = Line(
        purpose=Purpose.ANSWER,
        key=Key.STAFF_ANSWER,
        text=house.texts.say(
            youth.language, Key.STAFF_ANSWER, tekst=text, medarbejder=staff.first_name
        ),
        dedupe=replied.name_of(staff.id, incoming.inbox_id),
        due_at=now + TIME_TO_UNDO,
        case_id=look.case_id,
    )
    sent = to_youth(tx, now, youth, line)
    if sent is None:
        return
    answer_staff(
        tx,
        now,
        house,
        incoming,
        staff,
        DeskKey.READ_BACK,
        buttons=row(button(house, staff.language, DeskKey.B_UNDO, "undo", sent)),
        hvem=initial_and_phase(tx, now, house, youth, staff.language),
        egne_ord=text,
    )


def _whats_wrong(rx: Rx, now: datetime, youth: Youth, words: Words, text: str) -> TextKey | None:
    if words.kind is not ReplyKind.WORD or words.forwarded:
        return DeskKey.ONLY_WORDS
    if wrong := whats_wrong(text):
        return _WRONG.get(wrong, DeskKey.ONLY_WORDS)
    arrives = reach_of_words(rx, now, youth) is Reach.ARRIVES
    return None if arrives else DeskKey.DOES_NOT_ARRIVE


def undo(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    incoming: Incoming,
    staff: Staff,
    *,
    outbox_id: int,
) -> None:
    """Call back words that have not left yet; only who wrote them may."""
    writer = replied.writer_of(tx, outbox_id)
    if writer is None or writer[0] != staff.id:
        message = outbox.get(tx, outbox_id)
        about = message.youth_id if message else None
        audit.record(
            tx, now, actor=str(actor), action="foreign_button", youth_id=about, allowed=False
        )
        answer_staff(tx, now, house, incoming, staff, Key.NOT_ALLOWED)
        return
    taken_back = outbox.move(tx, [outbox_id], OutboxState.SKIPPED, reason="undone", **FINAL)
    message = outbox.get(tx, outbox_id)
    undone = bool(taken_back) or (message is not None and message.reason == "undone")
    key = DeskKey.UNDONE if undone else DeskKey.TOO_LATE_TO_UNDO
    answer_staff(tx, now, house, incoming, staff, key, edit=True)


def reply_has_left(house: House, tx: Tx, now: datetime, message: Message) -> None:
    """Count words that have left as an answer: the clock stops, and the undo button goes.

    What the worker had open when they wrote is read; what came or was changed later stays unread.
    """
    writer = replied.writer_of(tx, message.id)
    youth = youth_rows.get(tx, message.youth_id) if message.youth_id is not None else None
    staff = staff_rows.get(tx, writer[0]) if writer is not None else None
    if writer is None or youth is None or staff is None:
        return
    actor = Actor.staff(staff.id)
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
    _say_it_left(tx, now, house, staff, youth, writer[1])


def _say_it_left(
    tx: Tx, now: datetime, house: House, staff: Staff, youth: Youth, inbox_id: int
) -> None:
    asked = Incoming(inbox_id=inbox_id, chat_id=staff.chat_id or 0)
    read_back = told.named(tx, dedupe(asked, DeskKey.READ_BACK))
    if read_back is None:
        return
    hvem = initial_and_phase(tx, now, house, youth, staff.language)
    line = Line(
        purpose=Purpose.NOTICE,
        key=DeskKey.SENT_TO,
        text=house.texts.say(staff.language, DeskKey.SENT_TO, hvem=hvem),
        dedupe=dedupe(asked, DeskKey.SENT_TO),
        edits=read_back,
    )
    to_staff(tx, now, staff, line)
