"""A scale such as 0-10, answered with one tap."""

from __future__ import annotations

import re

from domain.people import Language
from domain.question import Answer, Question

_MOST_IN_A_ROW = 6  # wider rows are too small for a thumb
_NUMBER = re.compile(r"0|-?[1-9][0-9]{0,2}")


def accept(question: Question, raw: str) -> Answer | None:
    """Return the answer that a button's value stands for, or None when it is none of them."""
    if not _NUMBER.fullmatch(raw):
        return None
    number = int(raw)
    if not question.lowest <= number <= question.highest:
        return None
    low = question.low_up_to is not None and number <= question.low_up_to
    return Answer(question.key, value=raw, number=number, low=low)


def buttons(
    question: Question,
    language: Language,  # noqa: ARG001 - every question type is asked alike
) -> tuple[tuple[tuple[str, str], ...], ...]:
    """Return rows of (label, value), in as few and as even rows as fit: 0-10 makes 6 + 5."""
    values = [str(number) for number in range(question.lowest, question.highest + 1)]
    rows = -(-len(values) // _MOST_IN_A_ROW)
    wide = -(-len(values) // rows)
    return tuple(
        tuple((value, value) for value in values[first : first + wide])
        for first in range(0, len(values), wide)
    )
