"""Which messages about a case, of a check-in, or with a link, stand in whose chat."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, exists, select, update

from domain.case import CaseState, Level
from domain.message import MessageKind, OutboxState, Purpose
from storage.built import one_of
from storage.outbox import FINAL
from storage.tables import case_event, case_file, outbox
from storage.tx import Rx, Tx

# Built once: to build a statement takes longer than to run it.
_OF_CASE = (
    select(outbox.c.staff_id, outbox.c.outbox_id, outbox.c.state)
    .where(
        outbox.c.site_id == bindparam("site"),
        outbox.c.case_file_id == bindparam("case"),
        outbox.c.purpose == Purpose.CASE.value,
        outbox.c.kind == MessageKind.TEXT.value,
        outbox.c.staff_id.is_not(None),
        ~one_of(outbox.c.state, OutboxState.SKIPPED),
    )
    .order_by(outbox.c.outbox_id)
)
_NAMED = select(outbox.c.outbox_id).where(
    outbox.c.site_id == bindparam("site"), outbox.c.dedupe == bindparam("name")
)
_REMINDER = select(outbox.c.outbox_id).where(
    outbox.c.site_id == bindparam("site"),
    outbox.c.checkin_id == bindparam("checkin"),
    outbox.c.purpose == Purpose.REMINDER.value,
)
_OF_CHECKIN = (
    select(outbox.c.outbox_id, outbox.c.message_id, outbox.c.purpose)
    .where(
        outbox.c.site_id == bindparam("site"),
        outbox.c.checkin_id == bindparam("checkin"),
        outbox.c.kind == MessageKind.TEXT.value,
        ~one_of(outbox.c.state, OutboxState.SKIPPED, OutboxState.REFUSED),
    )
    .order_by(outbox.c.outbox_id)
)
_WITHDRAWN = (
    update(outbox)
    .where(
        outbox.c.site_id == bindparam("of_site"),
        outbox.c.checkin_id == bindparam("of_checkin"),
        outbox.c.kind == MessageKind.TEXT.value,
        one_of(outbox.c.state, OutboxState.QUEUED),
        outbox.c.outbox_id != bindparam("but"),
    )
    .values(state=OutboxState.SKIPPED.value, reason=bindparam("why"), **FINAL)
)


def of_case(rx: Rx, case_id: int) -> dict[int, int]:
    """Return, for every member of staff told of the case, the outbox id of the latest message."""
    rows = rx.execute(_OF_CASE, {"site": rx.site_id, "case": case_id})
    return {row.staff_id: row.outbox_id for row in rows}


def waiting_of_case(rx: Rx, case_id: int) -> Sequence[int]:
    """Return the outbox ids of the messages about a case that have not left, oldest first."""
    rows = rx.execute(_OF_CASE, {"site": rx.site_id, "case": case_id})
    return [row.outbox_id for row in rows if row.state == OutboxState.QUEUED.value]


# What stands in the story of a case that was named in a bundle: to whom, and in which message.
BUNDLED = "bundled"


_BUNDLED = (
    select(case_event.c.detail)
    .where(
        case_event.c.site_id == bindparam("site"),
        case_event.c.case_file_id == bindparam("case"),
        case_event.c.what == BUNDLED,
    )
    .order_by(case_event.c.case_event_id)
)


def bundled(rx: Rx, case_id: int) -> dict[int, int]:
    """Return to whom a case was named among others: staff id, and the message's outbox id."""
    rows = rx.execute(_BUNDLED, {"site": rx.site_id, "case": case_id})
    return {row.detail["staff"]: row.detail["message"] for row in rows}


def waiting_yellow(rx: Rx, staff_id: int, due_at: datetime) -> dict[int, int]:
    """Return the yellow cases that somebody is to be told of first at `due_at` (UTC), one by one.

    By the id of the case: the outbox id of its message, which has not left.
    """
    rows = rx.execute(
        select(outbox.c.case_file_id, outbox.c.outbox_id)
        .join(
            case_file,
            (case_file.c.site_id == outbox.c.site_id)
            & (case_file.c.case_file_id == outbox.c.case_file_id),
        )
        .where(
            outbox.c.site_id == rx.site_id,
            outbox.c.staff_id == staff_id,
            one_of(outbox.c.state, OutboxState.QUEUED),
            outbox.c.purpose == Purpose.CASE.value,
            outbox.c.kind == MessageKind.TEXT.value,
            outbox.c.due_at == due_at,
            # Nothing is tried before it is due: the index of what waits finds the few.
            outbox.c.ready_at >= due_at,
            case_file.c.level == Level.YELLOW.value,
            case_file.c.state == CaseState.OPEN.value,
            case_file.c.step == 0,
        )
        .order_by(outbox.c.outbox_id)
    )
    return {row.case_file_id: row.outbox_id for row in rows}


