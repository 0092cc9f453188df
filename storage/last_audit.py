"""The row that keeps what the auditor said last."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from storage.tables import last_audit
from storage.tx import Rx, Tx


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
