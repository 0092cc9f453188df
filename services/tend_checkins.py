"""One tick of the open questions: the return, the one reminder, the end without blame."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from content.keys import Key
from domain import checkin as rules
from domain.checkin import CheckIn, CheckInState, Move
from domain.clocks import is_talking
from domain.message import OutboxState, Purpose
from domain.people import Actor, Youth
from domain.site import meant_for
from services.cafe_line import last_step
from services.find_checkin import contact_of
from services.later import come_back, put_off
from services.owe_arrival import owe_arrival, owe_unasked, waits_for_arrival
from services.own_times import next_askable
from services.quiet_mode import quiet_if_silent
from services.quiet_prompts import close_in_place
from services.reminder import reminder_buttons, reminder_text
from services.room_for import room_for
from services.say import Line, Voice, to_youth
from services.sms_failed import hand_over
from services.sms_prompts import reminder_sms
from services.world import House
from storage import checkins, outbox
from storage import youths as youth_rows
from storage.tx import Tx

# A question in one of these states has not been seen yet, or never will be.
_WAITS = frozenset({OutboxState.QUEUED, OutboxState.CLAIMED})
_NEVER_CAME = frozenset({OutboxState.SKIPPED, OutboxState.REFUSED})
TOO_LATE = "late"  # why the outbox skipped it


def tend_checkins(
    tx: Tx, actor: Actor, now: datetime, house: House, ids: Sequence[int]
) -> Sequence[int]:
    """Ask again, remind once, or close what has run out; return the ids that were handled."""
    due = checkins.claim(tx, now, ids)
    for checkin in due:
        youth = youth_rows.get(tx, checkin.youth_id)
        if youth is not None:
            _tend(tx, now, house, youth, checkin)
    return [checkin.id for checkin in due]


def _tend(tx: Tx, now: datetime, house: House, youth: Youth, checkin: CheckIn) -> None:
    prompt = outbox.get(tx, checkin.prompt_outbox_id)
    came = prompt is not None and prompt.state not in _NEVER_CAME
    over = now >= checkin.expires_at
    if prompt is not None and prompt.reason == TOO_LATE:
        hand_over(house, tx, now, prompt, TOO_LATE)
        if waits_for_arrival(contact_of(tx, house, checkin), checkin):
            owe_unasked(tx, now, house, youth, checkin.occurrence_at)
    if not came or (not over and not _may_be_reminded(youth, now)):
        _close(tx, now, house, youth, checkin, rules.cancel(checkin))
    elif over:
        _close(tx, now, house, youth, checkin, rules.expire(checkin, now))
        quiet_if_silent(tx, now, house, youth)
    elif checkin.later_at is not None and is_talking(youth, now):
        put_off(tx, now, house, youth, checkin)
    elif checkin.later_at is not None:
        come_back(tx, now, house, youth, checkin)
    else:
        checkins.save(tx, rules.moved(checkin, rules.remind(checkin, now), now))
        if prompt is not None and prompt.state not in _WAITS:
            _unanswered(tx, now, house, youth, checkin)


def _unanswered(tx: Tx, now: datetime, house: House, youth: Youth, checkin: CheckIn) -> None:
    """Let the worker see whether they have come to the team; of all else remind the youth."""
    contact = contact_of(tx, house, checkin)
    if contact.pick_up_after is not None:
        if waits_for_arrival(contact, checkin):
            owe_arrival(tx, now, house, youth, checkin)
    elif not is_talking(youth, now):
        _remind(tx, now, house, youth, checkin)


def _may_be_reminded(youth: Youth, now: datetime) -> bool:
    return youth.may_be_asked and not youth.is_paused(now)


def _close(
    tx: Tx, now: datetime, house: House, youth: Youth, checkin: CheckIn, move: Move
) -> None:
    checkins.save(tx, rules.moved(checkin, move, now))
    is_over = move.state is CheckInState.EXPIRED
    step = last_step(tx, now, house, youth, checkin) if is_over else None
    close_in_place(tx, now, house, youth, checkin, step=step)


def _remind(tx: Tx, now: datetime, house: House, youth: Youth, checkin: CheckIn) -> None:
    """Remind once, in the youth's own waking hours, if their week has room for it."""
    wanted = meant_for(checkin.remind_at, now)
    leaves = next_askable(tx, house, youth, wanted)
    if leaves is None or leaves >= checkin.expires_at:
        return
    if room_for(tx, youth, None, leaves) is not None:
        return
    line = Line(
        purpose=Purpose.REMINDER,
        key=Key.REMINDER,
        text=reminder_text(Voice.of(tx, house, youth, now), checkin, leaves),
        sms=reminder_sms(tx, now, house, youth, checkin),
        dedupe=f"checkin:{checkin.id}:remind",
        buttons=reminder_buttons(house, youth, checkin),
        due_at=leaves,
        late_at=checkin.expires_at,
        checkin_id=checkin.id,
    )
    to_youth(tx, now, youth, line)
