"""What becomes of messages: settle them, and find again what a dead sender left behind.

A message whose fate is unclear is treated by the policy of its purpose (`domain.message.POLICY`).
Edits do no harm twice, so an unclear edit is simply made again.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from domain.message import BEGINS, POLICY, OutboxState, Purpose, Road, UnknownPolicy
from domain.people import Actor
from storage import outbox, outbox_claim, replied
from storage.outbox import AT_REST, FINAL, Message
from storage.tx import Rx, Tx

log = logging.getLogger(__name__)

LONGEST_WAIT = timedelta(seconds=15)  # between two attempts during an outage
EDIT_ATTEMPTS = 5
REPEAT = "repeat"
MOVED = "moved"
NO_TROUBLE_AFTER = timedelta(days=1)
LONGEST_SMS = timedelta(hours=2)  # for what we begin; a help card goes on being tried


@dataclass(frozen=True, slots=True)
class Reactions:
    """What other use cases do when a message fails; each runs inside the same unit of writing.

    `repeat` returns the words that stand before a message sent again, or "" for none.
    `unreachable` is told of a recipient who cannot be written to, with the reason in one word.
    `tell_staff` is told of words that may not have arrived and are not said again. `left` is told
    of a worker's words that waited to be called back, and have left, `not_sent` of a worker's
    words that were refused. `hold` says until when a
    message waits that an outage has brought into an hour that does not suit it. `arrived` is told
    the ids of alarms and messages about cases that were sent, and `road_failed`, once, of what a
    second road did not bring. `hand_over` is told of what such a road will not bring any more, and
    `gave_up` of everything that is not tried again, by whatever road. `untold` is given the words
    before a call that came too late to leave.
    """

    repeat: Callable[[Rx, Message], str]
    unreachable: Callable[[Tx, datetime, Message, str], None]
    tell_staff: Callable[[Tx, datetime, Message], None]
    left: Callable[[Tx, datetime, Message], None] = lambda *_: None
    not_sent: Callable[[Tx, datetime, Message], None] = lambda *_: None
    hold: Callable[[Rx, datetime, Message], datetime | None] = lambda *_: None
    arrived: Callable[[Tx, datetime, Sequence[int]], None] = lambda *_: None
    road_failed: Callable[[Tx, datetime, Message, str], None] = lambda *_: None
    hand_over: Callable[[Tx, datetime, Message, str], None] = lambda *_: None
    gave_up: Callable[[Tx, datetime, Message, str], None] = lambda *_: None
    untold: Callable[[Tx, datetime, Sequence[Message]], None] = lambda *_: None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fate:
    """What became of a letter.

    `state` is SENT, REFUSED, UNKNOWN, or QUEUED when it was surely not sent. For QUEUED, `wait` is
    how long to wait (None: longer with every attempt), and `counts` whether it was an attempt at
    all. `unreachable` says that a refusal is about the person, not about the message; `moved_to`
    is the new id of a group. `purpose` is the message's, None where the caller does not know it.
    """

    id: int
    state: OutboxState
    reason: str = ""
    message_id: int | None = None
    wait: timedelta | None = None
    counts: bool = True
    unreachable: bool = False
    moved_to: int | None = None
    purpose: Purpose | None = None


# Whose arrival somebody waits for: a worker's words that were held back, and alarms.
_HELD_BACK = frozenset({None, Purpose.ANSWER})
_ALARMS = frozenset({None, Purpose.CASE, Purpose.ALARM})


def settle(
    tx: Tx,
    actor: Actor,
    now: datetime,
    fates: Sequence[Fate],
    reactions: Reactions,
    *,
    holder: str,
) -> None:
    """Write down what became of letters, and react to what went wrong."""
    _arrived(tx, now, [fate for fate in fates if fate.state is OutboxState.SENT], reactions)
    others = [fate for fate in fates if fate.state is not OutboxState.SENT]
    messages = outbox.get_many(tx, [fate.id for fate in others])
    for fate in others:
        message = messages[fate.id]
        if fate.state is OutboxState.REFUSED and _follows(message, fate):
            outbox.readdress(tx, message, fate.moved_to or 0)
            _queue_again(tx, message, now, held_by=holder, reason=MOVED)
            tx.wake("outbox")
        elif fate.state is OutboxState.REFUSED:
            _refused(tx, now, message, fate, reactions, holder)
        elif fate.state is OutboxState.QUEUED:
            _try_later(tx, now, message, fate, reactions, holder)
        else:
            _unclear(tx, now, message, fate.reason, reactions, holder)


def _arrived(tx: Tx, now: datetime, sent: Sequence[Fate], reactions: Reactions) -> None:
    outbox.mark_sent(tx, now, [(fate.id, fate.message_id) for fate in sent])
    words = replied.held_back(tx, [fate.id for fate in sent if fate.purpose in _HELD_BACK])
    for message in outbox.get_many(tx, words).values():
        reactions.left(tx, now, message)
    if alarms := [fate.id for fate in sent if fate.purpose in _ALARMS]:
        reactions.arrived(tx, now, alarms)


def _follows(message: Message, fate: Fate) -> bool:
    """Return whether a group moved, and this message has not followed it yet.

    A person's own chat never moves: what was told so of one is refused as it was.
    """
    is_group = message.youth_id is None and message.staff_id is None
    return fate.moved_to is not None and is_group and message.reason != MOVED


def recover(
    tx: Tx,
    actor: Actor,
    now: datetime,
    reactions: Reactions,
    *,
    real: datetime,
    alive: str | None = None,
) -> int:
    """Take over what dead senders left; return how many messages.

    What they were sending is unclear; what one of an older version had claimed and not begun is
    queued again. `alive` names the one holder that lives, at the start of the only process; else
    leases tell, by real time.
    """
    left = outbox_claim.abandoned(tx, real=real, alive=alive)
    claimed = [message.id for message in left.get(OutboxState.CLAIMED, ())]
    outbox.move(tx, claimed, OutboxState.QUEUED, ready_at=now, **AT_REST)
    sending = left.get(OutboxState.SENDING, ())
    for message in sending:
        _unclear(tx, now, message, "the sender died", reactions, None)
    if sending:
        tx.wake("outbox")
    return len(claimed) + len(sending)


def prove_sent(tx: Tx, now: datetime, outbox_id: int, message_id: int | None) -> bool:
    """Mark a message as sent because somebody answered it; return whether that was news.

    `message_id` is Telegram's number, None on another road. A repeat that has not left yet is not
    needed any more.
    """
    message = outbox.get(tx, outbox_id)
    if message is None or message.state is OutboxState.SENT:
        return False
    if message.state is OutboxState.QUEUED and message.reason != REPEAT:
        return False
    outbox.mark_sent(tx, now, [(outbox_id, message_id)])
    return True


def settle_unknown(rx: Rx, now: datetime) -> Sequence[Message]:
    """Return the messages of the last day whose fate is unknown and that nobody looks after.

    A prompt has its reminder, and words that staff were told of have a human; what is left was
    sent again and is unclear still.
    """
    return [
        message
        for message in outbox_claim.unknown(rx, since=now - NO_TROUBLE_AFTER)
        if POLICY[message.purpose].unknown is UnknownPolicy.RESEND
    ]


def _refused(
    tx: Tx, now: datetime, message: Message, fate: Fate, reactions: Reactions, holder: str
) -> None:
    moved = outbox.move(
        tx,
        [message.id],
        OutboxState.REFUSED,
        held_by=holder,
        reason=fate.reason,
        attempts=message.attempts + 1,
        **FINAL,
    )
    if not moved:
        return
    reactions.gave_up(tx, now, message, fate.reason)
    if message.purpose is Purpose.ANSWER:
        reactions.not_sent(tx, now, message)
    if message.road is not Road.TELEGRAM:
        reactions.road_failed(tx, now, message, fate.reason)
        reactions.hand_over(tx, now, message, fate.reason)
        return
    if fate.unreachable:
        reactions.unreachable(tx, now, message, fate.reason)
        return
    log.error(
        "Telegram refused a message; its wording or buttons need a look",
        extra={
            "action": "message_refused",
            "outbox_id": message.id,
            "wording": message.wording,
            "reason": fate.reason,
        },
    )


def _try_later(
    tx: Tx, now: datetime, message: Message, fate: Fate, reactions: Reactions, holder: str
) -> None:
    attempts = message.attempts + fate.counts
    if _waits_too_long(message, now):
        _refused(tx, now, message, fate, reactions, holder)
        return
    if message.road is not Road.TELEGRAM and message.attempts == 0:
        reactions.road_failed(tx, now, message, fate.reason)
    wait = fate.wait
    if wait is None:
        wait = min(LONGEST_WAIT, timedelta(seconds=2 ** min(attempts - 1, 10)))
    _queue_again(tx, message, now + wait, held_by=holder, attempts=attempts)


def _unclear(
    tx: Tx, now: datetime, message: Message, why: str, reactions: Reactions, holder: str | None
) -> None:
    policy, attempts = POLICY[message.purpose], message.attempts + 1
    if message.kind.is_edit and attempts < EDIT_ATTEMPTS:
        _queue_again(tx, message, now, held_by=holder, attempts=attempts)
        return
    may_repeat = message.reason != REPEAT or attempts < policy.attempts
    if policy.unknown is UnknownPolicy.RESEND and may_repeat:
        again = _queue_again(tx, message, now, held_by=holder, attempts=attempts, reason=REPEAT)
        if again and policy.says_repeat:
            _say_repeat(tx, message, reactions)
        return
    moved = outbox.move(
        tx,
        [message.id],
        OutboxState.UNKNOWN,
        held_by=holder,
        reason=why,
        attempts=attempts,
        **FINAL,
    )
    if moved:
        reactions.gave_up(tx, now, message, why)
    if moved and policy.unknown is UnknownPolicy.TELL_STAFF:
        reactions.tell_staff(tx, now, message)
    if moved and message.road is not Road.TELEGRAM:
        reactions.road_failed(tx, now, message, why)
        reactions.hand_over(tx, now, message, why)


def _waits_too_long(message: Message, now: datetime) -> bool:
    """Return whether a gateway has been away so long that a human says it to the youth instead."""
    begun = message.purpose in BEGINS or message.purpose is Purpose.NOTICE
    is_sms = message.road is Road.SMS and message.youth_id is not None
    return is_sms and begun and now - message.due_at >= LONGEST_SMS


def _queue_again(
    tx: Tx, message: Message, ready_at: datetime, *, held_by: str | None, **values: object
) -> bool:
    moved = outbox.move(
        tx,
        [message.id],
        OutboxState.QUEUED,
        held_by=held_by,
        ready_at=ready_at,
        **AT_REST,
        **values,
    )
    return bool(moved)


def _say_repeat(tx: Tx, message: Message, reactions: Reactions) -> None:
    words, opened = reactions.repeat(tx, message), outbox.letter(tx, message)
    if words and opened is not None:
        body = opened[1]
        outbox.rewrite(tx, message, replace(body, text=f"{words}\n{body.text}"))
