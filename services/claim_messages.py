"""Claim messages that may leave now: prepared for the channel, and marked as being sent."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from content.areas.talks import TalkKey
from domain.message import Body, MessageKind, OutboxState, Purpose, Road
from domain.people import Actor
from domain.site import PUNCTUAL
from services.hold_automatic import withdraw_held
from storage import outbox, outbox_claim, outbox_moves
from storage.errors import VaultError
from storage.outbox import FINAL, Message
from storage.outbox_claim import Ready
from storage.tx import Rx, Tx

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=30)  # of real time; longer than any one call may take
KEY_WAIT = timedelta(minutes=5)  # before a message is tried again whose key cannot be found


Hold = Callable[[Rx, datetime, Message], datetime | None]
Untold = Callable[[Tx, datetime, Sequence[Message]], None]


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
    purpose: Purpose
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
    untold: Untold = lambda *_: None,
) -> Batch:
    """Mark what may leave now as being sent, at most one message a chat and `limit` in all.

    From the commit on its fate is unclear until it is settled: the caller begins the calls at
    once, and the lease counts from here. What is too late, changes a message that is not there to
    change, or is automatic and for somebody who cried for help, has stopped or is in a pause, is
    skipped with a reason.

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
        untold: Is given the words before a call that are too late: the caller believes that they
            were read.
    """
    settled, found = _ready(tx, now, limit, untold, only_urgent=only_urgent)
    letters = []
    kept_away = withdraw_held(tx, now, [one.message for one in found])
    settled += len(kept_away)
    for one in found:
        message = one.message
        if message.id in kept_away:
            continue
        until = hold(tx, now, message) if now - message.due_at > PUNCTUAL else None
        if until is not None:
            outbox_moves.put_off(tx, message.id, until)
            settled += 1
            continue
        letter = _letter(tx, now, one)
        if letter is not None:
            letters.append(letter)
        else:
            settled += 1
    mine = outbox.move(
        tx,
        [letter.id for letter in letters],
        OutboxState.SENDING,
        holder=holder,
        lease_until=real + LEASE,
        ready_at=None,
    )
    return Batch([letter for letter in letters if letter.id in mine], settled)


def _ready(
    tx: Tx, now: datetime, limit: int, untold: Untold, *, only_urgent: bool
) -> tuple[int, Sequence[Ready]]:
    """Skip what is too late, if anything is; return how many that were, and what may leave."""
    found = outbox_claim.ready(tx, now, limit, only_urgent=only_urgent)
    if not any(_is_late(one.message, now) for one in found):
        return 0, found
    before_calls = outbox_claim.late_with(tx, now, TalkKey.PRECALL)
    skipped = outbox_claim.skip_late(tx, now)
    if before_calls:
        untold(tx, now, before_calls)
    return skipped, outbox_claim.ready(tx, now, limit, only_urgent=only_urgent)


def _is_late(message: Message, now: datetime) -> bool:
    return message.late_at is not None and message.late_at < now


def _letter(tx: Tx, now: datetime, ready: Ready) -> Letter | None:
    """Return the letter to send, or None when the message is settled without one."""
    message, number = ready.message, None
    if message.kind.is_edit:
        number = _message_to_edit(tx, ready)
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
        purpose=message.purpose,
        road=message.road,
        address="" if by_telegram else opened[0],
    )


def _message_to_edit(tx: Tx, ready: Ready) -> int | None:
    """Return the number of the message to change, or None when the edit is settled instead."""
    message, target = ready.message, ready.target
    if target is OutboxState.QUEUED:
        _merge(tx, message)
        return None
    if ready.number is None or target not in (None, OutboxState.SENT):
        _skip(tx, message, f"target {target.value if target else 'gone'}")
        return None
    if ready.outdone:
        _skip(tx, message, "newer edit")
        return None
    return ready.number


def _merge(tx: Tx, edit: Message) -> None:
    """Let a message that has not left yet say at once what the edit would have made of it."""
    target = outbox.get(tx, edit.edits or 0)
    assert target is not None, "it was read with the edit"
    new, old = outbox.letter(tx, edit), outbox.letter(tx, target)
    # Words of a chat never get onto a postcard.
    if new is not None and old is not None and target.road is edit.road:
        keeps_text = edit.kind is MessageKind.EDIT_BUTTONS
        body = replace(old[1], buttons=new[1].buttons) if keeps_text else new[1]
        outbox.rewrite(tx, target, replace(body, silent=old[1].silent, recipe=old[1].recipe))
    _skip(tx, edit, f"merged into {target.id}")


def _skip(tx: Tx, message: Message, reason: str) -> None:
    outbox.move(tx, [message.id], OutboxState.SKIPPED, reason=reason, **FINAL)
