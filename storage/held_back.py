"""What waits for youths from whom everything automatic is held back after a cry for help."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import select

from domain.message import OutboxState
from storage.built import one_of
from storage.outbox import Message, message_of
from storage.tables import outbox, youth
from storage.tx import Rx


def queued_of(rx: Rx, youth_id: int) -> Sequence[Message]:
    """Return what is queued for a youth and has not left, oldest first."""
    rows = rx.execute(
        select(outbox)
        .where(
            outbox.c.site_id == rx.site_id,
            outbox.c.youth_id == youth_id,
            one_of(outbox.c.state, OutboxState.QUEUED),
        )
        .order_by(outbox.c.outbox_id)
    ).mappings()
    return [message_of(row) for row in rows]


def held_among(rx: Rx, youth_ids: Collection[int]) -> frozenset[int]:
    """Return the ids of those among these youths who get nothing automatic now."""
    if not youth_ids:
        return frozenset()
    found = rx.execute(
        select(youth.c.youth_id).where(
            youth.c.site_id == rx.site_id,
            youth.c.youth_id.in_(sorted(youth_ids)),
            youth.c.held_at.is_not(None),
        )
    ).scalars()
    return frozenset(found)
