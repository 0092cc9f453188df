"""A question answered in one's own words."""

from __future__ import annotations

from domain.people import Language
from domain.question import Answer, Question


def accept(question: Question, raw: str) -> Answer | None:
    """Return the words as they were written, or None when there are none."""
    return Answer(question.key, text=raw) if raw.strip() else None


def buttons(
    question: Question,  # noqa: ARG001 - every question type is asked alike
    language: Language,  # noqa: ARG001
) -> tuple[tuple[tuple[str, str], ...], ...]:
    """Return no buttons: the answer is written."""
    return ()
