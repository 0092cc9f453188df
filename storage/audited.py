"""What the auditor reads: rows as they stand, of some youths at a time, and nothing decided."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select

from domain.agreement import Agreement
from domain.case import Case
from domain.task import TaskKind
from storage.audited_chats import every, of
from storage.audited_turns import TURNS
from storage.cases import case_of
from storage.tables import (
    agreement,
    audit,
    case_event,
    case_file,
    checkin,
    occurrence,
    planned,
    reply,
    rsvp,
    talk,
    task,
)
from storage.tx import Rx

# What the trail says about where a youth stands, and staff about being away.
ABSENCES = ("away", "back")
OPENED = "open_invite"  # from then on a youth, or whom it names of the staff, has another chat
FEW = 500  # cases whose story is asked for at once


@dataclass(frozen=True, slots=True)
class OccurrenceRow:
    """What became of a planned contact that was due at `due_at` (UTC)."""

    youth_id: int
    contact_key: str
    programme_version_id: int
    due_at: datetime
    what: str
    reason: str | None
    checkin_id: int | None
    handled_at: datetime


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """When a contact comes next (UTC); None when it does not."""

    youth_id: int
    contact_key: str
    programme_version_id: int
    due_at: datetime | None


@dataclass(frozen=True, slots=True)
class CheckInRow:
    """A question with its stretch of time (UTC)."""

    checkin_id: int
    youth_id: int
    contact_key: str
    kind: str
    occurrence_at: datetime
    state: str
    opened_at: datetime
    expires_at: datetime
    next_at: datetime | None  # when it is looked at next


@dataclass(frozen=True, slots=True)
class ReplyRow:
    """Something a youth sent. Instants are UTC; `words` is sealed."""

    reply_id: int
    youth_id: int
    kind: str
    level: str | None
    received_at: datetime
    edited_at: datetime | None
    read_at: datetime | None
    message_id: int | None
    sent_at: datetime | None
    inbox_id: int | None
    words: bytes | None


@dataclass(frozen=True, slots=True)
class EventRow:
    """Something that happened to a case."""

    case_file_id: int
    at: datetime
    actor: str
    what: str
    detail: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A duty of somebody on the staff."""

    task_id: int
    youth_id: int
    staff_id: int
    kind: str
    dedupe: str
    created_at: datetime
    due_at: datetime | None
    done_at: datetime | None
    outcome: str | None


@dataclass(frozen=True, slots=True)
class TalkRow:
    """A talk, a try, or something noted of a youth, with the day that was agreed (UTC)."""

    youth_id: int
    at: datetime
    way: str
    next_contact_at: datetime | None
    case_file_id: int | None = None


@dataclass(frozen=True, slots=True)
class TrailRow:
    """A line of the audit trail."""

    at: datetime
    actor: str
    action: str
    youth_id: int | None
    detail: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class CameRow:
    """That a youth was seen at an evening, ticked at `came_at` (UTC)."""

    youth_id: int
    came_at: datetime


def occurrences(rx: Rx, youth_ids: Collection[int], since: datetime) -> Sequence[OccurrenceRow]:
    """Return what became of contacts that were due from `since` on."""
    found = of(OccurrenceRow, occurrence, rx, occurrence.c.youth_id.in_(youth_ids))
    return every(
        rx, OccurrenceRow, found.where(occurrence.c.due_at >= since), occurrence.c.occurrence_id
    )


def plans(rx: Rx, youth_ids: Collection[int]) -> Sequence[PlannedRow]:
    """Return when each contact of these youths comes next."""
    found = of(PlannedRow, planned, rx, planned.c.youth_id.in_(youth_ids))
    return every(rx, PlannedRow, found, planned.c.planned_id)


def questions(rx: Rx, youth_ids: Collection[int], since: datetime) -> Sequence[CheckInRow]:
    """Return the questions that were open at `since` or later."""
    found = of(CheckInRow, checkin, rx, checkin.c.youth_id.in_(youth_ids))
    return every(rx, CheckInRow, found.where(checkin.c.expires_at >= since), checkin.c.checkin_id)


def replies(rx: Rx, youth_ids: Collection[int], since: datetime) -> Sequence[ReplyRow]:
    """Return what came from these youths from `since` on, or has not been read since."""
    words = reply.c.text.label("words")
    wanted = [words if name == "words" else reply.c[name] for name in _REPLY]
    found = (
        select(*wanted)
        .where(reply.c.site_id == rx.site_id, reply.c.youth_id.in_(youth_ids))
        .where(or_(reply.c.received_at >= since, reply.c.read_at.is_(None)))
    )
    return every(rx, ReplyRow, found, reply.c.reply_id)


