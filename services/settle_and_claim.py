"""What a sender writes between two rounds of calls, in one unit: results, then what goes next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from domain.people import Actor
from services.claim_messages import Batch, claim
from services.outbox_work import Fate, Reactions, settle
from storage.tx import Tx


def settle_and_claim(
    tx: Tx,
    actor: Actor,
    now: datetime,
    fates: Sequence[Fate],
    reactions: Reactions,
    *,
    holder: str,
    real: datetime,
    limit: int,
    only_urgent: bool,
) -> Batch:
    """Write down what became of letters, then claim what may leave now.

    One commit instead of two; a chat whose message has just arrived gets its next one in it. For
    the arguments see `settle` and `claim`; with no room (`limit` 0) nothing is claimed.
    """
    settle(tx, actor, now, fates, reactions, holder=holder)
    if limit <= 0:
        return Batch([], 0)
    return claim(
        tx,
        actor,
        now,
        holder=holder,
        real=real,
        limit=limit,
        only_urgent=only_urgent,
        hold=reactions.hold,
        untold=reactions.untold,
    )
