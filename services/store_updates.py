"""Keep what Telegram sent, before Telegram is told that we have it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.people import Actor
from storage import inbox
from storage.tx import Tx


@dataclass(frozen=True, slots=True)
class RawUpdate:
    """An update as it came: Telegram's number, the chat where one was found, and its JSON."""

    update_id: int
    chat_id: int | None
    body: bytes
    is_cry: bool = False  # words of danger, as far as a look in memory tells


def store_updates(
    tx: Tx,
    actor: Actor,
    now: datetime,
    batch: Sequence[RawUpdate],
    *,
    bot_id: int,
) -> int:
    """Store a batch and wake the inbox; return how many updates were new.

    A cry for help goes before everything that waits, with what came from its chat before it:
    a help card stands behind nobody's *hej*, however many there are.

    An update that is stored already is left as it is. The key of the day of `now` (UTC) must be
    in the key store before.
    """
    rows = [(one.update_id, one.chat_id, one.body.decode()) for one in batch]
    new = inbox.add(tx, now, bot_id, rows)
    cries = [(one.update_id, one.chat_id) for one in batch if one.is_cry]
    if cries:
        inbox.put_first(tx, now, cries)
    if new:
        tx.wake("inbox")
    return new