_REPLY = tuple(ReplyRow.__dataclass_fields__)


def words_of(rx: Rx, row: ReplyRow) -> str | None:
    """Return what a reply says, or None when it says nothing or its youth was forgotten."""
    return rx.open(row.youth_id, reply.c.text, row.reply_id, row.words)


def cases(
    rx: Rx, youth_ids: Collection[int] | None, since: datetime
) -> tuple[Sequence[Case], Sequence[EventRow]]:
    """Return the cases that were open at `since` or later, with their story, oldest first.

    `youth_ids` None means the cases of nobody we know.
    """
    of_them = (
        case_file.c.youth_id.is_(None)
        if youth_ids is None
        else case_file.c.youth_id.in_(youth_ids)
    )
    still = or_(case_file.c.closed_at.is_(None), case_file.c.closed_at >= since)
    wanted = and_(case_file.c.site_id == rx.site_id, of_them, still)
    rows = rx.execute(
        select(case_file).where(wanted).order_by(case_file.c.case_file_id)
    ).mappings()
    found = [case_of(row) for row in rows]
    ids = [one.id for one in found]
    return found, [
        event for at in range(0, len(ids), FEW) for event in _story(rx, ids[at : at + FEW])
    ]


def _story(rx: Rx, case_ids: Sequence[int]) -> Sequence[EventRow]:
    # By their ids: joined, SQLite would walk through the stories of all cases there ever were.
    told = of(EventRow, case_event, rx, case_event.c.case_file_id.in_(case_ids))
    return every(rx, EventRow, told, case_event.c.case_event_id)


def tasks(rx: Rx, youth_ids: Collection[int], since: datetime) -> Sequence[TaskRow]:
    """Return the duties about these youths that are open, or were at `since` or later.

    That nothing is asked of somebody any more holds on after its duty: those are all returned.
    """
    found = of(TaskRow, task, rx, task.c.youth_id.in_(youth_ids))
    for_good = task.c.kind == TaskKind.ALL_OFF.value
    still = or_(task.c.done_at.is_(None), task.c.done_at >= since, for_good)
    return every(rx, TaskRow, found.where(still), task.c.task_id)


def talks(rx: Rx, youth_ids: Collection[int], since: datetime) -> Sequence[TalkRow]:
    """Return what was noted of these youths from `since` on."""
    found = of(TalkRow, talk, rx, talk.c.youth_id.in_(youth_ids))
    return every(rx, TalkRow, found.where(talk.c.at >= since), talk.c.talk_id)


def trail(rx: Rx, youth_ids: Collection[int]) -> Sequence[TrailRow]:
    """Return how these youths came, paused, stopped and came back, oldest first."""
    of_them = audit.c.youth_id.in_(youth_ids)
    return _trail(rx, and_(of_them, audit.c.action.in_(TURNS)))


def absences(rx: Rx) -> Sequence[TrailRow]:
    """Return when staff went away and came back, oldest first."""
    return _trail(rx, and_(audit.c.youth_id.is_(None), audit.c.action.in_(ABSENCES)))


def staff_chats(rx: Rx) -> Sequence[TrailRow]:
    """Return when members of staff connected a chat, oldest first, where it is known."""
    found = _trail(rx, and_(audit.c.youth_id.is_(None), audit.c.action == OPENED))
    return [line for line in found if "staff" in line.detail]


def agreements(rx: Rx, youth_ids: Collection[int]) -> Mapping[int, tuple[Agreement, datetime]]:
    """Return what these youths agreed, and when that last changed (UTC)."""
    found = select(agreement.c.youth_id, agreement.c.body, agreement.c.changed_at).where(
        agreement.c.site_id == rx.site_id, agreement.c.youth_id.in_(youth_ids)
    )
    agreed = {}
    for row in rx.execute(found):
        text = rx.open(row.youth_id, agreement.c.body, row.youth_id, row.body)
        agreed[row.youth_id] = (
            Agreement.from_json(text) if text else Agreement(),
            row.changed_at,
        )
    return agreed


def came(rx: Rx, youth_ids: Collection[int], since: datetime) -> Sequence[CameRow]:
    """Return when these youths were ticked as seen at an evening."""
    found = of(CameRow, rsvp, rx, rsvp.c.youth_id.in_(youth_ids))
    seen = and_(rsvp.c.came.in_(("seen", "late")), rsvp.c.came_at >= since)
    return every(rx, CameRow, found.where(seen), rsvp.c.rsvp_id)


def _trail(rx: Rx, which: ColumnElement[bool]) -> Sequence[TrailRow]:
    found = of(TrailRow, audit, rx, and_(which, audit.c.allowed.is_(True)))
    return every(rx, TrailRow, found, audit.c.audit_id)
