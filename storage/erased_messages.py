"""Messages to somebody who is erased, and about them: none leaves, and none says anything more."""

from __future__ import annotations

from collections.abc import Collection, Sequence
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


def wipe_told(
    tx: Tx,
    youth_id: int,
    case_ids: Collection[int],
    staff_ids: Collection[int],
    marks: Sequence[str],
) -> int:
    """Empty what staff were told about a youth and will not be told again; return how many.

    Those are the messages about their cases, those whose name holds their id, and those to their
    own people whose buttons lead to them (`marks`: what stands in such a button).
    """
    ended = outbox.c.ready_at.is_(None) & outbox.c.lease_until.is_(None)
    to_staff = (outbox.c.site_id == tx.site_id, outbox.c.staff_id.is_not(None), ended)
    named = or_(outbox.c.case_file_id.in_(sorted(case_ids)), outbox.c.dedupe.like(f"%{youth_id}%"))
    sure = {row.outbox_id: row.staff_id for row in _told(tx, *to_staff, named)}
    theirs = outbox.c.staff_id.in_(sorted(staff_ids))
    for row in _told(tx, *to_staff, theirs, outbox.c.outbox_id > youth_id):
        body = tx.open(row.staff_id, outbox.c.body, row.outbox_id, row.body)
        if body is not None and any(mark in body for mark in marks):
            sure[row.outbox_id] = row.staff_id
    for outbox_id, staff_id in sure.items():
        sealed = tx.seal(staff_id, outbox.c.body, outbox_id, EMPTY.to_json())
        tx.change(outbox, {"body": sealed}, outbox_id=outbox_id)
    return len(sure)


def _told(tx: Tx, *which: Any) -> Sequence[Any]:
    found = select(outbox.c.outbox_id, outbox.c.staff_id, outbox.c.body).where(*which)
    return tx.execute(found).all()
