"""Rows of what each youth chose and agreed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select

from domain.agreement import Agreement
from storage.tables import agreement
from storage.tx import Rx, Tx


def get(rx: Rx, youth_id: int) -> Agreement:
    """Return what a youth chose; an empty agreement where they have chosen nothing yet."""
    row = rx.execute(select(agreement.c.body).where(*_of(rx, youth_id))).first()
    text = rx.open(youth_id, agreement.c.body, youth_id, row.body) if row else None
    return Agreement.from_json(text) if text else Agreement()


def save(tx: Tx, now: datetime, youth_id: int, agreed: Agreement) -> None:
    """Keep what a youth chose, instead of what stood there before."""
    body = tx.seal(youth_id, agreement.c.body, youth_id, agreed.to_json())
    values = {"body": body, "changed_at": now}
    changed = tx.execute(agreement.update().where(*_of(tx, youth_id)).values(**values))
    if changed.rowcount == 0:
        key = {"site_id": tx.site_id, "youth_id": youth_id}
        tx.execute(agreement.insert().values(**key, **values))


def _of(rx: Rx, youth_id: int) -> tuple[Any, Any]:
    return agreement.c.site_id == rx.site_id, agreement.c.youth_id == youth_id
