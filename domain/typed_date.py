"""A day that somebody typed: `24.12`, `24/12`, `24. december`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan",
            "feb",
            "mar",
            "apr",
            "maj may",
            "jun",
            "jul",
            "aug",
            "sep",
            "okt oct",
            "nov",
            "dec",
        ),
        start=1,
    )
    for name in names.split()
}
_LEAP_YEAR = 2024  # has every day
_NUMBERS = re.compile(r"(\d{1,2})\s*[./-]\s*(\d{1,2})\.?")
_WORDS = re.compile(r"(?:den\s+)?(\d{1,2})\.?\s+([^\W\d_]{3,9})\.?")


def typed_day(text: str, today: date) -> date | None:
    """Return the next day after `today` that a text names, or None when it is something else.

    The day comes before the month. The text must be nothing but that day.
    """
    years = (today.year, today.year + 1)
    return next((day for day in _named(text, years) if day > today), None)


def typed_day_before(text: str, today: date) -> date | None:
    """Return the latest day up to `today` that a text names, or None for something else.

    Written as for `typed_day`.
    """
    years = (today.year, today.year - 1)
    return next((day for day in _named(text, years) if day <= today), None)


def names_a_day(text: str) -> bool:
    """Return whether a text is nothing but a day of some year."""
    return any(_named(text, (_LEAP_YEAR,)))


def _named(text: str, years: Iterable[int]) -> Iterator[date]:
    """Yield the day that a text names, in each of these years that has it."""
    words = text.strip().casefold()
    if found := _NUMBERS.fullmatch(words):
        day, month = int(found[1]), int(found[2])
    elif found := _WORDS.fullmatch(words):
        day, month = int(found[1]), _MONTHS.get(found[2][:3], 0)
    else:
        return
    for year in years:
        named = _date(year, month, day)
        if named is not None:
            yield named


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
