"""Rows of replies: everything a youth sends."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import RowMapping, bindparam, delete, func, select, update

from domain.case import CaseKind
from domain.reply import Before, Reply, ReplyKind
from storage.tables import case_file, reply, reply_before
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
    "edited_at",
    "forwarded",
    "passing",
]

# Built once: to build a statement takes longer than to run it.
_OF_YOUTH = (reply.c.site_id == bindparam("site"), reply.c.youth_id == bindparam("youth"))
_UNREAD = select(func.count()).where(*_OF_YOUTH, reply.c.read_at.is_(None))
_OLDEST_UNREAD = select(func.min(reply.c.received_at)).where(
    *_OF_YOUTH, reply.c.read_at.is_(None), reply.c.kind != ReplyKind.SKIP.value
)
_ALL_UNREAD = select(reply).where(*_OF_YOUTH, reply.c.read_at.is_(None)).order_by(reply.c.reply_id)
_LATEST = (
    select(reply)
    .where(*_OF_YOUTH)
    .order_by(reply.c.received_at.desc(), reply.c.reply_id.desc())
    .limit(bindparam("many"))
)


def add(tx: Tx, new: Reply, *, inbox_id: int | None) -> None:
    """Insert a reply; its words are sealed with the youth's own key."""
    tx.insert(
        reply,
        {
            "reply_id": new.id,
            "youth_id": new.youth_id,
            "kind": new.kind.value,
            "text": tx.seal(new.youth_id, reply.c.text, new.id, new.text),
            "file_ref": tx.seal(new.youth_id, reply.c.file_ref, new.id, new.file_ref),
            "inbox_id": inbox_id,
            **{column: getattr(new, column) for column in _PLAIN},
        },
    )


def change(tx: Tx, now: datetime, old: Reply, new: Reply, *, keep: bool = True) -> None:
    """Let a reply say something new; what it said before is kept beside it, where asked."""
    owner = old.youth_id
    if keep:
        before_id = tx.new_id()
        tx.insert(
            reply_before,
            {
                "reply_before_id": before_id,
                "youth_id": owner,
                "reply_id": old.id,
                "text": tx.seal(owner, reply_before.c.text, before_id, old.text),
                "value": old.value,
                "replaced_at": now,
            },
        )
    tx.change(
        reply,
        {
            "kind": new.kind.value,
            "text": tx.seal(owner, reply.c.text, old.id, new.text),
            "file_ref": tx.seal(owner, reply.c.file_ref, old.id, new.file_ref),
            **{column: getattr(new, column) for column in _PLAIN},
        },
        reply_id=old.id,
    )


_BEFORE = (
    select(reply_before)
    .where(
        reply_before.c.site_id == bindparam("site"),
        reply_before.c.youth_id == bindparam("youth"),
        reply_before.c.reply_id.in_(bindparam("ids", expanding=True)),
    )
    .order_by(reply_before.c.reply_before_id.desc())
)


def before(rx: Rx, youth_id: int, reply_ids: Sequence[int]) -> Sequence[Before]:
    """Return what these replies of a youth said before they were changed, newest first."""
    wanted = {"site": rx.site_id, "youth": youth_id, "ids": list(reply_ids)}
    rows = rx.execute(_BEFORE, wanted)
    return [
        Before(
            reply_id=row.reply_id,
            replaced_at=row.replaced_at,
            text=rx.open(youth_id, reply_before.c.text, row.reply_before_id, row.text),
            value=row.value,
        )
        for row in rows
    ]


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


def get(rx: Rx, youth_id: int, reply_id: int) -> Reply | None:
    """Return one reply of that youth, or None."""
    row = rx.row(reply, youth_id=youth_id, reply_id=reply_id)
    return _reply(rx, row) if row else None


def written_as(rx: Rx, youth_id: int, message_id: int) -> Reply | None:
    """Return the reply that the youth sent as this message of their own; a tap is none."""
    row = (
        rx.execute(
            select(reply)
            .where(
                reply.c.site_id == rx.site_id,
                reply.c.youth_id == youth_id,
                reply.c.message_id == message_id,
                reply.c.sent_at.is_not(None),
            )
            .order_by(reply.c.reply_id.desc())
            .limit(1)
        )
        .mappings()
        .first()
    )
    return _reply(rx, row) if row else None


def latest_of(rx: Rx, youth_id: int, limit: int) -> Sequence[Reply]:
    """Return the youth's latest replies, newest first."""
    wanted = {"site": rx.site_id, "youth": youth_id, "many": limit}
    rows = rx.execute(_LATEST, wanted).mappings()
    return [_reply(rx, row) for row in rows]


