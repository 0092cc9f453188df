"""Rows of duties."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping, bindparam, func, select

from domain.task import Task, TaskKind
from storage.tables import task
from storage.tx import Rx, Tx

_AS_THEY_ARE = (
    "youth_id",
    "staff_id",
    "created_at",
    "due_at",
    "first_due_at",
    "done_at",
    "done_by",
    "outcome",
)


def add(tx: Tx, new: Task, *, dedupe: str) -> bool:
    """Write down a duty; return False when the same one stands already."""
    if tx.row(task, dedupe=dedupe) is not None:
        return False
    tx.insert(
        task,
        {
            "task_id": new.id,
            "youth_id": new.youth_id,
            "staff_id": new.staff_id,
            "kind": new.kind.value,
            "dedupe": dedupe,
            "created_at": new.created_at,
            "due_at": new.due_at,
            "detail": tx.seal(new.youth_id, task.c.detail, new.id, new.detail),
        },
    )
    return True


def get(rx: Rx, task_id: int) -> Task | None:
    """Return one duty, or None."""
    row = rx.row(task, task_id=task_id)
    return _task(rx, row) if row else None


def named(rx: Rx, dedupe: str) -> Task | None:
    """Return the duty that was written down under this name, or None."""
    row = rx.row(task, dedupe=dedupe)
    return _task(rx, row) if row else None


def name_of(rx: Rx, task_id: int) -> str | None:
    """Return the name under which a duty was written down, or None."""
    row = rx.row(task, task_id=task_id)
    return str(row["dedupe"]) if row else None


def done(tx: Tx, now: datetime, task_id: int, staff_id: int, outcome: str) -> bool:
    """Mark a duty as done; return False when it was done already."""
    wanted = {"of_site": tx.site_id, "of_task": task_id}
    values = {"at": now, "by": staff_id, "what": outcome}
    return bool(tx.execute(_DONE, wanted | values).rowcount)


def give(tx: Tx, task_id: int, staff_id: int) -> None:
    """Let somebody else own a duty that is not done."""
    tx.execute(
        task.update()
        .where(*_one(tx, task_id), task.c.due_at.is_not(None))
        .values(staff_id=staff_id)
    )


def put_off(tx: Tx, task_id: int, due_at: datetime) -> None:
    """Move a duty that is not done to another time (UTC); it keeps when it was first due."""
    first = func.coalesce(task.c.first_due_at, task.c.due_at)
    tx.execute(
        task.update()
        .where(*_one(tx, task_id), task.c.due_at.is_not(None))
        .values(due_at=due_at, first_due_at=first)
    )


def reword(tx: Tx, kept: Task, detail: str) -> None:
    """Let a duty that is not done say something else on the page."""
    sealed = tx.seal(kept.youth_id, task.c.detail, kept.id, detail)
    tx.execute(
        task.update().where(*_one(tx, kept.id), task.c.due_at.is_not(None)).values(detail=sealed)
    )


def open_of_staff(rx: Rx, staff_id: int) -> Sequence[Task]:
    """Return what a member of staff has left to do, soonest first."""
    return _open(rx, "staff_id", staff_id)


def open_of_youth(rx: Rx, youth_id: int) -> Sequence[Task]:
    """Return what is left to do about a youth, soonest first."""
    return _open(rx, "youth_id", youth_id)


def owed_since(rx: Rx, youth_id: int, kind: TaskKind) -> datetime | None:
    """Return since when the earliest open duty of one kind is owed (UTC), put off or not; or None.

    It opens nothing that is sealed: it is asked at every look at a youth.
    """
    wanted = {"site": rx.site_id, "whose": youth_id, "kind": kind.value}
    found = [at for row in rx.execute(_OWED, wanted) for at in row if at is not None]
    return min(found, default=None)


def latest_of_kind(rx: Rx, youth_id: int, kind: TaskKind) -> Task | None:
    """Return the youth's newest duty of one kind, done or not; None where there was none."""
    wanted = (
        select(task)
        .where(
            task.c.site_id == rx.site_id, task.c.youth_id == youth_id, task.c.kind == kind.value
        )
        .order_by(task.c.task_id.desc())
        .limit(1)
    )
    row = rx.execute(wanted).mappings().first()
    return _task(rx, row) if row is not None else None


def open_of_kind(rx: Rx, kind: TaskKind, *, before: datetime) -> Sequence[Task]:
    """Return what of one kind was due before an instant (UTC) and is not done, soonest first."""
    wanted = {"site": rx.site_id, "kind": kind.value, "before": before}
    rows = rx.execute(_OPEN_OF_KIND, wanted).mappings()
    return [_task(rx, row) for row in rows]


# Built once: to build a statement takes longer than to run it.
_OWED = select(task.c.first_due_at, task.c.due_at).where(
    task.c.site_id == bindparam("site"),
    task.c.youth_id == bindparam("whose"),
    task.c.kind == bindparam("kind"),
    task.c.due_at.is_not(None),
)
_OPEN = (
    select(task)
    .where(task.c.site_id == bindparam("site"), task.c.due_at.is_not(None))
    .order_by(task.c.due_at, task.c.task_id)
)
_OPEN_OF_KIND = _OPEN.where(task.c.kind == bindparam("kind"), task.c.due_at < bindparam("before"))
_DONE = (
    task.update()
    .where(
        task.c.site_id == bindparam("of_site"),
        task.c.task_id == bindparam("of_task"),
        task.c.due_at.is_not(None),
    )
    .values(
        due_at=None,
        done_at=bindparam("at"),
        done_by=bindparam("by"),
        outcome=bindparam("what"),
    )
)
_OPEN_OF = {
    column: _OPEN.where(task.c[column] == bindparam("whose"))
    for column in ("youth_id", "staff_id")
}


def _open(rx: Rx, column: str, whose: int) -> Sequence[Task]:
    rows = rx.execute(_OPEN_OF[column], {"site": rx.site_id, "whose": whose}).mappings()
    return [_task(rx, row) for row in rows]


def _one(rx: Rx, task_id: int) -> tuple[Any, Any]:
    return task.c.site_id == rx.site_id, task.c.task_id == task_id


def _task(rx: Rx, row: RowMapping) -> Task:
    detail = rx.open(row["youth_id"], task.c.detail, row["task_id"], row["detail"])
    return Task(
        id=row["task_id"],
        kind=TaskKind(row["kind"]),
        detail=detail,
        **{name: row[name] for name in _AS_THEY_ARE},
    )
