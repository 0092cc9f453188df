"""Reasons in words: the sentence of the programme file, filled in, with its points."""

from __future__ import annotations

from datetime import date

from domain.people import Language
from domain.risk import Policy, Reason
from domain.signal import Value


def reason_words(policy: Policy, reason: Reason, language: Language) -> str:
    """Return a reason as staff read it, such as "Mødte ikke op 3/12 uden besked (+2)"."""
    return f"{sentence_of(policy, reason, language)} ({points_words(reason.points, language)})"


def sentence_of(policy: Policy, reason: Reason, language: Language) -> str:
    """Return the sentence of a reason without its points.

    A signal that the policy no longer has is told by its name.
    """
    sentence = policy.sentence(reason.key)
    if sentence is None:
        return reason.key
    values = {name: _shown(policy, name, one, language) for name, one in reason.values.items()}
    return sentence[language].format_map(values)


def item_name(policy: Policy, item: str, language: Language) -> str:
    """Return what an item is called, or its key where the file does not say."""
    name = policy.items.get(item)
    return name[language] if name is not None else item


def points_words(points: float, language: Language) -> str:
    """Return points with their sign, such as "+0,5" in Danish."""
    said = f"{points:+g}"
    return said.replace(".", ",") if language == "da" else said


def _shown(policy: Policy, name: str, value: Value, language: Language) -> str:
    if name == "emne":
        return item_name(policy, str(value), language)
    if isinstance(value, date):
        return f"{value.day}/{value.month}"
    return str(value)
