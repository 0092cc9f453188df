"""Rows of what each youth chose and agreed."""

from __future__ import annotations

from datetime import datetime

from domain.agreement import Agreement, remembering
from storage.tables import agreement
from storage.tx import Rx, Tx


def get(rx: Rx, youth_id: int) -> Agreement:
    """Return what a youth chose; an empty agreement where they have chosen nothing yet."""
    return rx.known(agreement, youth_id, lambda: _get(rx, youth_id))


def _get(rx: Rx, youth_id: int) -> Agreement:
    row = rx.row(agreement, youth_id=youth_id)
    text = rx.open(youth_id, agreement.c.body, youth_id, row["body"]) if row else None
    return Agreement.from_json(text) if text else Agreement()


def save(tx: Tx, now: datetime, youth_id: int, agreed: Agreement) -> None:
    """Keep what a youth chose, instead of what stood there before.

    Which days and hours held until `now` (UTC) is kept with it, for whoever looks back.
    """
    agreed = remembering(get(tx, youth_id), agreed, now)
    body = tx.seal(youth_id, agreement.c.body, youth_id, agreed.to_json())
    values = {"body": body, "changed_at": now}
    if tx.change(agreement, values, youth_id=youth_id) == 0:
        tx.insert(agreement, {"youth_id": youth_id, **values})
