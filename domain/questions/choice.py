"""A choice among a few options, answered with one tap."""

from __future__ import annotations

from domain.people import Language
from domain.question import Answer, Question


def accept(question: Question, raw: str) -> Answer | None:
    """Return the answer that an option's key stands for, or None when there is no such option."""
    for option in question.options:
        if option.key == raw:
            return Answer(question.key, value=raw, low=option.low)
    return None


def buttons(question: Question, language: Language) -> tuple[tuple[tuple[str, str], ...], ...]:
    """Return one row of (label, value) for each option."""
    return tuple(((option.label[language], option.key),) for option in question.options)
