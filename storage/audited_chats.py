"""What the auditor reads of messages in and out: rows as they stand, and nothing decided."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, and_, bindparam, or_, select

from domain.message import Body
from storage.tables import case_file, inbox, outbox
from storage.tx import Rx

Shape = TypeVar("Shape")

TELEGRAM = "telegram"
SMS = "sms"


@dataclass(frozen=True, slots=True)
class MessageRow:
    """A row of the outbox, without its words. Instants are UTC."""

    outbox_id: int
    lane: bytes
    youth_id: int | None
    staff_id: int | None
    case_file_id: int | None
    checkin_id: int | None
    kind: str
    purpose: str
    wording: str
    state: str
    reason: str | None
    attempts: int
    dedupe: str
    created_at: datetime
    due_at: datetime
    sent_at: datetime | None
    message_id: int | None
    road: str


@dataclass(frozen=True, slots=True)
class UpdateRow:
    """An update that was stored. Instants are UTC."""

    inbox_id: int
    update_id: int
    lane: bytes
    state: str
    received_at: datetime
    due_at: datetime | None
    done_at: datetime | None


def messages_to_youths(
    rx: Rx, youth_ids: Collection[int], since: datetime
) -> Sequence[MessageRow]:
    """Return the messages queued for these youths from `since` on, oldest first."""
    found = of(MessageRow, outbox, rx, outbox.c.youth_id.in_(youth_ids))
    return every(rx, MessageRow, found.where(outbox.c.created_at >= since), outbox.c.outbox_id)


def messages_to_staff(rx: Rx, since: datetime) -> Sequence[MessageRow]:
    """Return the messages queued for staff from `since` on, oldest first."""
    found = of(MessageRow, outbox, rx, outbox.c.staff_id.is_not(None))
    return every(rx, MessageRow, found.where(outbox.c.created_at >= since), outbox.c.outbox_id)


def messages_to_others(rx: Rx, since: datetime) -> Sequence[MessageRow]:
    """Return the messages queued for chats that nobody has enrolled, oldest first."""
    nobody = and_(outbox.c.youth_id.is_(None), outbox.c.staff_id.is_(None))
    found = of(MessageRow, outbox, rx, nobody)
    return every(rx, MessageRow, found.where(outbox.c.created_at >= since), outbox.c.outbox_id)


def sent(rx: Rx, since: datetime) -> Sequence[MessageRow]:
    """Return what was sent over Telegram from `since` on, oldest first."""
    left = and_(outbox.c.sent_at >= since, outbox.c.road == TELEGRAM)
    return every(rx, MessageRow, of(MessageRow, outbox, rx, left), outbox.c.outbox_id)


def by_sms(rx: Rx, since: datetime) -> Sequence[MessageRow]:
    """Return the messages by SMS, to whomever, that were queued from `since` on, oldest first."""
    queued = and_(outbox.c.created_at >= since, outbox.c.road == SMS)
    return every(rx, MessageRow, of(MessageRow, outbox, rx, queued), outbox.c.outbox_id)


def words_in(rx: Rx, row: MessageRow) -> str | None:
    """Return what a message says, or None when its person was forgotten."""
    body = body_of(rx, row)
    return body.text if body is not None else None


_BODY = select(outbox.c.body).where(
    outbox.c.site_id == bindparam("site"), outbox.c.outbox_id == bindparam("outbox")
)


def body_of(rx: Rx, row: MessageRow) -> Body | None:
    """Return a message as its person sees it, or None when they were forgotten."""
    sealed = rx.execute(_BODY, {"site": rx.site_id, "outbox": row.outbox_id}).scalar()
    owner = row.youth_id or row.staff_id or rx.site_id
    body = rx.open(owner, outbox.c.body, row.outbox_id, sealed)
    return Body.from_json(body) if body is not None else None


def updates(rx: Rx, since: datetime) -> Sequence[UpdateRow]:
    """Return the stored updates that came from `since` on, or wait; done ones go after days."""
    wanted = or_(inbox.c.received_at >= since, inbox.c.due_at.is_not(None))
    return every(rx, UpdateRow, of(UpdateRow, inbox, rx, wanted), inbox.c.inbox_id)


def senders(rx: Rx) -> Mapping[int, bytes]:
    """Return the keyed hash of the chat of each case of an unknown sender, while it is known.

    Where nobody could read from which chat it came there is none.
    """
    rows = rx.execute(
        select(case_file.c.case_file_id, case_file.c.episode).where(
            case_file.c.site_id == rx.site_id,
            case_file.c.youth_id.is_(None),
            case_file.c.sender_chat.is_not(None),
        )
    )
    found = {row.case_file_id: bytes.fromhex(row.episode.partition(":")[0]) for row in rows}
    nowhere = rx.lookup("chat", 0)
    return {case_id: lane for case_id, lane in found.items() if lane != nowhere}


def of(shape: type[Any], table: Any, rx: Rx, which: ColumnElement[bool]) -> Select[Any]:
    """Return the query of the rows of this site that fit, as a shape holds them."""
    return columns(shape, table).where(table.c.site_id == rx.site_id, which)


def columns(shape: type[Any], table: Any) -> Select[Any]:
    """Return the query of the columns that a shape holds."""
    return select(*(table.c[name] for name in shape.__dataclass_fields__))


def every(
    rx: Rx, shape: type[Shape], found: Select[Any], order: ColumnElement[Any]
) -> list[Shape]:
    """Return all that a query finds, in order, each row in its shape."""
    return list(_made(rx, shape, found.order_by(order)))


def _made(rx: Rx, shape: Callable[..., Shape], found: Select[Any]) -> Iterator[Shape]:
    for row in rx.execute(found):  # its columns are the fields of the shape, in their order
        yield shape(*row)
