"""Which messages may leave now: one a chat, in order, the most urgent chats first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, exists, func, literal_column, or_, select, update

from domain.message import EDITS, POLICY, OutboxState, Purpose
from storage.outbox import FINAL, Message, message_of
from storage.tables import outbox
from storage.tx import Rx, Tx

# Help cards and messages about cases wait for nothing of the same chat that is less urgent than
# they are. Everything else keeps its order.
URGENT = POLICY[Purpose.CASE].priority

# SQLite takes any index that leads with an equal column for the best one, and here that would be
# all rows of the site; an expression keeps it to the index of what is due or in flight.
_site = outbox.c.site_id + 0

_earlier = outbox.alias("earlier")
_waits_for_earlier = exists().where(
    _earlier.c.site_id == outbox.c.site_id,
    _earlier.c.lane == outbox.c.lane,
    _earlier.c.ready_at.is_not(None),
    or_(
        _earlier.c.due_at < outbox.c.due_at,
        and_(_earlier.c.due_at == outbox.c.due_at, _earlier.c.outbox_id < outbox.c.outbox_id),
    ),
    or_(outbox.c.priority > URGENT, _earlier.c.priority <= outbox.c.priority),
)


def skip_late(tx: Tx, now: datetime) -> int:
    """Skip what is due and too late to be worth sending; return how many messages."""
    late = tx.execute(
        update(outbox)
        .where(_site == tx.site_id, outbox.c.ready_at <= now, outbox.c.late_at < now)
        .values(state=OutboxState.SKIPPED.value, reason="late", **FINAL)
    )
    return late.rowcount


def ready(tx: Tx, now: datetime, limit: int, *, only_urgent: bool = False) -> Sequence[Message]:
    """Return the messages that may leave now, most urgent first, then longest due; one a chat.

    With `only_urgent` all but help cards and messages about cases stay.
    """
    flying = outbox.alias("flying")
    busy = select(flying.c.lane).where(
        flying.c.site_id + 0 == tx.site_id, flying.c.lease_until.is_not(None)
    )
    heads = select(outbox.c.outbox_id).where(
        _site == tx.site_id,
        outbox.c.ready_at <= now,
        outbox.c.lane.not_in(busy),
        ~_waits_for_earlier,
    )
    if only_urgent:
        heads = heads.where(outbox.c.priority <= URGENT)
    ids = tx.execute(
        heads.order_by(outbox.c.priority, outbox.c.due_at, outbox.c.outbox_id).limit(limit)
    ).scalars()
    first: dict[bytes, Message] = {}
    for message in _locked(tx, list(ids)):
        first.setdefault(message.lane, message)
    return list(first.values())


def _locked(tx: Tx, ids: Sequence[int]) -> Sequence[Message]:
    """Return those that no other process is about to claim, in order."""
    if not ids:
        return []
    rows = tx.execute(
        select(outbox)
        .where(
            outbox.c.site_id == tx.site_id,
            outbox.c.outbox_id.in_(ids),
            outbox.c.state == OutboxState.QUEUED.value,
        )
        .order_by(outbox.c.priority, outbox.c.due_at, outbox.c.outbox_id)
        .with_for_update(skip_locked=True)
    ).mappings()
    return [message_of(row) for row in rows]


def edited_after(rx: Rx, edit: Message, message_id: int) -> bool:
    """Return whether a newer edit of the same message has left already.

    Args:
        rx: A look or a unit of writing.
        edit: The edit that is about to leave.
        message_id: Telegram's number of the message that it changes.
    """
    newer, target = outbox.alias("newer"), outbox.alias("target")
    of_the_same = exists().where(
        target.c.site_id == newer.c.site_id,
        target.c.outbox_id == newer.c.edits_outbox_id,
        target.c.message_id == message_id,
    )
    gone = (OutboxState.SENT, OutboxState.UNKNOWN, OutboxState.SENDING)
    found = select(func.count()).where(
        newer.c.site_id == rx.site_id,
        newer.c.outbox_id > edit.id,
        newer.c.lane == edit.lane,
        newer.c.kind.in_([kind.value for kind in EDITS]),
        newer.c.state.in_([state.value for state in gone]),
        or_(newer.c.edits_message_id == message_id, of_the_same),
    )
    return bool(rx.execute(found).scalar_one())


def abandoned(
    rx: Rx, *, real: datetime, alive: str | None = None
) -> Mapping[OutboxState, Sequence[Message]]:
    """Return the rows whose sender is gone, by the state it left them in.

    Args:
        rx: A look or a unit of writing.
        real: The present instant of real time, UTC: leases that ended before it are over.
        alive: The one holder that lives, where that is known: everybody else's are over too.
    """
    over = outbox.c.lease_until <= real
    if alive is not None:
        over = and_(outbox.c.lease_until.is_not(None), or_(over, outbox.c.holder != alive))
    rows = rx.execute(
        select(outbox).where(_site == rx.site_id, over).order_by(outbox.c.outbox_id)
    ).mappings()
    found: dict[OutboxState, list[Message]] = {}
    for row in rows:
        message = message_of(row)
        found.setdefault(message.state, []).append(message)
    return found


@dataclass(frozen=True, slots=True)
class Work:
    """What there is to do for a sender."""

    due: bool
    abandoned: bool


def work(rx: Rx, now: datetime, real: datetime) -> Work:
    """Return whether anything is due at `now`, or was abandoned by `real` (both UTC)."""
    mine = select(outbox.c.outbox_id).where(_site == rx.site_id).limit(1)
    return Work(
        due=rx.execute(mine.where(outbox.c.ready_at <= now)).first() is not None,
        abandoned=rx.execute(mine.where(outbox.c.lease_until <= real)).first() is not None,
    )


def waiting_since(rx: Rx) -> datetime | None:
    """Return the due time (UTC) of the message that has waited longest, or None."""
    return rx.execute(
        select(func.min(outbox.c.due_at)).where(
            _site == rx.site_id, outbox.c.ready_at.is_not(None)
        )
    ).scalar()


def unknown(rx: Rx, *, since: datetime) -> Sequence[Message]:
    """Return the messages queued since an instant (UTC) whose fate is unknown, oldest first."""
    rows = rx.execute(
        select(outbox)
        .where(
            outbox.c.site_id == rx.site_id,
            outbox.c.state == literal_column("'unknown'"),  # as the index has it
            outbox.c.created_at >= since,
        )
        .order_by(outbox.c.outbox_id)
    ).mappings()
    return [message_of(row) for row in rows]
