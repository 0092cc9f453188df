"""What workers wrote to a youth, as the outbox has it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from domain.message import Body, MessageKind, OutboxState, Purpose
from storage.tables import outbox
from storage.tx import Rx


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """One answer with its signature, as the youth sees it. Instants are UTC."""

    id: int
    text: str
    state: OutboxState
    written_at: datetime
    sent_at: datetime | None


def of_youth(rx: Rx, youth_id: int, limit: int) -> Sequence[Written]:
    """Return the latest answers to a youth, newest first."""
    rows = rx.execute(
        select(outbox)
        .where(
            outbox.c.site_id == rx.site_id,
            outbox.c.youth_id == youth_id,
            outbox.c.purpose == Purpose.ANSWER.value,
            outbox.c.kind == MessageKind.TEXT.value,
        )
        .order_by(outbox.c.created_at.desc(), outbox.c.outbox_id.desc())
        .limit(limit)
    ).mappings()
    return [
        Written(
            id=row["outbox_id"],
            text=Body.from_json(body).text,
            state=OutboxState(row["state"]),
            written_at=row["created_at"],
            sent_at=row["sent_at"],
        )
        for row in rows
        if (body := rx.open(youth_id, outbox.c.body, row["outbox_id"], row["body"])) is not None
    ]
