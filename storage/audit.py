"""The audit trail: who did or looked at what, and what was refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import bindparam, func, select

from storage.tables import audit
from storage.tx import Rx, Tx

_INSERT = audit.insert()


def record(  # noqa: PLR0913 - one argument per column of the trail
    tx: Tx,
    now: datetime,
    *,
    actor: str,
    action: str,
    youth_id: int | None,
    allowed: bool,
    detail: Mapping[str, object] | None = None,
) -> None:
    """Add one line. The detail holds ids and counts, never words."""
    tx.execute(
        _INSERT,
        {
            "site_id": tx.site_id,
            "audit_id": tx.new_id(),
            "at": now,
            "actor": actor,
            "action": action,
            "youth_id": youth_id,
            "allowed": allowed,
            "detail": dict(detail or {}),
        },
    )


# Built once: to build a statement takes longer than to run it.
_LATEST = select(func.max(audit.c.at)).where(
    audit.c.site_id == bindparam("site"),
    audit.c.actor == bindparam("actor"),
    audit.c.action == bindparam("action"),
    audit.c.youth_id == bindparam("youth"),
    audit.c.allowed.is_(True),
)


def latest(rx: Rx, actor: str, action: str, youth_id: int) -> datetime | None:
    """Return when this actor was last allowed that action about a youth (UTC), or None."""
    wanted = {"site": rx.site_id, "actor": actor, "action": action, "youth": youth_id}
    return rx.execute(_LATEST, wanted).scalar()


def of_youth(rx: Rx, youth_id: int) -> Sequence[tuple[datetime, str, str, bool]]:
    """Return what was done about one youth, oldest first: instant, actor, action, allowed."""
    rows = rx.execute(
        select(audit)
        .where(audit.c.site_id == rx.site_id, audit.c.youth_id == youth_id)
        .order_by(audit.c.audit_id)
    )
    return [(row.at, row.actor, row.action, row.allowed) for row in rows]
