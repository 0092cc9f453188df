"""What workers wrote to a youth, as the outbox has it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import RowMapping, bindparam, select

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


# Built once: to build a statement takes longer than to run it.
_ANSWERS = (
    select(outbox)
    .where(
        outbox.c.site_id == bindparam("site"),
        outbox.c.purpose == Purpose.ANSWER.value,
        outbox.c.kind == MessageKind.TEXT.value,
    )
    .order_by(outbox.c.created_at.desc(), outbox.c.outbox_id.desc())
    .limit(bindparam("many"))
)
_OF_YOUTH = _ANSWERS.where(outbox.c.youth_id == bindparam("youth"))
_TO_SENDER = _ANSWERS.where(
    outbox.c.youth_id.is_(None),
    outbox.c.staff_id.is_(None),
    outbox.c.case_file_id == bindparam("case"),
)


def of_youth(rx: Rx, youth_id: int, limit: int) -> Sequence[Written]:
    """Return the latest answers to a youth, newest first."""
    wanted = {"site": rx.site_id, "youth": youth_id, "many": limit}
    return _written(rx, youth_id, rx.execute(_OF_YOUTH, wanted).mappings())


def to_sender(rx: Rx, case_id: int) -> Sequence[Written]:
    """Return what was written to the unknown sender of a case, newest first."""
    wanted = {"site": rx.site_id, "case": case_id, "many": MOST}
    return _written(rx, rx.site_id, rx.execute(_TO_SENDER, wanted).mappings())


def _written(rx: Rx, owner_id: int, rows: Iterable[RowMapping]) -> list[Written]:
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
