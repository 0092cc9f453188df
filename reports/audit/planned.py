"""Every planned contact was sent, merged, skipped with its reason, or waits."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime

from domain.checkin import CheckInState
from domain.message import OutboxState, Purpose
from domain.people import YouthStatus
from domain.task import TaskKind
from domain.turns import asks_something
from domain.wall import to_wall
from reports.audit.chats import by
from reports.audit.expected import expected
from reports.audit.facts import YouthFacts
from reports.audit.grounds import HOUR, Grounds
from reports.audit.verdict import Breach, Promise
from storage.audited import OccurrenceRow
from storage.audited_chats import SMS, MessageRow

_WAITING = frozenset({OutboxState.QUEUED, OutboxState.CLAIMED, OutboxState.SENDING})
_SETTLED_BY_US = frozenset({OutboxState.SKIPPED, OutboxState.REFUSED})
_LOST = frozenset({OutboxState.REFUSED, OutboxState.UNKNOWN})
_ASKS = Purpose.CHECKIN
_ASKED_AGAIN = "youth_chose"  # what came of a duty that ended since something is asked again
Prompts = Mapping[int | None, Sequence[MessageRow]]  # the questions, by check-in


def check(youth: YouthFacts, grounds: Grounds) -> Iterator[Breach]:
    """Yield what was planned and came to nothing that anybody wrote down."""
    prompts = by(youth.messages, lambda row: row.checkin_id if row.purpose == _ASKS else None)
    for one in youth.occurrences:
        if not grounds.covers(one.due_at):
            continue
        if why := _what_is_wrong(youth, one, prompts, grounds):
            yield _breach(youth, one.contact_key, one.due_at, why)
    # By the day: whoever moves has an hour of that day twice, and the contact once.
    recorded = {(one.contact_key, _day_of(youth, one.due_at)) for one in youth.occurrences}
    for key, due in expected(youth, grounds):
        known = (key, _day_of(youth, due)) in recorded
        if not known and grounds.is_over(due + HOUR, since=due):
            yield _breach(youth, key, due, "was due and nothing was written down")
    if (silent := _nothing_asked(youth, grounds)) is not None:
        yield silent


def _nothing_asked(youth: YouthFacts, grounds: Grounds) -> Breach | None:
    """Return that a youth has stopped every topic, and no duty of a human stood for it; or None.

    One that ended because something was asked again is not one for now.
    """
    off, at = youth.agreement.topics_off, youth.agreed_at
    if youth.youth.status is not YouthStatus.ACTIVE or not off or at is None:
        return None
    programme = grounds.programme(youth.youth.programme_version_id)
    own = [one for one in programme.contacts if one.is_at_own_times]
    if not own or any(asks_something(programme, one, off) for one in own):
        return None
    owed = [one for one in youth.tasks if one.kind == TaskKind.ALL_OFF]
    if owed and owed[-1].outcome != _ASKED_AGAIN:
        return None
    why = "every topic is stopped, nothing is asked, and no duty of a human stood for it"
    return Breach(at=at, promise=Promise.PLANNED, youth_id=youth.youth.id, evidence=why)


def _day_of(youth: YouthFacts, instant: datetime) -> date:
    return to_wall(instant, youth.zone_at(instant)).date()


def _breach(youth: YouthFacts, contact: str, at: datetime, why: str) -> Breach:
    evidence = f"contact {contact} of {at:%Y-%m-%d %H:%M} UTC: {why}"
    return Breach(at=at, promise=Promise.PLANNED, youth_id=youth.youth.id, evidence=evidence)


# ------------------------------------------------------------- what was written down


def _what_is_wrong(
    youth: YouthFacts, one: OccurrenceRow, prompts: Prompts, grounds: Grounds
) -> str | None:
    if one.what == "skipped":
        return None if one.reason else "skipped without a reason"
    if one.what == "task":
        name = f"plan:{youth.youth.id}:{one.contact_key}:{int(one.due_at.timestamp())}"
        known = any(task.dedupe == name for task in youth.tasks)
        return None if known else "given to a worker, and no duty stands anywhere"
    if one.what != "sent":
        return None if one.what == "turned" else f"became {one.what!r}, which is nothing"
    rows = _messages_of(youth, one, prompts)
    if not rows:
        return "said to be sent, and no message was ever queued"
    duties = {task.dedupe for task in youth.tasks}
    fates = (_fate(row, grounds) or _not_handed_over(row, duties) for row in rows)
    return next((why for why in fates if why), None) or _unowned(youth, one, rows, grounds)


def _unowned(
    youth: YouthFacts, one: OccurrenceRow, rows: Sequence[MessageRow], grounds: Grounds
) -> str | None:
    """Return that a question may not have arrived and nothing comes after it, or None.

    It is not asked again blindly: its reminder is the next try, and its end closes it. Until then
    it has a time at which it is looked at.
    """
    question = youth.checkins.get(one.checkin_id or 0)
    unclear = [row for row in rows if row.state == OutboxState.UNKNOWN]
    if not unclear or question is None or question.state != CheckInState.OPEN:
        return None
    looked_at = question.next_at
    if looked_at is not None and not grounds.is_over(looked_at + HOUR, since=looked_at):
        return None
    return f"message {unclear[0].outbox_id} may not have arrived, and nobody looks after it"


def _messages_of(youth: YouthFacts, one: OccurrenceRow, prompts: Prompts) -> Sequence[MessageRow]:
    if one.checkin_id is not None:
        return prompts.get(one.checkin_id, ())
    return [
        row
        for row in youth.messages
        if row.purpose == Purpose.CARING
        and row.created_at == one.handled_at
        and (row.wording.startswith(f"{one.contact_key}.") or row.road == SMS)
    ]


def _not_handed_over(row: MessageRow, duties: Collection[str]) -> str | None:
    """Return that an SMS did not go out and nobody was asked to say it instead, or None."""
    lost = row.road == SMS and row.state in _LOST
    if not lost or f"sms:{row.outbox_id}" in duties:
        return None
    return f"SMS {row.outbox_id} is {row.state}, and no duty stands anywhere"


def _fate(row: MessageRow, grounds: Grounds) -> str | None:
    if row.state in _SETTLED_BY_US and not row.reason:
        return f"message {row.outbox_id} is {row.state} without a reason"
    if row.state in _WAITING and grounds.is_over(row.due_at + HOUR, since=row.due_at):
        return f"message {row.outbox_id} still waits, due {row.due_at:%Y-%m-%d %H:%M} UTC"
    return None
