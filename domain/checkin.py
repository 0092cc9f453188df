"""A check-in: one message, edited in place from question to question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Protocol

from domain.people import Language
from domain.plan import ContactKind, PlannedContact
from domain.question import Answer, Question, QuestionKind
from domain.questions import choice, free_text, scale


class CheckInState(StrEnum):
    """Open until it is done, skipped, expired or cancelled (by a pause, a stop or a red case)."""

    OPEN = "open"
    DONE = "done"
    SKIPPED = "skipped"
    EXPIRED = "expired"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckIn:
    """One occurrence of a planned contact for one youth. Instants are UTC."""

    id: int
    youth_id: int
    contact_key: str
    kind: ContactKind
    programme_version_id: int
    occurrence_at: datetime
    state: CheckInState
    position: int  # index of the question that is open
    prompt_outbox_id: int  # the message that carries the question
    opened_at: datetime
    remind_at: datetime | None
    reminded_at: datetime | None
    expires_at: datetime
    event_at: datetime | None  # a café's beginning
    low: bool  # an answer so far must be seen within a working day
    asked: tuple[str, ...] | None = None  # keys of its questions; None: all that stand in the plan
    later_at: datetime | None = None  # when the youth asked to be asked again


class QuestionRules(Protocol):
    """What the file of a question type offers."""

    def accept(self, question: Question, raw: str) -> Answer | None:
        """Return the answer, or None when `raw` is no answer to this question."""

    def buttons(
        self, question: Question, language: Language
    ) -> tuple[tuple[tuple[str, str], ...], ...]:
        """Return rows of (label, value)."""


QUESTION_RULES: Mapping[QuestionKind, QuestionRules] = MappingProxyType(
    {QuestionKind.SCALE: scale, QuestionKind.CHOICE: choice, QuestionKind.FREE_TEXT: free_text}
)


class Effect(StrEnum):
    """What follows from an event. Every event has exactly one."""

    NEXT_QUESTION = "next_question"
    THANK = "thank"
    THANK_LOW = "thank_low"  # an answer that a worker sees within a working day
    THANK_SKIP = "thank_skip"
    WELCOME_LATE = "welcome_late"  # after the end, and kept
    CLOSE = "close"  # the prompt is closed in place
    REMIND = "remind"
    STALE = "stale"  # answered, skipped or over already: a kind word, nothing changes
    FOREIGN = "foreign"  # nothing here asked for this: nothing changes


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """Where a check-in stands after an event, and what follows."""

    state: CheckInState
    position: int
    effect: Effect
    answer: Answer | None = None
    late: bool = False
    follow_up: str | None = None  # key of a question that this answer brings next


def questions_of(checkin: CheckIn, contact: PlannedContact) -> tuple[Question, ...]:
    """Return the questions of this one check-in, in the order in which they are asked."""
    if checkin.asked is None:
        return contact.questions
    found = (contact.question(key) for key in checkin.asked)
    return tuple(question for question in found if question is not None)


def answer(
    checkin: CheckIn, contact: PlannedContact, position: int, raw: str, now: datetime
) -> Move:
    """Return what a tap on an answer of question `position` does.

    An answer to the question that was open when the check-in ended is kept as late.
    """
    question = _question(checkin, contact, position)
    if question is None or question.kind is QuestionKind.FREE_TEXT:
        return _stays(checkin, Effect.FOREIGN)
    given = QUESTION_RULES[question.kind].accept(question, raw)
    if given is None or position > checkin.position:
        return _stays(checkin, Effect.FOREIGN)
    if position < checkin.position or checkin.state in _ANSWERED:
        return _stays(checkin, Effect.STALE)
    if checkin.state is CheckInState.OPEN and now < checkin.expires_at:
        return _next(checkin, contact, given)
    ended = _ended(checkin)
    late = Effect.WELCOME_LATE
    return Move(state=ended, position=position + 1, effect=late, answer=given, late=True)


def skip(checkin: CheckIn, contact: PlannedContact, position: int) -> Move:
    """Return what a tap on *spring over* at question `position` does: it ends the check-in.

    With nothing answered it is skipped, otherwise done. A skip counts until the prompt is closed.
    """
    if _question(checkin, contact, position) is None or position > checkin.position:
        return _stays(checkin, Effect.FOREIGN)
    if checkin.state is not CheckInState.OPEN or position < checkin.position:
        return _stays(checkin, Effect.STALE)
    if position == 0:
        return Move(state=CheckInState.SKIPPED, position=0, effect=Effect.THANK_SKIP)
    thanks = Effect.THANK_LOW if checkin.low else Effect.THANK
    return Move(state=CheckInState.DONE, position=position, effect=thanks)


def text(checkin: CheckIn, contact: PlannedContact, words: str, now: datetime) -> Move:
    """Return what written words do: an answer while a free-text question is open, else foreign."""
    question = _question(checkin, contact, checkin.position)
    is_asked = checkin.state is CheckInState.OPEN and now < checkin.expires_at
    if not is_asked or question is None or question.kind is not QuestionKind.FREE_TEXT:
        return _stays(checkin, Effect.FOREIGN)
    given = free_text.accept(question, words)
    return _stays(checkin, Effect.FOREIGN) if given is None else _next(checkin, contact, given)


def expire(checkin: CheckIn, now: datetime) -> Move:
    """Return what the end of the window does: the prompt is closed, its answers are kept."""
    if checkin.state is not CheckInState.OPEN or now < checkin.expires_at:
        return _stays(checkin, Effect.STALE)
    return Move(state=CheckInState.EXPIRED, position=checkin.position, effect=Effect.CLOSE)


def remind(checkin: CheckIn, now: datetime) -> Move:
    """Return whether the one reminder goes out now."""
    is_due = (
        checkin.state is CheckInState.OPEN
        and checkin.reminded_at is None
        and checkin.remind_at is not None
        and checkin.remind_at <= now < checkin.expires_at
    )
    return _stays(checkin, Effect.REMIND if is_due else Effect.STALE)


def later(checkin: CheckIn, at: datetime, remind_at: datetime | None) -> CheckIn:
    """Return the open check-in as one that comes back at `at`, with its one reminder after that.

    A reminder that was sent already is not sent again.
    """
    return replace(checkin, later_at=at, remind_at=remind_at)


def come_back(checkin: CheckIn, prompt_outbox_id: int) -> CheckIn:
    """Return the check-in that waited until later, asked anew by another message."""
    return replace(checkin, later_at=None, prompt_outbox_id=prompt_outbox_id)


def cancel(checkin: CheckIn) -> Move:
    """Return what a pause, a stop or a red case does to an open check-in."""
    if checkin.state is not CheckInState.OPEN:
        return _stays(checkin, Effect.STALE)
    return Move(state=CheckInState.CANCELLED, position=checkin.position, effect=Effect.CLOSE)


def moved(
    checkin: CheckIn, move: Move, now: datetime, *, contact: PlannedContact | None = None
) -> CheckIn:
    """Return the check-in after the move, as it is stored.

    `contact` is what the check-in is one of; only a move that brings a follow-up needs it.
    """
    asked = checkin.asked
    if move.follow_up is not None and contact is not None:
        keys = [question.key for question in questions_of(checkin, contact)]
        asked = (*keys[: move.position], move.follow_up, *keys[move.position :])
    return replace(
        checkin,
        asked=asked,
        state=move.state,
        position=move.position,
        low=checkin.low or (move.answer is not None and move.answer.low),
        reminded_at=now if move.effect is Effect.REMIND else checkin.reminded_at,
        later_at=None if move.effect in _ENDS_WAITING else checkin.later_at,
    )


_ENDS_WAITING = frozenset(
    {Effect.NEXT_QUESTION, Effect.THANK, Effect.THANK_LOW, Effect.THANK_SKIP, Effect.CLOSE}
)
_ANSWERED = frozenset({CheckInState.DONE, CheckInState.SKIPPED})


def _question(checkin: CheckIn, contact: PlannedContact, position: int) -> Question | None:
    questions = questions_of(checkin, contact)
    return questions[position] if 0 <= position < len(questions) else None


def _stays(checkin: CheckIn, effect: Effect) -> Move:
    return Move(state=checkin.state, position=checkin.position, effect=effect)


def _ended(checkin: CheckIn) -> CheckInState:
    # The window may be over before the tick that closes it has run.
    return CheckInState.EXPIRED if checkin.state is CheckInState.OPEN else checkin.state


def _next(checkin: CheckIn, contact: PlannedContact, given: Answer) -> Move:
    position = checkin.position + 1
    questions = questions_of(checkin, contact)
    follow_up = questions[checkin.position].follow_up(given)
    if follow_up is not None and follow_up in {question.key for question in questions}:
        follow_up = None  # it is asked anyway
    if position < len(questions) or follow_up is not None:
        state, effect = CheckInState.OPEN, Effect.NEXT_QUESTION
    else:
        low = checkin.low or given.low
        state, effect = CheckInState.DONE, Effect.THANK_LOW if low else Effect.THANK
    return Move(state=state, position=position, effect=effect, answer=given, follow_up=follow_up)
