"""Which messages about an evening wait, have left, or never will; found by their names."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import func, select, update

from domain.message import OutboxState
from storage.outbox import FINAL
from storage.tables import outbox
from storage.tx import Rx, Tx


def waiting(rx: Rx, names: Collection[str]) -> int:
    """Return how many messages of these names have not left yet."""
    counted = rx.execute(
        select(func.count())
        .select_from(outbox)
        .where(
            outbox.c.site_id == rx.site_id,
            outbox.c.dedupe.in_(names),
            outbox.c.state == OutboxState.QUEUED.value,
        )
    ).scalar()
    return int(counted or 0)


def withdraw(tx: Tx, names: Collection[str], reason: str) -> Sequence[str]:
    """Skip the messages of these names that have not left yet; return their names.

    What is being sent at this moment is not called back.
    """
    skipped = tx.execute(
        update(outbox)
        .where(
            outbox.c.site_id == tx.site_id,
            outbox.c.dedupe.in_(names),
            outbox.c.state == OutboxState.QUEUED.value,
        )
        .values(state=OutboxState.SKIPPED.value, reason=reason, **FINAL)
        .returning(outbox.c.dedupe)
    )
    return sorted(skipped.scalars())


def never_came(rx: Rx, names: Collection[str]) -> frozenset[str]:
    """Return the names whose message was skipped or refused: nobody has read it."""
    gone = [OutboxState.SKIPPED.value, OutboxState.REFUSED.value]
    return frozenset(
        rx.execute(
            select(outbox.c.dedupe).where(
                outbox.c.site_id == rx.site_id,
                outbox.c.dedupe.in_(names),
                outbox.c.state.in_(gone),
            )
        ).scalars()
    )
