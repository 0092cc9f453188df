"""Pairs who must not meet by our doing. No reason is kept."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, delete, select

from storage.tables import apart
from storage.tx import Rx, Tx


def mark(tx: Tx, now: datetime, one: int, other: int, by: int) -> bool:
    """Keep two youths apart; return False when they are already."""
    first, second = sorted((one, other))
    return tx.insert_ignore(
        apart,
        {
            "site_id": tx.site_id,
            "youth_id": first,
            "other_id": second,
            "marked_at": now,
            "marked_by": by,
        },
    )


def unmark(tx: Tx, one: int, other: int) -> bool:
    """Let two youths meet again; return False when they were not kept apart."""
    first, second = sorted((one, other))
    gone = tx.execute(
        delete(apart).where(
            apart.c.site_id == tx.site_id,
            apart.c.youth_id == first,
            apart.c.other_id == second,
        )
    )
    return bool(gone.rowcount)


_PAIRS = select(apart.c.youth_id, apart.c.other_id).where(apart.c.site_id == bindparam("site"))


def pairs(rx: Rx) -> frozenset[tuple[int, int]]:
    """Return all pairs of the site, the lower id first."""
    rows = rx.execute(_PAIRS, {"site": rx.site_id})
    return frozenset((row.youth_id, row.other_id) for row in rows)
