"""The inbox as a queue: cries first, then the oldest, each chat in order; no bad row stops it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.people import Actor
from storage import audit, inbox
from storage.tx import Rx, Tx

log = logging.getLogger(__name__)

# How long an update waits after each failure; after the last it is parked. Short, because the
# next words of the same chat wait behind it.
WAITS = tuple(timedelta(seconds=seconds) for seconds in (1, 2, 4, 8))
KEEP_UNHANDLED = timedelta(days=14)
# Telegram repeats an update for a day at most, and may use its number anew after a week.
KEEP_DONE = timedelta(days=3)


class AlreadyDone(Exception):  # noqa: N818 - no error of anybody's
    """Another process has handled this update; the unit that raised this is undone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """An update that waits. `body` is Telegram's JSON, None when its day's key is gone."""

    inbox_id: int
    update_id: int
    body: str | None
    attempts: int  # how often it failed so far
    received_at: datetime
    is_last: bool = False  # no other update was due when this one was looked for


Parked = Callable[[Tx, datetime, Envelope], None]


def next_update(
    rx: Rx,
    actor: Actor,
    now: datetime,
) -> Envelope | None:
    """Return the update that is next, or None. Changes nothing.

    It is the oldest that is due and first in its chat; the chat of a cry for help comes before
    all others (storage/inbox.put_first).
    """
    found = inbox.next_due(rx, now)
    return _envelope(found[0]) if found else None


def finish(tx: Tx, inbox_id: int, now: datetime, result: str) -> None:
    """Mark an update as done and wipe its body, inside the verb that handles it.

    Raises:
        AlreadyDone: If it is done; let it undo the unit, so that nothing happens twice.
    """
    if not inbox.finish(tx, inbox_id, now, result):
        raise AlreadyDone(f"inbox row {inbox_id} is done already")


def postpone(
    tx: Tx,
    actor: Actor,
    now: datetime,
    inbox_id: int,
    why: str,
    *,
    on_parked: Parked | None = None,
) -> bool:
    """Push an update ahead after a failure; return whether it was given up on (parked).

    Args:
        tx: The unit of writing.
        actor: Who asks.
        now: The present instant, UTC.
        inbox_id: The update.
        why: One word or the name of an error, never what somebody wrote.
        on_parked: Is called in the same unit when the update is parked, to tell a human.
    """
    waiting = inbox.get(tx, inbox_id)
    if waiting is None or waiting.is_parked:
        return False
    parked = waiting.attempts >= len(WAITS)
    due_at = None if parked else now + WAITS[waiting.attempts]
    inbox.try_later(tx, inbox_id, due_at=due_at, why=why)
    if parked:
        log.error(
            "an update could not be handled and was parked; a human must look at it",
            extra={"action": "update_parked", "inbox_id": inbox_id, "why": why},
        )
        if on_parked is not None:
            on_parked(tx, now, _envelope(waiting))
    return parked


def retry_parked(
    tx: Tx,
    actor: Actor,
    now: datetime,
) -> int:
    """Let every parked update be tried anew, such as after an upgrade; return how many."""
    released = inbox.release_parked(tx, now)
    if released:
        audit.record(
            tx,
            now,
            actor=str(actor),
            action="retry_parked",
            youth_id=None,
            allowed=True,
            detail={"count": released},
        )
        tx.wake("inbox")
    return released


def parked_updates(rx: Rx) -> Sequence[inbox.GivenUp]:
    """Return the updates that were given up on, oldest first, without what they hold."""
    return inbox.given_up(rx)


def wipe_old_bodies(
    tx: Tx,
    actor: Actor,
    now: datetime,
) -> int:
    """Wipe what nobody handled within 14 days, and forget done rows; return how many wiped.

    Rows go before Telegram may use their numbers for new updates.
    """
    wiped = inbox.wipe_before(tx, now, now - KEEP_UNHANDLED)
    if wiped:
        log.error(
            "updates that nobody handled within 14 days were wiped",
            extra={"action": "updates_wiped", "count": wiped},
        )
    inbox.forget_done_before(tx, now - KEEP_DONE)
    return wiped


def _envelope(waiting: inbox.Waiting) -> Envelope:
    return Envelope(
        inbox_id=waiting.id,
        update_id=waiting.update_id,
        body=waiting.body,
        attempts=waiting.attempts,
        received_at=waiting.received_at,
        is_last=waiting.is_last,
    )
