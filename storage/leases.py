"""Leases: who may do what only one process may do at a time. Always on real time."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import and_, delete, or_, select, update

from storage.tables import lease
from storage.tx import Rx, Tx


def take(
    tx: Tx, name: str, *, holder: str, real: datetime, until: datetime, by_force: bool = False
) -> bool:
    """Take or renew a lease; return whether `holder` has it now.

    Args:
        tx: The unit of writing.
        name: What is leased.
        holder: Who asks; a name of one process.
        real: The present instant on real time (UTC), never the movable clock.
        until: When the lease ends by itself (UTC, real time).
        by_force: Take it even from another whose lease has not ended. Only where every other
            holder is known to be dead.
    """
    row = {"site_id": tx.site_id, "name": name, "holder": holder, "until": until}
    if tx.insert_ignore(lease, row):
        return True
    change = update(lease).where(lease.c.site_id == tx.site_id, lease.c.name == name)
    if not by_force:
        change = change.where(or_(lease.c.holder == holder, lease.c.until <= real))
    return tx.execute(change.values(holder=holder, until=until)).rowcount == 1


def give_back(tx: Tx, name: str, *, holder: str) -> None:
    """End a lease at once, where `holder` has it."""
    mine = and_(lease.c.site_id == tx.site_id, lease.c.name == name, lease.c.holder == holder)
    tx.execute(delete(lease).where(mine))


def holder_of(rx: Rx, name: str, real: datetime) -> str | None:
    """Return who holds a lease at that instant of real time, or None."""
    return rx.execute(
        select(lease.c.holder).where(
            lease.c.site_id == rx.site_id, lease.c.name == name, lease.c.until > real
        )
    ).scalar()
