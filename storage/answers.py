"""What workers wrote to a youth, as the outbox has it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, select

from domain.message import Body, MessageKind, OutboxState, Purpose
from storage.tables import outbox
from storage.tx import Rx

MOST = 50


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
    return _written(rx, youth_id, outbox.c.youth_id == youth_id, limit)


def to_sender(rx: Rx, case_id: int) -> Sequence[Written]:
    """Return what was written to the unknown sender of a case, newest first."""
    to_nobody = outbox.c.youth_id.is_(None) & outbox.c.staff_id.is_(None)
    return _written(rx, rx.site_id, to_nobody & (outbox.c.case_file_id == case_id), MOST)


def _written(rx: Rx, owner_id: int, which: ColumnElement[bool], limit: int) -> list[Written]:
    rows = rx.execute(
        select(outbox)
        .where(
            outbox.c.site_id == rx.site_id,
            which,
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
        if (body := rx.open(owner_id, outbox.c.body, row["outbox_id"], row["body"])) is not None
    ]
