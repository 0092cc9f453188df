"""Which message a member of staff replied to, and what left because of it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, or_, select

from domain.ids import EPOCH_MS, NODE_BITS, SEQUENCE_BITS
from domain.message import OutboxState, Purpose
from storage.built import one_of
from storage.outbox import Message, message_of
from storage.tables import outbox, page_link
from storage.tx import Rx

PREFIX = "reply"  # names a worker's words that left as a reply to a message about a case


@dataclass(frozen=True, slots=True)
class Look:
    """A page that a member of staff opened. `spent_at` is UTC."""

    link_id: int
    youth_id: int
    case_id: int | None
    spent_at: datetime


def looks(rx: Rx, staff_id: int, *, since: datetime) -> Sequence[Look]:
    """Return the pages of youths that somebody opened since then (UTC), newest first."""
    rows = rx.execute(
        select(page_link)
        .where(
            page_link.c.site_id == rx.site_id,
            page_link.c.staff_id == staff_id,
            page_link.c.youth_id.is_not(None),
            page_link.c.spent_at >= since,
        )
        .order_by(page_link.c.page_link_id.desc())
    )
    return [Look(row.page_link_id, row.youth_id, row.case_file_id, row.spent_at) for row in rows]


def is_about(rx: Rx, staff_id: int, message_id: int, look: Look) -> bool:
    """Return whether a message in somebody's chat is the link of a look, or about its case."""
    about = [outbox.c.dedupe == f"link:{look.link_id}"]
    if look.case_id is not None:
        about.append(outbox.c.case_file_id == look.case_id)
    found = rx.execute(
        select(outbox.c.outbox_id).where(
            outbox.c.site_id == rx.site_id,
            outbox.c.staff_id == staff_id,
            outbox.c.message_id == message_id,
            or_(*about),
        )
    )
    return found.first() is not None


def message_at(rx: Rx, staff_id: int, message_id: int, *, since: datetime) -> Message | None:
    """Return the message in somebody's chat that has this number, if it was written since then.

    Ids rise with time, so that older messages are not even looked at.
    """
    first = (int(since.timestamp() * 1000) - EPOCH_MS) << (NODE_BITS + SEQUENCE_BITS)
    rows = rx.execute(
        select(outbox)
        .where(
            outbox.c.site_id == rx.site_id,
            outbox.c.outbox_id >= first,
            outbox.c.staff_id == staff_id,
            outbox.c.message_id == message_id,
        )
        .order_by(outbox.c.outbox_id)
        .limit(1)
    ).mappings()
    return next((message_of(row) for row in rows), None)


def name_of(staff_id: int, inbox_id: int) -> str:
    """Return the name under which a worker's words are queued."""
    return f"{PREFIX}:{staff_id}:{inbox_id}"


def writer_of(rx: Rx, outbox_id: int) -> tuple[int, int] | None:
    """Return who wrote the words of a message as a reply, and the update that brought them."""
    dedupe = rx.execute(
        select(outbox.c.dedupe).where(
            outbox.c.site_id == rx.site_id, outbox.c.outbox_id == outbox_id
        )
    ).scalar()
    prefix, _, rest = str(dedupe or "").partition(":")
    staff_id, _, inbox_id = rest.partition(":")
    if prefix != PREFIX or not (staff_id.isdecimal() and inbox_id.isdecimal()):
        return None
    return int(staff_id), int(inbox_id)


_WAITING = select(outbox.c.outbox_id).where(
    outbox.c.site_id == bindparam("site"),
    outbox.c.youth_id == bindparam("youth"),
    one_of(outbox.c.state, OutboxState.QUEUED),
    outbox.c.dedupe.startswith(f"{PREFIX}:"),
)


def waiting(rx: Rx, youth_id: int) -> Sequence[int]:
    """Return the replies to a youth that have not left yet."""
    return list(rx.execute(_WAITING, {"site": rx.site_id, "youth": youth_id}).scalars())


_HELD_BACK = select(outbox.c.outbox_id).where(
    outbox.c.site_id == bindparam("site"),
    outbox.c.outbox_id.in_(bindparam("ids", expanding=True)),
    outbox.c.purpose == Purpose.ANSWER.value,
    outbox.c.due_at > outbox.c.created_at,
)


def held_back(rx: Rx, ids: Collection[int]) -> Sequence[int]:
    """Return which of these messages are a worker's words that waited for *fortryd*."""
    if not ids:
        return ()
    rows = rx.execute(_HELD_BACK, {"site": rx.site_id, "ids": list(ids)})
    return list(rows.scalars())
