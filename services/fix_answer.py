"""*Ret*: a tapped answer is changed while its question may be answered; the old one is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from content.areas.things import ThingKey
from domain.callback import encode
from domain.case import CaseKind
from domain.checkin import QUESTION_RULES, CheckIn, CheckInState, Effect, Move, questions_of
from domain.incoming import Incoming
from domain.message import Button, Purpose
from domain.people import Actor, Youth
from domain.plan import PlannedContact
from domain.question import Answer, Question
from domain.reply import Reply, ReplyKind
from services.buttons import button, row
from services.find_checkin import tapped_checkin
from services.human_contact import look_again
from services.next_words import say_next
from services.raise_case import raise_case
from services.say import Line, Voice, answer_youth, dedupe, to_youth
from services.turn import Turn
from services.world import House
from storage import checkins, replies
from storage.tx import Tx

Given = tuple[CheckIn, PlannedContact, int, Reply]


def ask_anew(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    incoming: Incoming,
    youth: Youth,
    *,
    checkin_id: int,
) -> None:
    """Show the question once more; its answer stands until another is given."""
    turn = Turn(tx, actor, now, house, incoming, youth)
    given = _given(turn, checkin_id)
    if given is None:
        return
    checkin, contact, position, _ = given
    question = questions_of(checkin, contact)[position]
    answers = tuple(
        tuple(
            Button(label, encode("amended", checkin.id, f"{position}-{value}"))
            for label, value in line
        )
        for line in QUESTION_RULES[question.kind].buttons(question, youth.language)
    )
    leave = button(house, youth.language, ThingKey.B_LEAVE_IT, "letbe", checkin.id)
    line = Line(
        purpose=Purpose.THANKS,
        key=f"{contact.key}.{question.key}",
        text=question.text[youth.language].format(navn=youth.first_name),
        dedupe=dedupe(incoming, "fix"),
        buttons=answers + row(leave),
        edits_message_id=incoming.message_id,
        checkin_id=checkin.id,
    )
    to_youth(tx, now, youth, line)


def fix_answer(
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
    """Let another answer take the place of the one that was tapped; the worker sees both.

    An answer that is low opens its case as ever. One that was low and is taken back closes none.
    """
    turn = Turn(tx, actor, now, house, incoming, youth)
    given = _given(turn, checkin_id)
    if given is None:
        return
    checkin, contact, known, old = given
    answer = _accepted(questions_of(checkin, contact)[known], raw)
    if position != known or answer is None:
        _say_over(turn)
        return
    if answer.value != old.value:
        fresh = {"edited_at": now, "read_at": None, "read_by": None}
        new = replace(old, value=answer.value, number=answer.number, **fresh)  # type: ignore[arg-type]
        replies.change(tx, now, old, new)
        checkin = replace(checkin, low=_is_low(turn, checkin, contact))
        checkins.save(tx, checkin)
    if answer.low:
        raise_case(tx, actor, now, house, youth=youth, kind=CaseKind.LOW_ANSWER)
    look_again(tx, house, youth.id)
    _thank(turn, checkin, contact, answer)


def leave_it(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    incoming: Incoming,
    youth: Youth,
    *,
    checkin_id: int,
) -> None:
    """Let the answer stand as it was, and thank for it again."""
    turn = Turn(tx, actor, now, house, incoming, youth)
    given = _given(turn, checkin_id)
    if given is not None:
        checkin, contact, position, old = given
        answer = _accepted(questions_of(checkin, contact)[position], old.value or "")
        _thank(turn, checkin, contact, answer)


def _given(turn: Turn, checkin_id: int) -> Given | None:
    """Return the answer that was tapped last, while it may change; all else is answered here."""
    found = tapped_checkin(turn, checkin_id)
    if found is None:
        return None
    checkin, contact = found
    tapped = [
        reply
        for reply in replies.of_checkin(turn.tx, checkin.id)
        if reply.kind is ReplyKind.ANSWER and reply.value is not None and reply.text is None
    ]
    keys = [question.key for question in questions_of(checkin, contact)]
    over = checkin.state is not CheckInState.DONE or turn.now >= checkin.expires_at
    if over or not tapped or tapped[-1].question_key not in keys:
        _say_over(turn)
        return None
    return checkin, contact, keys.index(str(tapped[-1].question_key)), tapped[-1]


def _accepted(question: Question, raw: str) -> Answer | None:
    return QUESTION_RULES[question.kind].accept(question, raw)


def _is_low(turn: Turn, checkin: CheckIn, contact: PlannedContact) -> bool:
    """Return whether any answer of the check-in is low as they stand now."""
    by_key = {question.key: question for question in questions_of(checkin, contact)}
    for reply in replies.of_checkin(turn.tx, checkin.id):
        question = by_key.get(reply.question_key or "")
        answer = _accepted(question, reply.value) if question and reply.value else None
        if answer is not None and answer.low:
            return True
    return False


def _thank(turn: Turn, checkin: CheckIn, contact: PlannedContact, answer: Answer | None) -> None:
    effect = Effect.THANK_LOW if checkin.low else Effect.THANK
    move = Move(state=checkin.state, position=checkin.position, effect=effect, answer=answer)
    say_next(turn, checkin, contact, move)


def _say_over(turn: Turn) -> None:
    voice = Voice.of(turn.tx, turn.house, turn.youth, turn.now)
    answer_youth(turn.tx, turn.now, voice, turn.incoming, ThingKey.FIX_OVER)
