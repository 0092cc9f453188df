"""Messages to somebody who is erased, and about them: none leaves, and none says anything more."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, or_, select, update

from domain.message import Body, OutboxState, Purpose
from storage.built import one_of
from storage.erased import REASON, WIPED
from storage.outbox import FINAL
from storage.tables import outbox, task
from storage.tx import Rx, Tx

EMPTY = Body(text="-")  # of what staff were sent: their own key opens it still


def in_flight(rx: Rx, youth_id: int) -> int:
    """Return how many messages to a youth are being sent at this moment."""
    going = (OutboxState.CLAIMED, OutboxState.SENDING)
    found = select(func.count()).where(
        outbox.c.site_id == rx.site_id,
        outbox.c.youth_id == youth_id,
        one_of(outbox.c.state, *going),
    )
    return int(rx.execute(found).scalar_one())


def named_in_buttons(rx: Rx, youth_id: int) -> Sequence[int]:
    """Return the ids by which buttons of staff lead to a youth: their duties, and words to them.

    What reads a worker's words back has the id of the message that brings them.
    """
    written = select(outbox.c.outbox_id).where(
        outbox.c.site_id == rx.site_id,
        outbox.c.youth_id == youth_id,
        outbox.c.purpose == Purpose.ANSWER.value,
    )
    owed = select(task.c.task_id).where(task.c.site_id == rx.site_id, task.c.youth_id == youth_id)
    return [*rx.execute(written).scalars(), *rx.execute(owed).scalars()]


def withdraw(tx: Tx, youth_id: int, case_ids: Collection[int]) -> int:
    """Let nothing leave that waits for a youth, or for staff about their cases; return how many.

    One to the youth of which nobody knows whether it arrived asks nobody any more, either.
    """
    about = outbox.c.case_file_id.in_(sorted(case_ids))
    never = {"state": OutboxState.SKIPPED.value, "reason": REASON, **FINAL}
    waits = one_of(outbox.c.state, OutboxState.QUEUED)
    open_ends = one_of(outbox.c.state, OutboxState.QUEUED, OutboxState.UNKNOWN)
    to_them = outbox.c.youth_id == youth_id
    gone = tx.execute(
        update(outbox).where(outbox.c.site_id == tx.site_id, to_them, open_ends).values(never)
    )
    told = tx.execute(
        update(outbox).where(outbox.c.site_id == tx.site_id, about, waits).values(never)
    )
    return int(gone.rowcount) + int(told.rowcount)


def wipe_messages(tx: Tx, youth_id: int) -> int:
    """Empty every message to a youth; return how many.

    That it was sent, when, of what kind and in which wording stays; to which chat does not.
    """
    found = select(outbox.c.outbox_id).where(
        outbox.c.site_id == tx.site_id, outbox.c.youth_id == youth_id
    )
    ids = list(tx.execute(found).scalars())
    for outbox_id in ids:
        emptied = {
            "dedupe": f"{REASON}:{outbox_id}",
            "lane": tx.lookup("erased", youth_id),
            "chat": WIPED,
            "body": WIPED,
            "checkin_id": None,
            "edits_message_id": None,
        }
        tx.change(outbox, emptied, outbox_id=outbox_id)
    return len(ids)


@dataclass(frozen=True, slots=True)
class About:
    """By what it is found that staff were told of a youth.

    Their own people's messages are opened and searched for `marks`: what stands in a button that
    leads to the youth.
    """

    youth_id: int
    case_ids: Collection[int]
    staff_ids: Collection[int]
    marks: Sequence[str]


@dataclass(frozen=True, slots=True)
class Looked:
    """Messages of which it is known whether they are about somebody: what has left stays so."""

    seen: frozenset[int] = frozenset()
    theirs: frozenset[int] = frozenset()


NOTHING = Looked()
_ENDED = outbox.c.ready_at.is_(None) & outbox.c.lease_until.is_(None)
_GOING = outbox.c.lease_until.is_not(None)
_WAITS = outbox.c.ready_at.is_not(None) & outbox.c.lease_until.is_(None)


def look_through(rx: Rx, about: About) -> Looked:
    """Open what has left to staff, to be told later which of it is about a youth.

    It takes long, and is done before the writing, so that nobody's help card waits for it.
    """
    found = {row.outbox_id: row for row in _to_people(rx, about, _ENDED)}
    theirs = {outbox_id for outbox_id, row in found.items() if _marked(rx, about, row)}
    return Looked(frozenset(found), frozenset(theirs))


def telling(rx: Rx, about: About) -> bool:
    """Return whether something about a youth is being sent to staff at this moment."""
    return bool(_told(rx, about, _GOING, NOTHING))


def wipe_told(tx: Tx, about: About, before: Looked = NOTHING) -> int:
    """Empty what staff were told about a youth; what waits never leaves. Return how many.

    Those are the messages about their cases, those whose name holds their id, and those to their
    own people whose buttons lead to them. `before` is what was looked through already.
    """
    waits = _told(tx, about, _WAITS & (outbox.c.purpose != Purpose.ALARM.value), NOTHING)
    never = {"state": OutboxState.SKIPPED.value, "reason": REASON, **FINAL}
    for outbox_id in waits:
        tx.change(outbox, never, outbox_id=outbox_id)
    sure = waits | _told(tx, about, _ENDED, before)
    for outbox_id, staff_id in sure.items():
        sealed = tx.seal(staff_id, outbox.c.body, outbox_id, EMPTY.to_json())
        tx.change(outbox, {"body": sealed}, outbox_id=outbox_id)
    return len(sure)


def _told(rx: Rx, about: About, which: Any, before: Looked) -> dict[int, int]:
    """Return what tells staff about a youth: outbox id, and whom."""
    of_case = outbox.c.case_file_id.in_(sorted(about.case_ids))
    named = or_(of_case, outbox.c.dedupe.like(f"%{about.youth_id}%"))
    sure = {row.outbox_id: row.staff_id for row in _to_staff(rx, which, named)}
    for row in _to_people(rx, about, which):
        known = row.outbox_id in before.seen
        if row.outbox_id in before.theirs if known else _marked(rx, about, row):
            sure[row.outbox_id] = row.staff_id
    return sure


def _marked(rx: Rx, about: About, row: Any) -> bool:
    body = rx.open(row.staff_id, outbox.c.body, row.outbox_id, row.body)
    return body is not None and any(mark in body for mark in about.marks)


def _to_people(rx: Rx, about: About, which: Any) -> Sequence[Any]:
    """Return the messages to a youth's people since they were taken in."""
    theirs = outbox.c.staff_id.in_(sorted(about.staff_ids))
    return _to_staff(rx, which, theirs, outbox.c.outbox_id > about.youth_id)


def _to_staff(rx: Rx, *which: Any) -> Sequence[Any]:
    to_staff = (outbox.c.site_id == rx.site_id, outbox.c.staff_id.is_not(None))
    found = select(outbox.c.outbox_id, outbox.c.staff_id, outbox.c.body)
    return rx.execute(found.where(*to_staff, *which)).all()