_TO_STAFF = (Purpose.CASE.value, Purpose.ALARM.value)


def red_unheard(rx: Rx, *, before: datetime) -> Sequence[int]:
    """Return the open red cases from before an instant (UTC) of which nobody was sent a word."""
    heard = exists().where(
        outbox.c.site_id == case_file.c.site_id,
        outbox.c.case_file_id == case_file.c.case_file_id,
        outbox.c.purpose.in_(_TO_STAFF),
        one_of(outbox.c.state, OutboxState.SENT),
    )
    found = rx.execute(
        select(case_file.c.case_file_id).where(
            case_file.c.site_id == rx.site_id,
            case_file.c.closed_at.is_(None),
            case_file.c.taken_by.is_(None),
            case_file.c.level == Level.RED.value,
            case_file.c.opened_at < before,
            ~heard,
        )
    ).scalars()
    # Sorted here: an order there would walk through every case of the site.
    return sorted(found)


_IS_HEARD = (
    select(outbox.c.outbox_id)
    .where(
        outbox.c.site_id == bindparam("site"),
        outbox.c.case_file_id == bindparam("case"),
        outbox.c.purpose.in_(_TO_STAFF),
        one_of(outbox.c.state, OutboxState.SENT),
    )
    .limit(1)
)


def is_heard(rx: Rx, case_id: int) -> bool:
    """Return whether somebody of the staff was sent a word about a case, by any road."""
    return rx.execute(_IS_HEARD, {"site": rx.site_id, "case": case_id}).first() is not None


@dataclass(frozen=True, slots=True)
class Heard:
    """A member of staff was sent a word about a red case, by some road."""

    case_id: int
    staff_id: int


_HEARD = (
    select(outbox.c.case_file_id, outbox.c.staff_id)
    .join(
        case_file,
        (case_file.c.site_id == outbox.c.site_id)
        & (case_file.c.case_file_id == outbox.c.case_file_id),
    )
    .where(
        outbox.c.site_id == bindparam("site"),
        outbox.c.outbox_id.in_(bindparam("ids", expanding=True)),
        outbox.c.purpose.in_(_TO_STAFF),
        outbox.c.staff_id.is_not(None),
        case_file.c.level == Level.RED.value,
        case_file.c.closed_at.is_(None),
    )
    .order_by(outbox.c.outbox_id)
)


def heard_of_red(rx: Rx, ids: Collection[int]) -> Sequence[Heard]:
    """Return who was sent word of which open red case by the messages with these ids."""
    if not ids:
        return ()
    rows = rx.execute(_HEARD, {"site": rx.site_id, "ids": list(ids)})
    return [Heard(row.case_file_id, row.staff_id) for row in rows]


def named(rx: Rx, dedupe: str) -> int | None:
    """Return the outbox id of the message that was queued under this name, or None."""
    found = rx.execute(_NAMED, {"site": rx.site_id, "name": dedupe}).scalar()
    return int(found) if found is not None else None


_WORDINGS = (
    select(outbox.c.outbox_id)
    .where(
        outbox.c.site_id == bindparam("site"),
        outbox.c.youth_id == bindparam("youth"),
        outbox.c.wording.in_(bindparam("wordings", expanding=True)),
        outbox.c.created_at >= bindparam("since"),
    )
    .limit(1)
)


def was_told(rx: Rx, youth_id: int, wordings: Collection[str], *, since: datetime) -> bool:
    """Return whether a youth was told something in one of these words since then (UTC)."""
    wanted = {"site": rx.site_id, "youth": youth_id, "wordings": list(wordings), "since": since}
    return rx.execute(_WORDINGS, wanted).first() is not None


@dataclass(frozen=True, slots=True)
class Shown:
    """A message of a check-in in the youth's chat; `message_id` is Telegram's, where known."""

    outbox_id: int
    message_id: int | None
    is_reminder: bool


def of_checkin(rx: Rx, checkin_id: int) -> Sequence[Shown]:
    """Return the check-in's own messages, oldest first."""
    rows = rx.execute(_OF_CHECKIN, {"site": rx.site_id, "checkin": checkin_id})
    reminder = Purpose.REMINDER.value
    return [Shown(row.outbox_id, row.message_id, row.purpose == reminder) for row in rows]


def reminder_of(rx: Rx, checkin_id: int) -> int | None:
    """Return the outbox id of the check-in's reminder, or None when there is none."""
    found = rx.execute(_REMINDER, {"site": rx.site_id, "checkin": checkin_id}).scalar()
    return int(found) if found is not None else None


def withdraw(tx: Tx, checkin_id: int, *, but: int | None, reason: str) -> int:
    """Skip the check-in's own messages that have not left yet, save one; return how many."""
    wanted = {"of_site": tx.site_id, "of_checkin": checkin_id, "but": but or 0, "why": reason}
    return int(tx.execute(_WITHDRAWN, wanted).rowcount)
