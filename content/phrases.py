"""Phrases of time: "i morgen kl. 9", "Monday at 3 pm". Never a bare clock or a number of days.

The small words of time are grammar and stand here, one table per language; the names of days and
months come from Babel.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel import Locale

from domain.people import Language

_WEEK = 7
_FAR = timedelta(days=300)  # from here on a date needs its year
_NOON = 12


@dataclass(frozen=True, slots=True)
class _Grammar:
    near: dict[int, str]  # days from today -> the word
    coming: str  # a weekday ahead
    named: str  # a weekday where "today" would mean another day
    gone: str  # a weekday past
    date: str
    long_date: str
    with_clock: str


_GRAMMAR: dict[Language, _Grammar] = {
    "da": _Grammar(
        near={-1: "i går", 0: "i dag", 1: "i morgen"},
        coming="på {weekday}",
        named="{weekday}",
        gone="i {weekday}s",
        date="den {day}. {month}",
        long_date="{weekday} den {day}. {month}",
        with_clock="{day} kl. {clock}",
    ),
    "en": _Grammar(
        near={-1: "yesterday", 0: "today", 1: "tomorrow"},
        coming="{weekday}",
        named="{weekday}",
        gone="last {weekday}",
        date="{day} {month}",
        long_date="{weekday} {day} {month}",
        with_clock="{day} at {clock}",
    ),
}


def when(instant: datetime, now: datetime, zone: str, language: Language) -> str:
    """Return day and time as people say it: "i dag kl. 15", "tomorrow at 9 am".

    Args:
        instant: Aware instant to name, ahead or past.
        now: Aware instant from which "today" is counted.
        zone: Name of the reader's time zone.
        language: The reader's language.
    """
    wall = _wall(instant, zone)
    return _GRAMMAR[language].with_clock.format(
        day=day(instant, now, zone, language), clock=clock(wall, language)
    )


def when_under(
    instant: datetime, now: datetime, written: datetime, zone: str, language: Language
) -> str:
    """Return day and time for words that stand under an older date in the chat.

    A message that is changed keeps the date on which it was written: where that is another day
    than today, the day is named ("onsdag kl. 9") instead of "i morgen".

    Args:
        instant: Aware instant to name.
        now: Aware instant from which "today" is counted.
        written: Aware instant at which the message was sent.
        zone: Name of the reader's time zone.
        language: The reader's language.
    """
    today = _wall(now, zone).date()
    wall = _wall(instant, zone)
    if _wall(written, zone).date() == today or abs((wall.date() - today).days) >= _WEEK:
        return when(instant, now, zone, language)
    grammar = _GRAMMAR[language]
    named = _fill(grammar.named, wall, language)
    return grammar.with_clock.format(day=named, clock=clock(wall, language))


def as_label(instant: datetime, now: datetime, zone: str, language: Language) -> str:
    """Return day and time as they stand on a button: "Mandag kl. 9", "Today at 9 am".

    Args:
        instant: Aware instant to name, ahead.
        now: Aware instant from which "today" is counted.
        zone: Name of the reader's time zone.
        language: The reader's language.
    """
    wall, grammar = _wall(instant, zone), _GRAMMAR[language]
    ahead = (wall.date() - _wall(now, zone).date()).days
    near = ahead in grammar.near or ahead >= _WEEK
    named = day(instant, now, zone, language) if near else _fill(grammar.named, wall, language)
    said = grammar.with_clock.format(day=named, clock=clock(wall, language))
    return said[:1].upper() + said[1:]


def day(instant: datetime, now: datetime, zone: str, language: Language) -> str:
    """Return the day alone: "i dag", "på mandag", "den 3. december" (from a week on a date)."""
    wall, today = _wall(instant, zone), _wall(now, zone)
    ahead = (wall.date() - today.date()).days
    grammar = _GRAMMAR[language]
    if ahead in grammar.near:
        return grammar.near[ahead]
    if abs(ahead) < _WEEK:
        form = grammar.coming if ahead > 0 else grammar.gone
    else:
        form = grammar.date
        if abs(wall.date() - today.date()) > _FAR:
            form += f" {wall.year}"
    return _fill(form, wall, language)


def long_date(instant: datetime, zone: str, language: Language) -> str:
    """Return the whole date without its year: "torsdag den 3. december", "Thursday 3 December"."""
    return _fill(_GRAMMAR[language].long_date, _wall(instant, zone), language)


def date_of(on: date, today: date, language: Language) -> str:
    """Return a local day that may lie far ahead: "tirsdag den 3. marts"; another year is named."""
    wall = datetime(on.year, on.month, on.day)  # noqa: DTZ001 - wall time
    said = _fill(_GRAMMAR[language].long_date, wall, language)
    return said if on.year == today.year else f"{said} {on.year}"


def clock(wall: datetime, language: Language) -> str:
    """Return the time of a local wall time: "9", "9.30"; in English "9 am", "9.30 am", "noon"."""
    minutes = f".{wall.minute:02}" if wall.minute else ""
    if language == "da":
        return f"{wall.hour}{minutes}"
    if not wall.minute and wall.hour % _NOON == 0:
        return "noon" if wall.hour else "midnight"
    return f"{wall.hour % _NOON or _NOON}{minutes} {'am' if wall.hour < _NOON else 'pm'}"


def _wall(instant: datetime, zone: str) -> datetime:
    if instant.tzinfo is None:
        raise ValueError("A phrase of time needs an aware instant, in UTC.")
    return instant.astimezone(ZoneInfo(zone))


def _fill(form: str, wall: datetime, language: Language) -> str:
    names = _locale(language)
    return form.format(
        weekday=names.days["format"]["wide"][wall.weekday()],
        day=wall.day,
        month=names.months["format"]["wide"][wall.month],
    )


@lru_cache(maxsize=2)
def _locale(language: Language) -> Locale:
    return Locale.parse(language)
