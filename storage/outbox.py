"""Rows of the outbox: what is queued, what it becomes, and which moves are possible at all.

A row waits with `ready_at` set, is in flight with `lease_until` set, and is final with neither.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from types import MappingProxyType
from typing import Any

from sqlalchemy import RowMapping, Update, bindparam, select, update

from domain.message import POLICY, Body, MessageKind, OutboxState, Purpose, Road
from storage.built import one_of
from storage.tables import outbox
from storage.tx import Rx, Tx

# Every move there is, as what a row may become and what it must be before. A row is also moved
# to `sent` when the proof comes late: by an answer to a message whose fate nobody knew.
MOVES: Mapping[OutboxState, frozenset[OutboxState]] = MappingProxyType(
    {
        OutboxState.QUEUED: frozenset(
            {OutboxState.CLAIMED, OutboxState.SENDING, OutboxState.UNKNOWN}
        ),
        OutboxState.CLAIMED: frozenset({OutboxState.QUEUED}),  # only older versions do this
        OutboxState.SENDING: frozenset({OutboxState.QUEUED}),
        OutboxState.SENT: frozenset(
            {OutboxState.SENDING, OutboxState.UNKNOWN, OutboxState.QUEUED}
        ),
        OutboxState.REFUSED: frozenset({OutboxState.SENDING}),
        OutboxState.UNKNOWN: frozenset({OutboxState.SENDING}),
        OutboxState.SKIPPED: frozenset({OutboxState.QUEUED}),
    }
)
AT_REST: Mapping[str, None] = MappingProxyType({"lease_until": None, "holder": None})
FINAL: Mapping[str, None] = MappingProxyType({**AT_REST, "ready_at": None})


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMessage:
    """A message to queue. Instants are UTC.

    `address` is a number or an e-mail address, for every road but Telegram.
    """

    chat_id: int
    youth_id: int | None
    staff_id: int | None
    case_id: int | None
    checkin_id: int | None
    programme_version_id: int | None
    kind: MessageKind
    purpose: Purpose
    wording: str
    body: Body
    dedupe: str
    edits: int | None
    edits_message_id: int | None
    due_at: datetime
    late_at: datetime | None
    road: Road = Road.TELEGRAM
    address: str | None = None

    @property
    def to(self) -> str:
        """Return where it goes, as it is sealed: a chat, an address or a number."""
        return self.address if self.address is not None else str(self.chat_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A row; what is sealed in it is opened by `letter`. Instants are UTC."""

    id: int
    state: OutboxState
    kind: MessageKind
    purpose: Purpose
    wording: str
    lane: bytes
    youth_id: int | None
    staff_id: int | None
    case_id: int | None
    checkin_id: int | None
    edits: int | None
    edits_message_id: int | None
    priority: int
    reason: str | None
    dedupe: str
    attempts: int
    created_at: datetime
    due_at: datetime
    late_at: datetime | None
    sent_at: datetime | None
    message_id: int | None
    chat: bytes = field(repr=False)
    body: bytes = field(repr=False)
    road: Road = Road.TELEGRAM


_SAME_NAME = [
    "wording",
    "youth_id",
    "staff_id",
    "checkin_id",
    "edits_message_id",
    "priority",
    "reason",
    "dedupe",
    "attempts",
    "created_at",
    "due_at",
    "late_at",
    "sent_at",
    "message_id",
]


def message_of(row: RowMapping) -> Message:
    """Return the record of a row of `outbox`."""
    return Message(
        id=row["outbox_id"],
        state=OutboxState(row["state"]),
        kind=MessageKind(row["kind"]),
        road=Road(row["road"]),
        purpose=Purpose(row["purpose"]),
        case_id=row["case_file_id"],
        edits=row["edits_outbox_id"],
        lane=bytes(row["lane"]),
        chat=bytes(row["chat"]),
        body=bytes(row["body"]),
        **{column: row[column] for column in _SAME_NAME},
    )


def _owner(rx: Rx, message: Message | NewMessage) -> int:
    # What is written to a chat that nobody has enrolled belongs to the site.
    return message.youth_id or message.staff_id or rx.site_id


def add(tx: Tx, now: datetime, new: NewMessage) -> int | None:
    """Insert a message; return its id, or None when one of that dedupe name exists."""
    outbox_id, owner = tx.new_id(), _owner(tx, new)
    row = {
        "site_id": tx.site_id,
        "outbox_id": outbox_id,
        "dedupe": new.dedupe,
        "lane": _lane(tx, new),
        "road": new.road.value,
        "youth_id": new.youth_id,
        "staff_id": new.staff_id,
        "case_file_id": new.case_id,
        "checkin_id": new.checkin_id,
        "programme_version_id": new.programme_version_id,
        "kind": new.kind.value,
        "purpose": new.purpose.value,
        "wording": new.wording,
        "priority": POLICY[new.purpose].priority,
        "chat": tx.seal(owner, outbox.c.chat, outbox_id, new.to),
        "body": tx.seal(owner, outbox.c.body, outbox_id, new.body.to_json()),
        "edits_outbox_id": new.edits,
        "edits_message_id": new.edits_message_id,
        "state": OutboxState.QUEUED.value,
        "attempts": 0,
        "created_at": now,
        "due_at": new.due_at,
        "ready_at": new.due_at,
        "late_at": new.late_at,
    }
    return outbox_id if tx.insert_ignore(outbox, row) else None


