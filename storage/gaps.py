"""What is known of the times in which nothing could be done: signs that we worked, and gaps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from storage.audit import record
from storage.tables import audit, lease
from storage.tx import Rx, Tx

WORKED = "worked"  # when a process last wrote that it does
HEARD = "heard"  # when Telegram last answered, as that process knew
_SIGNS = (WORKED, HEARD)
_NOBODY = "-"  # signs are not leased: whoever works writes them
WAS_OUT = "was_out"  # in the audit trail, where it belongs to no youth


@dataclass(frozen=True, slots=True, order=True)
class Gap:
    """A time (UTC) in which `what` was out: the product, storage or Telegram."""

    begins: datetime
    ends: datetime
    what: str


def signs(rx: Rx) -> dict[str, datetime]:
    """Return the last signs that were written, by `WORKED` and `HEARD` (UTC, real time)."""
    rows = rx.execute(
        select(lease.c.name, lease.c.until).where(
            lease.c.site_id == rx.site_id, lease.c.name.in_(_SIGNS)
        )
    )
    return {row.name: row.until for row in rows}


def sign(tx: Tx, name: str, at: datetime) -> None:
    """Write a sign, as of `at` (UTC, real time)."""
    row = {"site_id": tx.site_id, "name": name, "holder": _NOBODY, "until": at}
    if not tx.insert_ignore(lease, row):
        mine = lease.update().where(lease.c.site_id == tx.site_id, lease.c.name == name)
        tx.execute(mine.values(until=at))


def note(tx: Tx, actor: str, gap: Gap) -> None:
    """Write down a gap that is over, in the audit trail."""
    record(
        tx,
        gap.ends,
        actor=actor,
        action=WAS_OUT,
        youth_id=None,
        allowed=True,
        detail={"begins": gap.begins.isoformat(), "what": gap.what},
    )


def noted(rx: Rx, since: datetime) -> Sequence[Gap]:
    """Return the gaps that were over at `since` (UTC) or later, oldest first."""
    rows = rx.execute(
        select(audit.c.at, audit.c.detail)
        .where(
            audit.c.site_id == rx.site_id,
            audit.c.youth_id.is_(None),  # as the index begins
            audit.c.at >= since,
            audit.c.action == WAS_OUT,
        )
        .order_by(audit.c.at, audit.c.audit_id)
    )
    return [
        Gap(datetime.fromisoformat(row.detail["begins"]), row.at, row.detail["what"])
        for row in rows
    ]
