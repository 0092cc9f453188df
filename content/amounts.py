"""How times, durations and dates are written in content files: "9.30", "4 staffed hours".

Each function takes what stood in the file and raises the error of `wrong`: what to write instead.
"""

from __future__ import annotations

import re
from datetime import date, time, timedelta

from pydantic_core import PydanticCustomError

_UNITS = {"minute": timedelta(minutes=1), "hour": timedelta(hours=1), "day": timedelta(days=1)}
_LONGEST = timedelta(days=90)


def wrong(what: str, remedy: str) -> PydanticCustomError:
    """Return the error that says what is wrong and what to write instead."""
    return PydanticCustomError("content", "{what}", {"what": what, "remedy": remedy})


def _match(form: str, written: object, remedy: str) -> re.Match[str]:
    found = re.fullmatch(form, written, re.ASCII) if isinstance(written, str) else None
    if found is None:
        raise wrong(f"{shown(written)} cannot be read", remedy)
    return found


def shown(written: object) -> str:
    """Return what stood in the file, short enough for one line."""
    text = ascii(written) if not isinstance(written, str) else f'"{written}"'
    text = " ".join(text.split())
    return text if len(text) <= 60 else f"{text[:57]}..."


def clock_time(written: object) -> time:
    """Return the time of day written as "15.00"."""
    remedy = 'write a time of day such as "9.00" or "15.30"'
    found = _match(r"(\d{1,2})[.:](\d\d)", written, remedy)
    hour, minute = int(found[1]), int(found[2])
    if hour > 23 or minute > 59:
        raise wrong(f"{shown(written)} is no time of day", remedy)
    return time(hour, minute)


def opening_hours(written: object) -> tuple[time, time]:
    """Return opening and closing written as "9.00-15.00"."""
    remedy = 'write opening and closing such as "9.00-15.00"'
    found = _match(r"([\d.:]+) ?- ?([\d.:]+)", written, remedy)
    opens, closes = clock_time(found[1]), clock_time(found[2])
    if opens >= closes:
        raise wrong(f"{shown(written)} closes before it opens", remedy)
    return opens, closes


def hours_of_line(written: object) -> tuple[time, time]:
    """Return opening and closing of a helpline, which may be past midnight: "11.00-05.00".

    A closing that is not after the opening is of the next day; "24.00" is midnight.
    """
    remedy = 'write opening and closing such as "11.00-19.00", "11.00-24.00" or "11.00-05.00"'
    found = _match(r"([\d.:]+) ?- ?([\d.:]+)", written, remedy)
    midnight = found[2] in {"24.00", "24:00"}
    opens, closes = clock_time(found[1]), time(0) if midnight else clock_time(found[2])
    if opens == closes:
        raise wrong(f"{shown(written)} is no time or a whole day", 'write hours = "always"')
    return opens, closes


def duration(written: object) -> timedelta:
    """Return the time written as "26 hours", "90 minutes" or "3 days"; at most 90 days."""
    remedy = 'write a number and a unit, such as "26 hours", "90 minutes" or "3 days"'
    found = _match(r"(\d{1,5}) (minute|hour|day)s?", written, remedy)
    return _in_bounds(int(found[1]) * _UNITS[found[2]], written, remedy)


def staffed_hours(written: object) -> timedelta:
    """Return the time written as "4 staffed hours": only hours with somebody at work count."""
    remedy = 'write it such as "4 staffed hours"'
    found = _match(r"(\d{1,3}) staffed hours?", written, remedy)
    return _in_bounds(int(found[1]) * _UNITS["hour"], written, remedy)


def working_days(written: object) -> int:
    """Return the number written as "1 working day"."""
    remedy = 'write it such as "1 working day" or "2 working days"'
    number = int(_match(r"(\d{1,2}) working days?", written, remedy)[1])
    if not number:
        raise wrong(f"{shown(written)} is no time at all", remedy)
    return number


_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def days_of_week(written: object) -> frozenset[int]:
    """Return the weekdays written as ["monday", "friday"]; Monday is 0."""
    remedy = f'write a list such as ["{_DAYS[0]}", "{_DAYS[4]}"]'
    if not isinstance(written, list) or not written:
        raise wrong(f"{shown(written)} names no weekday", remedy)
    for one in written:
        if one not in _DAYS:
            raise wrong(f"{shown(one)} is no weekday", remedy)
    return frozenset(_DAYS.index(one) for one in written)


def closed_day(written: object) -> tuple[int | None, int, int]:
    """Return year (None for every year), month and day written as "24.12" or "27.12.2026"."""
    remedy = 'write "24.12" for every year, or "27.12.2026" for one day'
    found = _match(r"(\d{1,2})\.(\d{1,2})(?:\.(\d{4}))?", written, remedy)
    day, month = int(found[1]), int(found[2])
    year = int(found[3]) if found[3] else None
    # 2024 has a 29 February: right for a day of every year.
    if not _is_date(year if year is not None else 2024, month, day):
        raise wrong(f"{shown(written)} is no date", remedy)
    return year, month, day


def _is_date(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _in_bounds(length: timedelta, written: object, remedy: str) -> timedelta:
    if not timedelta(0) < length <= _LONGEST:
        raise wrong(f"{shown(written)} is not between a minute and 90 days", remedy)
    return length