def of_checkin(rx: Rx, checkin_id: int) -> Sequence[Reply]:
    """Return the replies to one check-in, oldest first."""
    rows = rx.execute(
        select(reply)
        .where(reply.c.site_id == rx.site_id, reply.c.checkin_id == checkin_id)
        .order_by(reply.c.reply_id)
    ).mappings()
    return [_reply(rx, row) for row in rows]


def mark_read(
    tx: Tx,
    now: datetime,
    youth_id: int,
    staff_id: int,
    up_to: int,
    *,
    seen_at: datetime | None = None,
) -> int:
    """Mark the youth's unread replies up to that one as read; return how many there were.

    What was changed after `seen_at` (UTC) was not what the reader saw, and stays unread.
    """
    of = {"of_site": tx.site_id, "of_youth": youth_id, "up_to": up_to}
    wanted = {**of, "at": now, "by": staff_id}
    if seen_at is None:
        return int(tx.execute(_MARKED, wanted).rowcount)
    return int(tx.execute(_MARKED_AS_SEEN, wanted | {"seen_at": seen_at}).rowcount)


_MARKED = (
    update(reply)
    .where(
        reply.c.site_id == bindparam("of_site"),
        reply.c.youth_id == bindparam("of_youth"),
        reply.c.reply_id <= bindparam("up_to"),
        reply.c.read_at.is_(None),
    )
    .values(read_at=bindparam("at"), read_by=bindparam("by"))
)
_MARKED_AS_SEEN = _MARKED.where(
    reply.c.edited_at.is_(None) | (reply.c.edited_at <= bindparam("seen_at"))
)


def unread_of(rx: Rx, youth_id: int) -> Sequence[Reply]:
    """Return the youth's replies that nobody has marked read, oldest first."""
    rows = rx.execute(_ALL_UNREAD, {"site": rx.site_id, "youth": youth_id}).mappings()
    return [_reply(rx, row) for row in rows]


def oldest_unread_at(rx: Rx, youth_id: int) -> datetime | None:
    """Return when the youth's oldest unread reply came (UTC); a skip asks for no reader."""
    oldest: datetime | None = rx.execute(
        _OLDEST_UNREAD, {"site": rx.site_id, "youth": youth_id}
    ).scalar()
    return oldest


def oldest_unread_of_all(rx: Rx) -> Mapping[int, datetime]:
    """Return when the oldest unread reply of each youth came (UTC), as `oldest_unread_at`."""
    rows = rx.execute(
        select(reply.c.youth_id, func.min(reply.c.received_at).label("since"))
        .where(
            reply.c.site_id == rx.site_id,
            reply.c.read_at.is_(None),
            reply.c.kind != ReplyKind.SKIP.value,
        )
        .group_by(reply.c.youth_id)
    )
    return {row.youth_id: row.since for row in rows}


def latest_passing_at(rx: Rx, youth_id: int) -> datetime | None:
    """Return when the newest words in passing of a youth came (UTC), or None."""
    latest: datetime | None = rx.execute(
        select(func.max(reply.c.received_at)).where(
            reply.c.site_id == rx.site_id, reply.c.youth_id == youth_id, reply.c.passing
        )
    ).scalar()
    return latest


def wipe_passing(tx: Tx, before: datetime, *, waiting: Collection[CaseKind]) -> int:
    """Delete words in passing that came before then, and what they said before; return how many.

    Those of youths who have a case of one of the kinds `waiting` open stay.
    """
    kinds = sorted(kind.value for kind in waiting)
    wanted = {"site": tx.site_id, "before": before, "kinds": kinds}
    ids = list(tx.execute(_PASSED, wanted).scalars())
    if ids:
        for table in (reply_before, reply):
            tx.execute(
                delete(table).where(table.c.site_id == tx.site_id, table.c.reply_id.in_(ids))
            )
    return len(ids)


_STILL_OPEN = select(case_file.c.case_file_id).where(
    case_file.c.site_id == reply.c.site_id,
    case_file.c.youth_id == reply.c.youth_id,
    case_file.c.closed_at.is_(None),
    case_file.c.kind.in_(bindparam("kinds", expanding=True)),
)
_PASSED = select(reply.c.reply_id).where(
    reply.c.site_id == bindparam("site"),
    reply.c.passing,
    reply.c.received_at < bindparam("before"),
    ~_STILL_OPEN.exists(),
)


def count_unread(rx: Rx, youth_id: int) -> int:
    """Return how many replies of the youth nobody has marked read."""
    wanted = {"site": rx.site_id, "youth": youth_id}
    return int(rx.execute(_UNREAD, wanted).scalar() or 0)
