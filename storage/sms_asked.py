"""Which question stands open in somebody's SMS: the latest one that left."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from domain.message import OutboxState, Road
from storage.built import one_of
from storage.tables import outbox
from storage.tx import Rx

_LEFT = (OutboxState.SENT, OutboxState.SENDING, OutboxState.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Asked:
    """An SMS that asked something, by the key of its words, and what it was about."""

    outbox_id: int
    wording: str
    checkin_id: int | None
    case_id: int | None
    cafe_id: int | None


def latest(rx: Rx, youth_id: int, wordings: Collection[str], *, since: datetime) -> Asked | None:
    """Return the latest SMS to a youth with one of these wordings that left since then, or None.

    What is being sent, or may have arrived, counts: an answer shows that it did.
    """
    left_at = func.coalesce(outbox.c.sent_at, outbox.c.due_at)
    row = rx.execute(
        select(
            outbox.c.outbox_id,
            outbox.c.wording,
            outbox.c.checkin_id,
            outbox.c.case_file_id,
            outbox.c.dedupe,
        )
        .where(
            outbox.c.site_id == rx.site_id,
            outbox.c.youth_id == youth_id,
            outbox.c.road == Road.SMS.value,
            outbox.c.wording.in_(sorted(wordings)),
            one_of(outbox.c.state, *_LEFT),
            outbox.c.due_at >= since,
        )
        .order_by(left_at.desc(), outbox.c.outbox_id.desc())
        .limit(1)
    ).first()
    if row is None:
        return None
    of_cafe = row.dedupe.startswith("cafe:")
    return Asked(
        outbox_id=row.outbox_id,
        wording=row.wording,
        checkin_id=row.checkin_id,
        case_id=row.case_file_id,
        cafe_id=int(row.dedupe.split(":")[1]) if of_cafe else None,
    )
