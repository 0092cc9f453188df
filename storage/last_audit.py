"""The row that keeps what the auditor said last."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from storage.audit import record
from storage.tables import audit, last_audit
from storage.tx import Rx, Tx

SEEN = "seen_broken"  # in the audit trail: by whom, and which lines


@dataclass(frozen=True, slots=True, kw_only=True)
class LastAudit:
    """What was found, and when (UTC). `broken` counts by promise; `breaches` are its lines."""

    audited_at: datetime
    since: datetime
    broken: Mapping[str, int]
    breaches: Sequence[str]


def keep(tx: Tx, found: LastAudit) -> None:
    """Keep what was found, instead of what stood there before."""
    values = {
        "audited_at": found.audited_at,
        "since_at": found.since,
        "broken": dict(found.broken),
        "breaches": list(found.breaches),
    }
    mine = last_audit.c.site_id == tx.site_id
    if tx.execute(last_audit.update().where(mine).values(**values)).rowcount == 0:
        tx.insert_ignore(last_audit, {"site_id": tx.site_id, **values})


def latest(rx: Rx) -> LastAudit | None:
    """Return what was found last, or None before the first time."""
    row = rx.execute(select(last_audit).where(last_audit.c.site_id == rx.site_id)).first()
    if row is None:
        return None
    return LastAudit(
        audited_at=row.audited_at, since=row.since_at, broken=row.broken, breaches=row.breaches
    )


def look_again(tx: Tx, audited_at: datetime) -> None:
    """Let the last audit be taken for as old as that (UTC), so that the next one comes soon."""
    mine = last_audit.update().where(
        last_audit.c.site_id == tx.site_id, last_audit.c.audited_at > audited_at
    )
    tx.execute(mine.values(audited_at=audited_at))


def see(tx: Tx, now: datetime, actor: str, marks: Sequence[str]) -> None:
    """Write down that somebody has seen these broken promises."""
    record(
        tx,
        now,
        actor=actor,
        action=SEEN,
        youth_id=None,
        allowed=True,
        detail={"marks": list(marks)},
    )


def seen(rx: Rx, since: datetime) -> frozenset[str]:
    """Return the marks of the broken promises that somebody has seen from `since` (UTC) on."""
    rows = rx.execute(
        select(audit.c.detail).where(
            audit.c.site_id == rx.site_id,
            audit.c.youth_id.is_(None),  # as the index begins
            audit.c.at >= since,
            audit.c.action == SEEN,
        )
    )
    return frozenset(mark for row in rows for mark in row.detail["marks"])
