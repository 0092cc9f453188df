"""Which questions stand in somebody's SMS: those that left, the latest first."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from domain.message import OutboxState, Road
from storage.built import one_of
from storage.tables import outbox
from storage.tx import Rx

_MANY = 20  # more than anybody is asked in three days
_LEFT = (OutboxState.SENT, OutboxState.SENDING, OutboxState.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Asked:
    """An SMS that asked something, by the key of its words, and what it was about.

    `left_at` is when it was sent, or was to be sent where that is not known (UTC).
    """

    outbox_id: int
    left_at: datetime
    wording: str
    checkin_id: int | None
    case_id: int | None
    cafe_id: int | None


def asked_since(
    rx: Rx, youth_id: int, wordings: Collection[str], *, since: datetime
) -> Sequence[Asked]:
    """Return the SMS to a youth with one of these wordings that left since then, latest first.

    What is being sent, or may have arrived, counts: an answer shows that it did.
    """
    left_at = func.coalesce(outbox.c.sent_at, outbox.c.due_at)
    rows = rx.execute(
        select(
            outbox.c.outbox_id,
            outbox.c.wording,
            outbox.c.checkin_id,
            outbox.c.case_file_id,
            outbox.c.dedupe,
            outbox.c.sent_at,
            outbox.c.due_at,
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
        .limit(_MANY)
    )
    return [
        Asked(
            outbox_id=row.outbox_id,
            left_at=row.sent_at or row.due_at,
            wording=row.wording,
            checkin_id=row.checkin_id,
            case_id=row.case_file_id,
            cafe_id=int(row.dedupe.split(":")[1]) if row.dedupe.startswith("cafe:") else None,
        )
        for row in rows
    ]
