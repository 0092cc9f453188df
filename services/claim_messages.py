"""Claim messages that may leave now, and prepare them for the channel."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from domain.message import Body, MessageKind, OutboxState, Road
from domain.people import Actor
from domain.site import PUNCTUAL
from storage import outbox, outbox_claim, outbox_moves
from storage.errors import VaultError
from storage.outbox import FINAL, Message
from storage.tx import Rx, Tx

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=30)  # of real time; longer than any one call may take
KEY_WAIT = timedelta(minutes=5)  # before a message is tried again whose key cannot be found


Hold = Callable[[Rx, datetime, Message], datetime | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A message that this process may send now. `edits` is the number of the message to change.

    `chat_id` is 0 on every road but Telegram, where `address` says where it goes.
    """

    id: int
    kind: MessageKind
    chat_id: int
    body: Body
    edits: int | None
    road: Road = Road.TELEGRAM
    address: str = ""


@dataclass(frozen=True, slots=True)
class Batch:
    """What a claim brought: letters to send, and how many rows it settled without sending."""

    letters: Sequence[Letter]
    settled: int


def claim(
    tx: Tx,
    actor: Actor,
    now: datetime,
    *,
    holder: str,
    real: datetime,
    limit: int,
    only_urgent: bool = False,
    hold: Hold = lambda *_: None,
) -> Batch:
    """Claim what may leave now, at most one message a chat and `limit` in all.

    What is too late, or changes a message that is not there to change, is skipped with a reason.

    Args:
        tx: The unit of writing.
        actor: Who asks.
        now: What due times are compared with (UTC).
        holder: The process that claims.
        real: Real time (UTC), from which the lease counts.
        limit: How many messages at most.
        only_urgent: Whether all but help cards and messages about cases stay where they are,
            because Telegram asked for patience: nobody in danger waits for that.
        hold: Says until when (UTC) a message waits that comes so much later than it was meant
            that its hour is no good any more; None lets it leave.
    """
    settled = outbox_claim.skip_late(tx, now)
    letters = []
    for message in outbox_claim.ready(tx, now, limit, only_urgent=only_urgent):
        until = hold(tx, now, message) if now - message.due_at > PUNCTUAL else None
        if until is not None:
            outbox_moves.put_off(tx, message.id, until)
            settled += 1
            continue
        letter = _letter(tx, now, message)
        if letter is not None:
            letters.append(letter)
        else:
            settled += 1
    claimed = outbox.move(
        tx,
        [letter.id for letter in letters],
        OutboxState.CLAIMED,
        holder=holder,
        lease_until=real + LEASE,
        ready_at=None,
    )
    return Batch([letter for letter in letters if letter.id in claimed], settled)


def mark_sending(
    tx: Tx,
    actor: Actor,
    ids: Collection[int],
    *,
    holder: str,
    real: datetime,
) -> Collection[int]:
    """Mark claimed messages as being sent; return those that may be sent.

    From here on their fate is unclear until it is settled. The lease counts anew.
    """
    return outbox.move(
        tx, ids, OutboxState.SENDING, held_by=holder, holder=holder, lease_until=real + LEASE
    )


def _letter(tx: Tx, now: datetime, message: Message) -> Letter | None:
    """Return the letter to send, or None when the message is settled without one."""
    number = None
    if message.kind.is_edit:
        number = _message_to_edit(tx, message)
        if number is None:
            return None
    try:
        opened = outbox.letter(tx, message)
    except VaultError:
        log.exception(
            "a message cannot be opened; it is tried again later",
            extra={"action": "message_unreadable", "outbox_id": message.id},
        )
        outbox_claim.wait_until(tx, message.id, now + KEY_WAIT)
        return None
    if opened is None:
        _skip(tx, message, "forgotten")
        return None
    by_telegram = message.road is Road.TELEGRAM
    return Letter(
        id=message.id,
        kind=message.kind,
        chat_id=int(opened[0]) if by_telegram else 0,
        body=opened[1],
        edits=number,
        road=message.road,
        address="" if by_telegram else opened[0],
    )


def _message_to_edit(tx: Tx, message: Message) -> int | None:
    """Return the number of the message to change, or None when the edit is settled instead."""
    target = None if message.edits is None else outbox.get(tx, message.edits)
    if target is not None and target.state is OutboxState.QUEUED:
        _merge(tx, message, target)
        return None
    number = message.edits_message_id if target is None else target.message_id
    if number is None or (target is not None and target.state is not OutboxState.SENT):
        _skip(tx, message, f"target {target.state.value if target else 'gone'}")
        return None
    if outbox_claim.edited_after(tx, message, number):
        _skip(tx, message, "newer edit")
        return None
    return number


def _merge(tx: Tx, edit: Message, target: Message) -> None:
    """Let a message that has not left yet say at once what the edit would have made of it."""
    new, old = outbox.letter(tx, edit), outbox.letter(tx, target)
    if new is not None and old is not None:
        keeps_text = edit.kind is MessageKind.EDIT_BUTTONS
        body = replace(old[1], buttons=new[1].buttons) if keeps_text else new[1]
        outbox.rewrite(tx, target, replace(body, silent=old[1].silent, recipe=old[1].recipe))
    _skip(tx, edit, f"merged into {target.id}")


def _skip(tx: Tx, message: Message, reason: str) -> None:
    outbox.move(tx, [message.id], OutboxState.SKIPPED, reason=reason, **FINAL)
