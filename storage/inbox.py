"""Rows of the inbox: updates as Telegram sent them, until they are done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy import RowMapping, bindparam, delete, exists, func, or_, select, update

from storage.built import one_of
from storage.tables import inbox
from storage.tx import Rx, Tx
from storage.vault import day_owner

NEW = "new"
DONE = "done"
PARKED = "parked"
# What is due since so long ago was put first: nothing waits for more than 14 days. It leads by the
# index that is there already, and among cries the one that came first.
FIRST = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """An update that is not done. Instants are UTC; `body` is its JSON, as it was received."""

    id: int
    update_id: int
    lane: bytes
    attempts: int
    is_parked: bool
    received_at: datetime
    body: str | None  # None: the day's key is gone, and nobody can read it any more
    is_last: bool = False  # no other update is due


def add(tx: Tx, now: datetime, bot_id: int, updates: Sequence[tuple[int, int | None, str]]) -> int:
    """Insert updates given as (update id, chat id or None, JSON); return how many were new.

    The key of the day of `now` (UTC) must be in the key store already.
    """
    day = now.date()
    rows = [_row(tx, now, day, bot_id, one) for one in updates]
    return tx.insert_ignore_many(inbox, rows)


def _row(
    tx: Tx, now: datetime, day: date, bot_id: int, one: tuple[int, int | None, str]
) -> dict[str, object]:
    update_id, chat_id, body = one
    inbox_id = tx.new_id()
    return {
        "site_id": tx.site_id,
        "inbox_id": inbox_id,
        "bot_id": bot_id,
        "update_id": update_id,
        "lane": _lane(tx, update_id, chat_id),
        "key_day": day.isoformat(),
        "body": tx.seal(day_owner(day), inbox.c.body, inbox_id, body),
        "state": NEW,
        "attempts": 0,
        "received_at": now,
        "due_at": now,
    }


def _lane(tx: Tx, update_id: int, chat_id: int | None) -> bytes:
    """Return what waits in one row; an update without a chat waits for nobody, nor they for it."""
    return tx.lookup("update", update_id) if chat_id is None else tx.lookup("chat", chat_id)


def put_first(tx: Tx, now: datetime, updates: Sequence[tuple[int, int | None]]) -> None:
    """Put updates, given as (update id, chat id or None), before those of all other chats.

    What waits in the same chat goes along, because a chat is handled in order; what failed there
    keeps its time of the next attempt, and nothing that was put first waits for it.
    """
    for update_id, chat_id in updates:
        values = {
            "of_site": tx.site_id,
            "of_lane": _lane(tx, update_id, chat_id),
            "first": now - FIRST,
        }
        tx.execute(_PUT_FIRST, values)


_PUT_FIRST = (
    update(inbox)
    .where(
        inbox.c.site_id == bindparam("of_site"),
        inbox.c.lane == bindparam("of_lane"),
        inbox.c.due_at > bindparam("first"),
        inbox.c.attempts == 0,
    )
    .values(due_at=bindparam("first"))
)


def _waiting(rx: Rx, row: RowMapping) -> Waiting:
    owner = day_owner(date.fromisoformat(row["key_day"]))
    return Waiting(
        id=row["inbox_id"],
        update_id=row["update_id"],
        lane=row["lane"],
        attempts=row["attempts"],
        is_parked=row["state"] == PARKED,
        received_at=row["received_at"],
        body=rx.open(owner, inbox.c.body, row["inbox_id"], row["body"]),
    )


_older, _other = inbox.alias("older"), inbox.alias("other")
_HEADS = (
    select(
        inbox,
        exists()
        .where(
            _other.c.site_id + 0 == bindparam("site"),
            _other.c.due_at <= bindparam("now"),
            _other.c.inbox_id != inbox.c.inbox_id,
        )
        .label("is_more"),
    )
    .where(
        ~exists().where(
            _older.c.site_id == inbox.c.site_id,
            _older.c.lane == inbox.c.lane,
            _older.c.due_at.is_not(None),
            _older.c.inbox_id < inbox.c.inbox_id,
            # A cry for help waits for nothing that went wrong before it.
            or_(_older.c.attempts == 0, inbox.c.due_at > bindparam("first")),
        )
    )
    .where(
        # The expression keeps SQLite from walking through all rows of the site, done ones too.
        inbox.c.site_id + 0 == bindparam("site"),
        inbox.c.due_at <= bindparam("now"),
    )
    .order_by(inbox.c.due_at, inbox.c.inbox_id)
    .limit(bindparam("many"))
)


def next_due(rx: Rx, now: datetime, limit: int = 1) -> Sequence[Waiting]:
    """Return the oldest update of each chat, where that one is due; cries first, then by age."""
    # What waits for 14 days is wiped: whatever is due since earlier has been put first.
    wanted = {"site": rx.site_id, "now": now, "many": limit, "first": now - FIRST / 2}
    rows = rx.execute(_HEADS, wanted).mappings()
    return [replace(_waiting(rx, row), is_last=not row["is_more"]) for row in rows]


def get(rx: Rx, inbox_id: int) -> Waiting | None:
    """Return an update that is not done, waiting or parked; None when it is done or not there."""
    row = (
        rx.execute(
            select(inbox).where(
                inbox.c.site_id == rx.site_id,
                inbox.c.inbox_id == inbox_id,
                one_of(inbox.c.state, NEW, PARKED),
            )
        )
        .mappings()
        .first()
    )
    return _waiting(rx, row) if row else None


_DONE = (
    update(inbox)
    .where(
        inbox.c.site_id == bindparam("of_site"),
        inbox.c.inbox_id == bindparam("of_row"),
        one_of(inbox.c.state, NEW, PARKED),
    )
    .values(
        state=DONE, body=None, due_at=None, done_at=bindparam("at"), result=bindparam("became")
    )
)


def finish(tx: Tx, inbox_id: int, now: datetime, result: str) -> bool:
    """Mark an update as done and wipe its body; return False when it was done before."""
    values = {"of_site": tx.site_id, "of_row": inbox_id, "at": now, "became": result}
    done = tx.execute(_DONE, values)
    return done.rowcount == 1


def try_later(tx: Tx, inbox_id: int, *, due_at: datetime | None, why: str) -> None:
    """Count an attempt and wait until `due_at` (UTC), or park the update where that is None."""
    tx.execute(
        update(inbox)
        .where(
            inbox.c.site_id == tx.site_id, inbox.c.inbox_id == inbox_id, one_of(inbox.c.state, NEW)
        )
        .values(
            state=PARKED if due_at is None else NEW,
            attempts=inbox.c.attempts + 1,
            due_at=due_at,
            result=why,
        )
    )


def release_parked(tx: Tx, now: datetime) -> int:
    """Let every parked update be tried anew; return how many there were."""
    released = tx.execute(
        update(inbox)
        .where(inbox.c.site_id == tx.site_id, _IS_PARKED)
        .values(state=NEW, attempts=0, due_at=now)
    )
    return released.rowcount


_IS_PARKED = one_of(inbox.c.state, PARKED)


def parked(rx: Rx) -> int:
    """Return how many updates were given up on and wait for a human."""
    count = select(func.count()).where(inbox.c.site_id == rx.site_id, _IS_PARKED)
    return int(rx.execute(count).scalar_one())


@dataclass(frozen=True, slots=True)
class GivenUp:
    """A parked update, without what it holds: when it came (UTC), tries, and what went wrong."""

    received_at: datetime
    attempts: int
    why: str


def given_up(rx: Rx) -> Sequence[GivenUp]:
    """Return the parked updates, oldest first."""
    rows = rx.execute(
        select(inbox.c.received_at, inbox.c.attempts, inbox.c.result)
        .where(inbox.c.site_id == rx.site_id, _IS_PARKED)
        .order_by(inbox.c.inbox_id)
    )
    return [GivenUp(row.received_at, row.attempts, row.result or "") for row in rows]


def wipe_before(tx: Tx, now: datetime, before: datetime) -> int:
    """Wipe the bodies of updates received before an instant and never done; return how many."""
    wanted = {"of_site": tx.site_id, "before": before, "at": now}
    return tx.execute(_WIPED, wanted).rowcount


def forget_done_before(tx: Tx, before: datetime) -> int:
    """Delete the rows of updates done and received before an instant; return how many."""
    return tx.execute(_GONE, {"of_site": tx.site_id, "before": before}).rowcount


_WIPED = (
    update(inbox)
    .where(
        inbox.c.site_id == bindparam("of_site"),
        inbox.c.received_at < bindparam("before"),
        inbox.c.body.is_not(None),
    )
    .values(state=DONE, body=None, due_at=None, done_at=bindparam("at"), result="wiped")
)
_GONE = delete(inbox).where(
    inbox.c.site_id == bindparam("of_site"),
    one_of(inbox.c.state, DONE),
    inbox.c.received_at < bindparam("before"),
)
