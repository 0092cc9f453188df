"""Which messages may leave now: one a chat, in order, the most urgent chats first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Select,
    and_,
    bindparam,
    case,
    exists,
    false,
    func,
    or_,
    select,
    update,
)

from domain.message import EDITS, POLICY, MessageKind, OutboxState, Purpose
from storage.built import one_of
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


# Built once: to build a statement takes longer than to run it.
_LATE = (
    update(outbox)
    .where(
        _site == bindparam("of_site"),
        outbox.c.ready_at <= bindparam("now"),
        outbox.c.late_at < bindparam("now"),
    )
    .values(state=OutboxState.SKIPPED.value, reason="late", **FINAL)
)
_flying = outbox.alias("flying")
_HEADS = (
    select(outbox.c.outbox_id)
    .where(
        _site == bindparam("site"),
        outbox.c.ready_at <= bindparam("now"),
        outbox.c.lane.not_in(
            select(_flying.c.lane).where(
                _flying.c.site_id + 0 == bindparam("site"), _flying.c.lease_until.is_not(None)
            )
        ),
        ~_waits_for_earlier,
    )
    .order_by(outbox.c.priority, outbox.c.due_at, outbox.c.outbox_id)
    .limit(bindparam("many"))
)

# What an edit needs to know of the message it changes, and of newer edits of the same message.
_changed, _newer, _target = outbox.alias("changed"), outbox.alias("newer"), outbox.alias("target")
_number = case(
    (_changed.c.outbox_id.is_(None), outbox.c.edits_message_id), else_=_changed.c.message_id
)
_GONE = (OutboxState.SENT, OutboxState.UNKNOWN, OutboxState.SENDING)
# Words that are due now and not too late: nobody need read older ones before them.
_says_it_all = and_(
    one_of(_newer.c.state, OutboxState.QUEUED),
    _newer.c.kind == MessageKind.EDIT_TEXT.value,
    _newer.c.purpose == outbox.c.purpose,
    _newer.c.ready_at <= bindparam("now"),
    or_(_newer.c.late_at.is_(None), _newer.c.late_at >= bindparam("now")),
)
_outdone = exists().where(
    _newer.c.site_id == outbox.c.site_id,
    _newer.c.outbox_id > outbox.c.outbox_id,
    _newer.c.lane == outbox.c.lane,
    _newer.c.kind.in_([kind.value for kind in sorted(EDITS)]),
    or_(one_of(_newer.c.state, *_GONE), _says_it_all),
    or_(
        _newer.c.edits_message_id == _number,
        exists()
        .where(
            _target.c.site_id == _newer.c.site_id,
            _target.c.outbox_id == _newer.c.edits_outbox_id,
            _target.c.message_id == _number,
        )
        .correlate(_newer, outbox, _changed),
    ),
)
_is_edit = outbox.c.kind.in_([kind.value for kind in sorted(EDITS)])


def _ready(heads: Select[Any]) -> Select[Any]:
    """Return the query for these rows, with all that a claim must know of each."""
    return (
        select(
            outbox,
            _changed.c.state.label("target_state"),
            _number.label("number"),
            case((_is_edit, _outdone), else_=false()).label("outdone"),
        )
        .join_from(
            outbox,
            _changed,
            and_(
                _changed.c.site_id == outbox.c.site_id,
                _changed.c.outbox_id == outbox.c.edits_outbox_id,
            ),
            isouter=True,
        )
        .where(
            outbox.c.site_id == bindparam("site"),
            outbox.c.outbox_id.in_(heads.correlate(None)),
            one_of(outbox.c.state, OutboxState.QUEUED),
        )
        .order_by(outbox.c.priority, outbox.c.due_at, outbox.c.outbox_id)
        .with_for_update(of=outbox, skip_locked=True)
    )


_READY = _ready(_HEADS)
_URGENT_READY = _ready(_HEADS.where(outbox.c.priority <= URGENT))


@dataclass(frozen=True, slots=True)
class Ready:
    """A message that may leave now.

    For an edit: `target` is how the row stands that it changes (None: there is none), `number`
    is Telegram's number of that message, and `outdone` says that a newer edit of it has left, or
    leaves now.
    """

    message: Message
    target: OutboxState | None
    number: int | None
    outdone: bool


def late_with(tx: Tx, now: datetime, wording: str) -> Sequence[Message]:
    """Return the messages to youths, with these words, that `skip_late` skips."""
    found = tx.execute(
        select(outbox).where(
            _site == tx.site_id,
            outbox.c.ready_at <= now,
            outbox.c.late_at < now,
            outbox.c.youth_id.is_not(None),
            outbox.c.wording == wording,
        )
    )
    return [message_of(row) for row in found.mappings()]


def skip_late(tx: Tx, now: datetime) -> int:
    """Skip what is due and too late to be worth sending; return how many messages."""
    return tx.execute(_LATE, {"of_site": tx.site_id, "now": now}).rowcount


def ready(tx: Tx, now: datetime, limit: int, *, only_urgent: bool = False) -> Sequence[Ready]:
    """Return what may leave now, most urgent first, then longest due; one message a chat.

    What another process is about to claim is passed by. With `only_urgent` all but help cards
    and messages about cases stay.
    """
    wanted = {"site": tx.site_id, "now": now, "many": limit}
    first: dict[bytes, Ready] = {}
    for row in tx.execute(_URGENT_READY if only_urgent else _READY, wanted).mappings():
        target = OutboxState(row["target_state"]) if row["target_state"] else None
        one = Ready(message_of(row), target, row["number"], bool(row["outdone"]))
        first.setdefault(one.message.lane, one)
    return list(first.values())


def wait_until(tx: Tx, outbox_id: int, ready_at: datetime) -> None:
    """Let a queued message wait until `ready_at` (UTC)."""
    tx.execute(
        update(outbox)
        .where(
            outbox.c.site_id == tx.site_id,
            outbox.c.outbox_id == outbox_id,
            one_of(outbox.c.state, OutboxState.QUEUED),
        )
        .values(ready_at=ready_at)
    )


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


_MINE = select(outbox.c.outbox_id).where(_site == bindparam("site"))
_WORK = select(
    exists(_MINE.where(outbox.c.ready_at <= bindparam("now"))).label("due"),
    exists(_MINE.where(outbox.c.lease_until <= bindparam("real"))).label("abandoned"),
)


def work(rx: Rx, now: datetime, real: datetime) -> Work:
    """Return whether anything is due at `now`, or was abandoned by `real` (both UTC)."""
    row = rx.execute(_WORK, {"site": rx.site_id, "now": now, "real": real}).mappings().one()
    return Work(due=bool(row["due"]), abandoned=bool(row["abandoned"]))


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
            one_of(outbox.c.state, OutboxState.UNKNOWN),  # as the index has it
            outbox.c.created_at >= since,
        )
        .order_by(outbox.c.outbox_id)
    ).mappings()
    return [message_of(row) for row in rows]
