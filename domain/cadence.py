"""When a recurring contact comes next: recurrence rules in local wall time.

A rule is an RFC 5545 rule such as `FREQ=WEEKLY;INTERVAL=2;BYDAY=TU`. It says on which days; the
time of day stands beside it. What the clocks do on that day is decided in `domain/wall.py`.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from dateutil.rrule import rrule, rrulestr

from domain.site import QuietHours
from domain.wall import to_utc, to_wall

_MAX_COUNT = 500
_MAX_INTERVAL = 52
_DAY_NAME = "(?:MO|TU|WE|TH|FR|SA|SU)"
_FORMS = {
    "FREQ": (r"DAILY|WEEKLY|MONTHLY", "write DAILY, WEEKLY or MONTHLY"),
    "INTERVAL": (r"\d{1,2}", f"write a number from 1 to {_MAX_INTERVAL}"),
    "BYDAY": (
        rf"(?:[+-]?[1-5])?{_DAY_NAME}(?:,(?:[+-]?[1-5])?{_DAY_NAME})*",
        "write days such as TU or TU,TH, or 1MO for a month's first Monday",
    ),
    "BYMONTHDAY": (
        r"-?\d{1,2}(?:,-?\d{1,2})*",
        "write days of the month such as 1,15, or -1 for the last",
    ),
    "COUNT": (r"\d{1,3}", f"write a number from 1 to {_MAX_COUNT}"),
    "UNTIL": (
        r"\d{8}(?:T\d{6})?",
        "write local time without Z, such as 20261224 or 20261224T150000",
    ),
}
_RANGES = {"INTERVAL": (1, _MAX_INTERVAL), "COUNT": (1, _MAX_COUNT)}


def check_rule(rule: str) -> None:
    """Refuse a recurrence rule that this product does not understand.

    Raises:
        ValueError: If it has an unknown or repeated part, or a part that makes no sense; the
            message says what to write instead.
    """
    parts = _parts(rule)
    if "FREQ" not in parts:
        raise ValueError(f"Rule {rule!r} says no frequency: begin with FREQ=WEEKLY or the like.")
    for name, value in parts.items():
        _check_part(name, value)
    if parts["FREQ"] != "MONTHLY" and re.search(r"\d", parts.get("BYDAY", "")):
        raise ValueError(f"Rule {rule!r} counts weekdays: that needs FREQ=MONTHLY.")
    if parts["FREQ"] != "MONTHLY" and "BYMONTHDAY" in parts:
        raise ValueError(f"Rule {rule!r} names days of the month: that needs FREQ=MONTHLY.")
    if parts["FREQ"] == "DAILY" and "BYDAY" in parts:
        raise ValueError(f"Rule {rule!r} names weekdays: that needs FREQ=WEEKLY.")
    if "COUNT" in parts and "UNTIL" in parts:
        raise ValueError(f"Rule {rule!r} ends twice: keep COUNT or UNTIL.")


def next_occurrence(
    rule: str, at: time, zone: str, *, anchor: date, after: datetime
) -> datetime | None:
    """Return the first occurrence strictly after `after` (UTC), or None when the rule has ended.

    Args:
        rule: A recurrence rule that `check_rule` accepts.
        at: Wall time of every occurrence.
        zone: Name of the time zone the wall time is in.
        anchor: Local day from which the rule counts: nothing comes before it, and every second
            week means every second week from its week.
        after: Aware instant.

    Raises:
        ValueError: If the rule or the zone cannot be understood.
    """
    days = _days(rule, anchor, at.replace(fold=0, tzinfo=None))
    # A change of clocks can move an occurrence past `after` although its wall time is not.
    wall = to_wall(after, zone).replace(tzinfo=None, fold=0) - timedelta(days=2)
    for occurrence in days.xafter(wall):
        instant = to_utc(occurrence.date(), at, zone)
        if instant > after:
            return instant
    return None


def after_quiet(instant: datetime, quiet: QuietHours, zone: str) -> datetime:
    """Return `instant`, or the end of the quiet time that covers it (UTC)."""
    return quiet.ends(instant, zone) or instant


@lru_cache(maxsize=256)
def _days(rule: str, anchor: date, at: time) -> rrule:
    check_rule(rule)
    # A last day without a time is meant to its end.
    whole = re.sub(r"(UNTIL=\d{8})(?=;|$)", r"\1T235959", rule)
    made = rrulestr(whole, dtstart=datetime.combine(anchor, at))  # wall time
    assert isinstance(made, rrule), "one rule line gives one rule"
    return made


def _parts(rule: str) -> dict[str, str]:
    parts: dict[str, str] = {}
    for part in rule.split(";"):
        name, _, value = part.partition("=")
        if name not in _FORMS:
            raise ValueError(f"Rule part {part!r} is not known: use only {', '.join(_FORMS)}.")
        if name in parts:
            raise ValueError(f"Rule {rule!r} has {name} twice: keep one.")
        parts[name] = value
    return parts


def _check_part(name: str, value: str) -> None:
    form, remedy = _FORMS[name]
    low, high = _RANGES.get(name, (None, None))
    fits = re.fullmatch(form, value) is not None
    if fits and low is not None and high is not None:
        fits = low <= int(value) <= high
    if fits and name == "BYMONTHDAY":
        fits = all(1 <= abs(int(day)) <= 31 for day in value.split(","))
    if fits and name == "UNTIL":
        fits = _is_day(value)
    if not fits:
        raise ValueError(f"Rule part {name}={value!r} makes no sense: {remedy}.")


def _is_day(value: str) -> bool:
    form = "%Y%m%dT%H%M%S" if "T" in value else "%Y%m%d"
    try:
        datetime.strptime(value, form)  # noqa: DTZ007 - wall time
    except ValueError:
        return False
    return True
