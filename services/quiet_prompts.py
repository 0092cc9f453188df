"""Taking back what is open or queued, when a pause, a stop or a red case says so."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from content.areas.ending import EndingKey
from content.audience import TextKey
from content.keys import Key
from domain.checkin import CheckIn, CheckInState, cancel, moved
from domain.message import Buttons, OutboxState, Purpose
from domain.people import Youth
from services.queue_message import cancel_queued
from services.say import Line, Voice, to_youth
from services.unsent_invitations import free_unsent
from services.world import House
from storage import checkins, outbox, told
from storage import youths as youth_rows
from storage.tx import Tx

ASKS = (Purpose.CHECKIN, Purpose.REMINDER, Purpose.LATER, Purpose.AFTERWARDS)


def take_back_prompts(tx: Tx, now: datetime, house: House, youth: Youth, reason: str) -> None:
    """Cancel the youth's open check-ins, close them in place, and skip what is still queued."""
    cancel_queued(tx, now, youth_id=youth.id, purposes=ASKS, reason=reason)
    for checkin in checkins.open_of(tx, youth.id):
        checkins.save(tx, moved(checkin, cancel(checkin), now))
        close_in_place(tx, now, house, youth, checkin)
    free_unsent(tx, now, youth.id)


def hold_back(tx: Tx, now: datetime, youth_id: int, reason: str) -> None:
    """Let what is planned and has not left yet never leave; what stands in the chat stays.

    A question that was about to come back is closed in place by the next tick instead.
    """
    for checkin in checkins.open_of(tx, youth_id):
        prompt = outbox.get(tx, checkin.prompt_outbox_id)
        if prompt is None or prompt.state is not OutboxState.QUEUED:
            continue
        if prompt.purpose is Purpose.LATER:
            checkins.save(tx, replace(checkin, later_at=now))
            tx.wake("tend_checkins")
        else:
            checkins.save(tx, moved(checkin, cancel(checkin), now))
    cancel_queued(
        tx,
        now,
        youth_id=youth_id,
        purposes=(Purpose.CHECKIN, Purpose.REMINDER, Purpose.LATER),
        reason=reason,
    )
    free_unsent(tx, now, youth_id)


def close_in_place(
    tx: Tx,
    now: datetime,
    house: House,
    youth: Youth,
    checkin: CheckIn,
    *,
    step: tuple[str, Buttons] | None = None,
) -> None:
    """Let every message of the check-in say that it is closed, without buttons.

    A question that has not left yet never leaves. `step` is what stays open below it all the
    same, such as the answers to an invitation that was a line in it.
    """
    told.withdraw(tx, checkin.id, but=None, reason="closed")
    after = youth_rows.get(tx, youth.id) or youth  # it may be the stop itself that closes it
    key = EndingKey.QUESTION_OVER if after.has_left else Key.CLOSED
    text = Voice.of(tx, house, youth, now).say(key)
    for shown in told.of_checkin(tx, checkin.id):
        if step is not None and shown.outbox_id == checkin.prompt_outbox_id:
            words = f"{text}\n\n{step[0]}"
            _change(tx, now, youth, checkin, shown.outbox_id, key, words, step[1])
        else:
            _change(tx, now, youth, checkin, shown.outbox_id, key, text)


def quieten_others(
    tx: Tx, now: datetime, house: House, youth: Youth, checkin: CheckIn, *, tapped: int | None
) -> None:
    """Leave buttons only in the message that carries the check-in; one that waits never leaves.

    `tapped` is Telegram's number of that message; None means the one with the question. Once all
    is answered, a reminder does not go on saying that the question is open.
    """
    used = checkin.prompt_outbox_id if tapped is None else None
    told.withdraw(tx, checkin.id, but=used, reason="answered")
    over = _OVER.get(checkin.state)
    for shown in told.of_checkin(tx, checkin.id):
        if shown.outbox_id == used or (tapped is not None and shown.message_id == tapped):
            continue
        if over is not None and shown.is_reminder:
            words = Voice.of(tx, house, youth, now).say(over)
            _change(tx, now, youth, checkin, shown.outbox_id, over, words)
        elif checkin.state not in _CLOSED:  # those say so, and have no buttons left
            _change(tx, now, youth, checkin, shown.outbox_id, Key.CLOSED, None)


_CLOSED = frozenset({CheckInState.EXPIRED, CheckInState.CANCELLED})
# The thanks stand where the answer was given, and are said once.
_OVER = {
    CheckInState.DONE: Key.REMINDER_ANSWERED,
    CheckInState.SKIPPED: Key.REMINDER_SKIPPED,
}


def _change(
    tx: Tx,
    now: datetime,
    youth: Youth,
    checkin: CheckIn,
    outbox_id: int,
    key: TextKey,
    text: str | None,
    buttons: Buttons = (),
) -> None:
    """Change one message of a check-in; without a text only its buttons go."""
    line = Line(
        purpose=Purpose.CLOSE,
        key=key,
        text=text or "",
        buttons=buttons,
        dedupe=f"checkin:{checkin.id}:{key if text else 'bare'}:{outbox_id}",
        edits=outbox_id,
        keep_text=text is None,
        checkin_id=checkin.id,
    )
    to_youth(tx, now, youth, line)
