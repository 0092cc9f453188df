"""A worker replies in Telegram to a message whose page they opened: read back, then sent.

Words to the wrong youth are made hard: the reply must be to a message about this very youth, the
page must have been opened within the hour, and there are twenty seconds to call it back.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from content.areas.staff import StaffKey
from content.audience import TextKey
from content.keys import Key
from domain.incoming import Incoming, Words
from domain.message import OutboxState, Purpose
from domain.people import Actor, Staff, Youth
from domain.reply import ReplyKind
from services.access import Action, Denied, allow
from services.answer_word import Wrong, clean, whats_wrong
from services.buttons import button, row
from services.initial import initial_and_phase
from services.page_link import case_that_counts
from services.reach import Reach, reach_of_words
from services.say import Line, answer_staff, to_youth
from services.world import House
from storage import audit, cases, outbox, replied
from storage import youths as youth_rows
from storage.outbox import FINAL
from storage.replied import Look
from storage.tx import Rx, Tx

OPENED_WITHIN = timedelta(hours=1)
TIME_TO_UNDO = timedelta(seconds=20)
_UNDONE = "undone"
_FATES = {
    OutboxState.SENT: StaffKey.TOO_LATE_TO_UNDO,
    OutboxState.REFUSED: StaffKey.NOT_SENT_TO,
    OutboxState.SKIPPED: StaffKey.NOT_SENT_TO,
    OutboxState.UNKNOWN: StaffKey.UNSURE_SENT,
}
_WRONG = {Wrong.CPR: StaffKey.HAS_A_CPR, Wrong.TOO_LONG: StaffKey.TOO_LONG}


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
    case = case_that_counts(case, youth, look.spent_at)
    granted = allow(tx, actor, now, Action.WRITE_TO_YOUTH, youth=youth, case=case)
    if isinstance(granted, Denied) or youth is None:
        key = granted.key if isinstance(granted, Denied) else Key.NOT_ALLOWED
        answer_staff(tx, now, house, incoming, staff, key)
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
        StaffKey.READ_BACK,
        buttons=row(button(house, staff.language, StaffKey.B_UNDO, "undo", sent)),
        hvem=initial_and_phase(tx, now, house, youth, staff.language),
        egne_ord=text,
    )


def _whats_wrong(rx: Rx, now: datetime, youth: Youth, words: Words, text: str) -> TextKey | None:
    if words.kind is not ReplyKind.WORD or words.forwarded:
        return StaffKey.ONLY_WORDS
    if wrong := whats_wrong(text):
        return _WRONG.get(wrong, StaffKey.ONLY_WORDS)
    arrives = reach_of_words(rx, now, youth) is Reach.ARRIVES
    return None if arrives else StaffKey.DOES_NOT_ARRIVE


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
    """Call back words that have not left yet; only who wrote them may.

    Where it is too late they read what is so: sent, not sent, or that nobody knows.
    """
    writer = replied.writer_of(tx, outbox_id)
    if writer is None or writer[0] != staff.id:
        message = outbox.get(tx, outbox_id)
        about = message.youth_id if message else None
        audit.record(
            tx, now, actor=str(actor), action="foreign_button", youth_id=about, allowed=False
        )
        answer_staff(tx, now, house, incoming, staff, Key.NOT_ALLOWED)
        return
    outbox.move(tx, [outbox_id], OutboxState.SKIPPED, reason=_UNDONE, **FINAL)
    text = _stands(tx, now, house, staff, outbox_id)
    answer_staff(tx, now, house, incoming, staff, StaffKey.UNDONE, edit=True, text=text)


def _stands(rx: Rx, now: datetime, house: House, staff: Staff, outbox_id: int) -> str:
    """Return what is true of words that somebody wanted to call back."""
    message = outbox.get(rx, outbox_id)
    youth = youth_rows.get(rx, message.youth_id or 0) if message is not None else None
    if message is None or youth is None or message.reason == _UNDONE:
        return house.texts.say(staff.language, StaffKey.UNDONE)
    key = _FATES.get(message.state, StaffKey.ON_ITS_WAY)
    if "hvem" not in key.placeholders:
        return house.texts.say(staff.language, key)
    hvem = initial_and_phase(rx, now, house, youth, staff.language)
    return house.texts.say(staff.language, key, hvem=hvem)
