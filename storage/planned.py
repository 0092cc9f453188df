"""Rows of planned contacts, and of what became of each occurrence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import RowMapping, bindparam, func, select

from domain.planned import Planned
from storage.due import DueColumn
from storage.tables import occurrence, planned
from storage.tx import Rx, Tx

DUE = DueColumn(planned, planned.c.planned_id, planned.c.due_at)


def add(tx: Tx, new: Planned) -> None:
    """Insert one planned contact of a youth."""
    values = asdict(new)
    tx.insert(planned, {"planned_id": values.pop("id"), **values})


_OF_YOUTH = (
    select(planned)
    .where(planned.c.site_id == bindparam("site"), planned.c.youth_id == bindparam("youth"))
    .order_by(planned.c.planned_id)
)


def of_youth(rx: Rx, youth_id: int) -> Sequence[Planned]:
    """Return the contacts planned for one youth."""
    rows = rx.execute(_OF_YOUTH, {"site": rx.site_id, "youth": youth_id}).mappings()
    return [_planned(row) for row in rows]


def plan_next(tx: Tx, planned_id: int, due_at: datetime | None, version_id: int) -> None:
    """Set when the contact is due next, and by which version of the programme."""
    values = {"due_at": due_at, "programme_version_id": version_id}
    tx.change(planned, values, planned_id=planned_id)


def stop_all(tx: Tx, youth_id: int) -> None:
    """Plan nothing for a youth any more."""
    tx.change(planned, {"due_at": None}, youth_id=youth_id)


def latest_occurrence(rx: Rx, youth_id: int, contact_key: str) -> datetime | None:
    """Return when the contact's latest handled occurrence was (UTC), or None."""
    return rx.execute(
        select(func.max(occurrence.c.due_at)).where(
            occurrence.c.site_id == rx.site_id,
            occurrence.c.youth_id == youth_id,
            occurrence.c.contact_key == contact_key,
        )
    ).scalar()


def record(
    tx: Tx, now: datetime, plan: Planned, *, what: str, reason: str | None, checkin_id: int | None
) -> bool:
    """Write down what became of the occurrence that was due; return False when it was known."""
    return tx.insert_ignore(
        occurrence,
        {
            "site_id": tx.site_id,
            "occurrence_id": tx.new_id(),
            "youth_id": plan.youth_id,
            "contact_key": plan.contact_key,
            "programme_version_id": plan.programme_version_id,
            "due_at": plan.due_at,
            "what": what,
            "reason": reason,
            "checkin_id": checkin_id,
            "handled_at": now,
        },
    )


def _planned(row: RowMapping) -> Planned:
    return Planned(
        id=row["planned_id"],
        youth_id=row["youth_id"],
        contact_key=row["contact_key"],
        programme_version_id=row["programme_version_id"],
        due_at=row["due_at"],
        anchor_at=row["anchor_at"],
    )


def claim(tx: Tx, now: datetime, ids: Sequence[int]) -> Sequence[Planned]:
    """Return those of the contacts that are still due, locked; other workers pass them by."""
    return [_planned(row) for row in DUE.claim(tx, now, ids)]
