"""A youth answers a check-in: by a tap, by *spring over*, or in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from content.keys import Key
from domain import checkin as rules
from domain.case import CaseKind
from domain.checkin import CheckIn, Effect, Move
from domain.incoming import Incoming
from domain.people import Actor, Youth
from domain.plan import PlannedContact
from domain.reply import Reply, ReplyKind
from services.find_checkin import (
    answer_old_button,
    contact_of,
    open_checkin,
    tapped_checkin,
)
from services.human_contact import look_again
from services.next_words import say_next, show_question, thank_for_words
from services.outbox_work import prove_sent
from services.owe_arrival import ANSWERED, close_mornings
from services.own_rhythm import follow_habit
from services.quiet_prompts import close_in_place, quieten_others
from services.raise_case import raise_case
from services.turn import DOUBLE_TAP, Turn
from services.world import House
from storage import checkins, replies, told
from storage.tx import Tx

_NOTHING = frozenset({Effect.STALE, Effect.FOREIGN})

Rule = Callable[[CheckIn, PlannedContact], Move]


def answer(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    incoming: Incoming,
    youth: Youth,
    *,
    checkin_id: int,
    position: int,
    raw: str,
) -> None:
    """Keep the answer, ask the next question in the same message, or thank."""

    def rule(checkin: CheckIn, contact: PlannedContact) -> Move:
        return rules.answer(checkin, contact, position, raw, now)

    turn = Turn(tx, actor, now, house, incoming, youth)
    _tapped(turn, checkin_id, position, ReplyKind.ANSWER, rule)


def skip(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    incoming: Incoming,
    youth: Youth,
    *,
    checkin_id: int,
    position: int,
) -> None:
    """Keep the skip as what it is: an answer, and a sign of life."""

    def rule(checkin: CheckIn, contact: PlannedContact) -> Move:
        return rules.skip(checkin, contact, position)

    turn = Turn(tx, actor, now, house, incoming, youth)
    _tapped(turn, checkin_id, position, ReplyKind.SKIP, rule)


def ask_again(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    incoming: Incoming,
    youth: Youth,
    *,
    checkin_id: int,
) -> None:
    """Put the open question into the reminder that was tapped."""
    turn = Turn(tx, actor, now, house, incoming, youth)
    found = open_checkin(turn, checkin_id)
    if found is None:
        return
    checkin, contact = found
    reminder = told.reminder_of(tx, checkin.id)
    if reminder is not None and incoming.message_id is not None:
        prove_sent(tx, now, reminder, incoming.message_id)
        checkin = replace(checkin, prompt_outbox_id=reminder)
        checkins.save(tx, checkin)
    show_question(turn, checkin, contact)
    quieten_others(tx, now, house, youth, checkin, tapped=incoming.message_id)


def answer_with_words(turn: Turn, reply: Reply, *, quietly: bool, masked: bool) -> Reply | None:
    """Return the reply as the answer to the free-text question that is open, or None.

    With `quietly` nothing is said about the check-in: something else is more important now, and
    its message only closes. `masked` says that a number in the words was hidden.
    """
    tx, now, youth = turn.tx, turn.now, turn.youth
    for checkin in checkins.open_of(tx, youth.id):
        contact = contact_of(turn.tx, turn.house, checkin)
        move = rules.text(checkin, contact, reply.text or "", now)
        if move.effect in _NOTHING:
            continue
        after = rules.moved(checkin, move, now, contact=contact)
        checkins.save(tx, after)
        if quietly:
            close_in_place(tx, now, turn.house, youth, after)
        elif move.effect is Effect.NEXT_QUESTION:
            say_next(turn, after, contact, move)
        else:
            more = (Key.MASKED if masked else None, follow_habit(turn, after))
            thank_for_words(turn, checkin, after, contact, move, more=more)
        key = rules.questions_of(checkin, contact)[checkin.position].key
        return replace(
            reply, kind=ReplyKind.ANSWER, checkin_id=checkin.id, question_key=key, late=move.late
        )
    return None


def _tapped(turn: Turn, checkin_id: int, position: int, kind: ReplyKind, rule: Rule) -> None:
    tx, now, youth = turn.tx, turn.now, turn.youth
    found = tapped_checkin(turn, checkin_id)
    if found is None:
        return
    checkin, contact = found
    move = rule(checkin, contact)
    if move.effect in _NOTHING:
        if not _has_just_answered(turn, checkin):
            answer_old_button(turn)
        return
    asked = rules.questions_of(checkin, contact)[position].key
    reply = _reply(turn, checkin, asked, kind, move)
    replies.add(tx, reply, inbox_id=turn.incoming.inbox_id)
    after = rules.moved(checkin, move, now, contact=contact)
    checkins.save(tx, after)
    if contact.pick_up_after is not None:
        close_mornings(tx, now, youth.id, ANSWERED)
    if move.answer is not None and move.answer.low:
        raise_case(tx, turn.actor, now, turn.house, youth=youth, kind=CaseKind.LOW_ANSWER)
    look_again(tx, turn.house, youth.id)  # somebody must have read it by a certain time
    say_next(turn, after, contact, move, more=follow_habit(turn, after))


def _has_just_answered(turn: Turn, checkin: CheckIn) -> bool:
    """Return whether this very message was answered a moment ago: a double tap."""
    earlier = replies.of_checkin(turn.tx, checkin.id)
    return any(
        reply.message_id == turn.incoming.message_id and turn.now - reply.received_at <= DOUBLE_TAP
        for reply in earlier
    )


def _reply(turn: Turn, checkin: CheckIn, asked: str, kind: ReplyKind, move: Move) -> Reply:
    given = move.answer
    return Reply(
        id=turn.tx.new_id(),
        youth_id=turn.youth.id,
        kind=kind,
        received_at=turn.now,
        checkin_id=checkin.id,
        question_key=asked,
        value=given.value if given else None,
        number=given.number if given else None,
        late=move.late,
        message_id=turn.incoming.message_id,
    )
