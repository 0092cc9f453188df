"""Weekdays, small numbers and lists as people say them: "tirsdag og torsdag", "fire"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from babel import Locale
from babel.lists import format_list

from domain.people import Language

_NUMBERS: dict[Language, tuple[str, ...]] = {
    "da": ("nul", "én", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni", "ti"),
    "en": ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
}


def weekday(day: int, language: Language) -> str:
    """Return the name of a weekday; Monday is 0."""
    return str(_locale(language).days["format"]["wide"][day])


def month(number: int, language: Language) -> str:
    """Return the name of a month; January is 1."""
    return str(_locale(language).months["format"]["wide"][number])


def listed(words: Sequence[str], language: Language) -> str:
    """Return words in a row, the last with "og" or "and" before it."""
    said = format_list(words, locale=_locale(language))
    return said.replace(", and ", " and ")


def number_word(number: int, language: Language) -> str:
    """Return a number up to ten in letters, a larger one in digits."""
    names = _NUMBERS[language]
    return names[number] if number < len(names) else str(number)


@lru_cache(maxsize=2)
def _locale(language: Language) -> Locale:
    return Locale.parse(language)
