"""Which messages about an evening wait, have left, or never will; found by their names."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import Text, bindparam, cast, func, select, update

from domain.message import OutboxState
from storage.built import one_of
from storage.outbox import FINAL
from storage.tables import outbox
from storage.tx import Rx, Tx

_MERGED = "merged into "  # and the outbox id of the check-in's message


def waiting(rx: Rx, names: Collection[str]) -> int:
    """Return how many messages of these names have not left yet."""
    counted = rx.execute(
        select(func.count())
        .select_from(outbox)
        .where(
            outbox.c.site_id == rx.site_id,
            outbox.c.dedupe.in_(names),
            one_of(outbox.c.state, OutboxState.QUEUED),
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
            one_of(outbox.c.state, OutboxState.QUEUED),
        )
        .values(state=OutboxState.SKIPPED.value, reason=reason, **FINAL)
        .returning(outbox.c.dedupe)
    )
    return sorted(skipped.scalars())


def never_came(rx: Rx, names: Collection[str]) -> frozenset[str]:
    """Return the names whose message was skipped or refused: nobody has read it.

    One that a check-in took with it was read there, unless that one never left either.
    """
    return _gone(rx, names, OutboxState.SKIPPED, OutboxState.REFUSED)


def withdrawn(rx: Rx, name: str) -> bool:
    """Return whether a message was taken back before it left, or the one that took it with it."""
    return bool(_gone(rx, [name], OutboxState.SKIPPED))


def _gone(rx: Rx, names: Collection[str], *states: OutboxState) -> frozenset[str]:
    found = rx.execute(
        select(outbox.c.dedupe, outbox.c.reason).where(
            outbox.c.site_id == rx.site_id,
            outbox.c.dedupe.in_(names),
            one_of(outbox.c.state, *states),
        )
    ).mappings()
    reasons = {str(one["dedupe"]): str(one["reason"] or "") for one in found}
    carriers = {
        name: int(reason.removeprefix(_MERGED))
        for name, reason in reasons.items()
        if reason.startswith(_MERGED)
    }
    lost = _ids_in(rx, carriers.values(), *states)
    return frozenset(name for name in reasons if name not in carriers or carriers[name] in lost)


def _ids_in(rx: Rx, ids: Collection[int], *states: OutboxState) -> frozenset[int]:
    if not ids:
        return frozenset()
    found = rx.execute(
        select(outbox.c.outbox_id).where(
            outbox.c.site_id == rx.site_id,
            outbox.c.outbox_id.in_(ids),
            one_of(outbox.c.state, *states),
        )
    )
    return frozenset(found.scalars())


def set_aside(tx: Tx, name: str) -> None:
    """Let a message that never left keep its row under another name: the name is free again."""
    tx.execute(
        update(outbox)
        .where(outbox.c.site_id == tx.site_id, outbox.c.dedupe == name)
        .values(dedupe=outbox.c.dedupe + ":unsent:" + cast(outbox.c.outbox_id, Text))
    )


def merge(tx: Tx, name: str, *, checkin_id: int, into: int) -> None:
    """Skip an invitation that has not left: a check-in's message (an outbox id) has it in it."""
    wanted = {"of_site": tx.site_id, "name": name, "checkin": checkin_id}
    tx.execute(_MERGES, {**wanted, "why": f"{_MERGED}{into}"})


# Built once: to build a statement takes longer than to run it.
_MERGES = (
    update(outbox)
    .where(
        outbox.c.site_id == bindparam("of_site"),
        outbox.c.dedupe == bindparam("name"),
        one_of(outbox.c.state, OutboxState.QUEUED),
    )
    .values(
        state=OutboxState.SKIPPED.value,
        reason=bindparam("why"),
        checkin_id=bindparam("checkin"),
        **FINAL,
    )
)
_MERGED_IN = select(outbox.c.dedupe).where(
    outbox.c.site_id == bindparam("site"),
    outbox.c.checkin_id == bindparam("checkin"),
    outbox.c.reason.startswith(_MERGED),
    outbox.c.dedupe.startswith("cafe:"),
)
_CARRIER = select(outbox.c.checkin_id).where(
    outbox.c.site_id == bindparam("site"),
    outbox.c.dedupe == bindparam("name"),
    outbox.c.reason.startswith(_MERGED),
)


def merged_in(rx: Rx, checkin_id: int) -> int | None:
    """Return the id of the evening whose invitation a check-in took with it, or None."""
    name = rx.execute(_MERGED_IN, {"site": rx.site_id, "checkin": checkin_id}).scalar()
    return int(name.split(":")[1]) if name is not None else None


def carrier(rx: Rx, name: str) -> int | None:
    """Return the id of the check-in that took this invitation with it, or None."""
    found = rx.execute(_CARRIER, {"site": rx.site_id, "name": name}).scalar()
    return int(found) if found is not None else None