def _lane(tx: Tx, new: NewMessage) -> bytes:
    if new.road is Road.TELEGRAM:
        return tx.lookup("chat", new.chat_id)
    return tx.lookup("road", f"{new.road.value}:{new.to}")


_MANY = select(outbox).where(
    outbox.c.site_id == bindparam("site"),
    outbox.c.outbox_id.in_(bindparam("ids", expanding=True)),
)


def get(rx: Rx, outbox_id: int) -> Message | None:
    """Return one message, or None."""
    return get_many(rx, [outbox_id]).get(outbox_id)


def get_many(rx: Rx, ids: Collection[int]) -> Mapping[int, Message]:
    """Return the messages with these ids, by id; what does not exist is left out."""
    if not ids:
        return {}
    rows = rx.execute(_MANY, {"site": rx.site_id, "ids": list(ids)}).mappings()
    return {row["outbox_id"]: message_of(row) for row in rows}


def letter(rx: Rx, message: Message) -> tuple[str, Body] | None:
    """Return where a message goes and its body, or None when its person was forgotten.

    Where is the id of a chat, an e-mail address or a number, as its road has it.

    Raises:
        storage.errors.VaultError: If the row was sealed for another owner.
    """
    owner = _owner(rx, message)
    chat = rx.open(owner, outbox.c.chat, message.id, message.chat)
    body = rx.open(owner, outbox.c.body, message.id, message.body)
    return None if chat is None or body is None else (chat, Body.from_json(body))


def _one(tx: Tx, outbox_id: int) -> Update:
    return update(outbox).where(outbox.c.site_id == tx.site_id, outbox.c.outbox_id == outbox_id)


def rewrite(tx: Tx, message: Message, body: Body) -> None:
    """Put another body into a message that has not left yet."""
    sealed = tx.seal(_owner(tx, message), outbox.c.body, message.id, body.to_json())
    tx.execute(_one(tx, message.id).values(body=sealed))


def readdress(tx: Tx, message: Message, chat_id: int) -> None:
    """Send a message to another chat: a group that was upgraded has another id from then on."""
    sealed = tx.seal(_owner(tx, message), outbox.c.chat, message.id, str(chat_id))
    tx.execute(_one(tx, message.id).values(chat=sealed, lane=tx.lookup("chat", chat_id)))


def move(
    tx: Tx, ids: Collection[int], to: OutboxState, *, held_by: str | None = None, **values: Any
) -> list[int]:
    """Move rows to a state, set these columns, and return the ids that moved, oldest first.

    A row that stands where this move cannot begin, or is held by another than `held_by`, stays.
    """
    if not ids:
        return []
    wanted: dict[str, Any] = {"of_site": tx.site_id, "of_rows": list(ids), "held_by": held_by}
    if held_by is None:
        del wanted["held_by"]
    change = _moving(to, held_by is not None, tuple(values))
    moved = tx.execute(change, wanted | {f"to_{name}": value for name, value in values.items()})
    return sorted(moved.scalars())


@cache
def _moving(to: OutboxState, is_held: bool, columns: tuple[str, ...]) -> Any:  # noqa: FBT001
    change = update(outbox).where(
        outbox.c.site_id == bindparam("of_site"),
        outbox.c.outbox_id.in_(bindparam("of_rows", expanding=True)),
        one_of(outbox.c.state, *sorted(MOVES[to])),
    )
    if is_held:
        change = change.where(outbox.c.holder == bindparam("held_by"))
    values: dict[str, Any] = {name: bindparam(f"to_{name}") for name in columns}
    return change.values(state=to.value, **values).returning(outbox.c.outbox_id)


_SENT = (
    update(outbox)
    .where(
        outbox.c.site_id == bindparam("of_site"),
        outbox.c.outbox_id == bindparam("of_row"),
        one_of(outbox.c.state, *sorted(MOVES[OutboxState.SENT])),
    )
    .values(
        state=OutboxState.SENT.value,
        sent_at=bindparam("at"),
        message_id=bindparam("number"),
        attempts=outbox.c.attempts + 1,
        **FINAL,
    )
)


def mark_sent(tx: Tx, now: datetime, sent: Iterable[tuple[int, int | None]]) -> None:
    """Mark rows as sent, given as (outbox id, Telegram's number of the message)."""
    rows = [
        {"of_site": tx.site_id, "of_row": outbox_id, "at": now, "number": number}
        for outbox_id, number in sent
    ]
    if rows:
        tx.execute(_SENT, rows)


def skip_queued(tx: Tx, *, youth_id: int, purposes: Collection[Purpose], reason: str) -> int:
    """Skip what is queued for a youth with these purposes; return how many rows."""
    skipped = tx.execute(
        update(outbox)
        .where(
            outbox.c.site_id == tx.site_id,
            outbox.c.youth_id == youth_id,
            one_of(outbox.c.state, OutboxState.QUEUED),
            outbox.c.purpose.in_([purpose.value for purpose in purposes]),
        )
        .values(state=OutboxState.SKIPPED.value, reason=reason, **FINAL)
    )
    return skipped.rowcount
