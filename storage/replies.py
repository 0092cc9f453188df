"""Rows of replies: everything a youth sends."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import RowMapping, func, select, update

from domain.reply import Reply, ReplyKind
from storage.tables import reply
from storage.tx import Rx, Tx

_PLAIN = [
    "checkin_id",
    "question_key",
    "value",
    "number",
    "late",
    "level",
    "rule",
    "received_at",
    "sent_at",
    "message_id",
    "case_id",
    "read_at",
    "read_by",
]


def add(tx: Tx, new: Reply, *, inbox_id: int | None) -> None:
    """Insert a reply; its words are sealed with the youth's own key."""
    tx.execute(
        reply.insert().values(
            site_id=tx.site_id,
            reply_id=new.id,
            youth_id=new.youth_id,
            kind=new.kind.value,
            text=tx.seal(new.youth_id, reply.c.text, new.id, new.text),
            file_ref=tx.seal(new.youth_id, reply.c.file_ref, new.id, new.file_ref),
            inbox_id=inbox_id,
            **{column: getattr(new, column) for column in _PLAIN},
        )
    )


def _reply(rx: Rx, row: RowMapping) -> Reply:
    owner, reply_id = row["youth_id"], row["reply_id"]
    return Reply(
        id=reply_id,
        youth_id=owner,
        kind=ReplyKind(row["kind"]),
        text=rx.open(owner, reply.c.text, reply_id, row["text"]),
        file_ref=rx.open(owner, reply.c.file_ref, reply_id, row["file_ref"]),
        **{column: row[column] for column in _PLAIN},
    )


def latest_of(rx: Rx, youth_id: int, limit: int) -> Sequence[Reply]:
    """Return the youth's latest replies, newest first."""
    rows = rx.execute(
        select(reply)
        .where(reply.c.site_id == rx.site_id, reply.c.youth_id == youth_id)
        .order_by(reply.c.received_at.desc(), reply.c.reply_id.desc())
        .limit(limit)
    ).mappings()
    return [_reply(rx, row) for row in rows]


def of_checkin(rx: Rx, checkin_id: int) -> Sequence[Reply]:
    """Return the replies to one check-in, oldest first."""
    rows = rx.execute(
        select(reply)
        .where(reply.c.site_id == rx.site_id, reply.c.checkin_id == checkin_id)
        .order_by(reply.c.reply_id)
    ).mappings()
    return [_reply(rx, row) for row in rows]


def mark_read(tx: Tx, now: datetime, youth_id: int, staff_id: int, up_to: int) -> int:
    """Mark the youth's unread replies up to that one as read; return how many there were."""
    result = tx.execute(
        update(reply)
        .where(
            reply.c.site_id == tx.site_id,
            reply.c.youth_id == youth_id,
            reply.c.reply_id <= up_to,
            reply.c.read_at.is_(None),
        )
        .values(read_at=now, read_by=staff_id)
    )
    return int(result.rowcount)


def unread_of(rx: Rx, youth_id: int) -> Sequence[Reply]:
    """Return the youth's replies that nobody has marked read, oldest first."""
    rows = rx.execute(
        select(reply)
        .where(
            reply.c.site_id == rx.site_id,
            reply.c.youth_id == youth_id,
            reply.c.read_at.is_(None),
        )
        .order_by(reply.c.reply_id)
    ).mappings()
    return [_reply(rx, row) for row in rows]


def count_unread(rx: Rx, youth_id: int) -> int:
    """Return how many replies of the youth nobody has marked read."""
    unread = select(func.count()).where(
        reply.c.site_id == rx.site_id, reply.c.youth_id == youth_id, reply.c.read_at.is_(None)
    )
    return int(rx.execute(unread).scalar() or 0)
