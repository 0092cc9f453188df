"""What a check-in asks, and what an answer is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from domain.people import Language

Wording = Mapping[Language, str]


class QuestionKind(StrEnum):
    """The question types; each has a file of its own in `domain/questions/`."""

    SCALE = "scale"
    CHOICE = "choice"
    FREE_TEXT = "free_text"


@dataclass(frozen=True, slots=True)
class Option:
    """One button of a choice. `low` marks an answer a worker must see within a working day."""

    key: str
    label: Wording
    low: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """Which question comes next after some answers: numbers from `low` to `high`, or `options`."""

    ask: str  # the key of a follow-up question, which has none of its own
    low: int | None = None
    high: int | None = None
    options: frozenset[str] = frozenset()

    def fits(self, answer: Answer) -> bool:
        """Return whether the answer is one of those."""
        if answer.number is None or self.low is None or self.high is None:
            return answer.value in self.options
        return self.low <= answer.number <= self.high


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question with its wording in both languages.

    A scale runs from `lowest` to `highest`; answers up to `low_up_to` are passed on to the worker.
    A question on a `topic` is left out once the youth has stopped that.
    """

    key: str
    kind: QuestionKind
    text: Wording
    options: tuple[Option, ...] = ()
    lowest: int = 0
    highest: int = 10
    low_up_to: int | None = None
    topic: str | None = None
    follow_ups: tuple[FollowUp, ...] = ()

    def follow_up(self, answer: Answer) -> str | None:
        """Return the key of the question that follows this answer, or None."""
        return next((one.ask for one in self.follow_ups if one.fits(answer)), None)


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered: the option's key or the number as text, and free text where asked for."""

    question_key: str
    value: str | None = None
    number: int | None = None
    text: str | None = None
    low: bool = False
