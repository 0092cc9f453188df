"""The buttons of /pause and /stop."""

from __future__ import annotations

from datetime import date
from functools import partial

from domain.callback import Tap
from handlers.roads import tap_of_youth
from services.pause import pause, resume
from services.pause_date import ask_day, ask_length, ask_month, pause_to
from services.receive import Road
from services.stop import tell_if_we_may_call

_OTHER_WAYS = {"date": ask_month, "weeks": ask_length}


def weeks(tap: Tap) -> Road | None:
    """Return the road of a chosen length of pause, or of the way to choose it."""
    if tap.value in _OTHER_WAYS:
        return tap_of_youth(_OTHER_WAYS[tap.value])
    if not tap.value.isdecimal():
        return None
    return tap_of_youth(partial(pause, weeks=int(tap.value)))


def month(tap: Tap) -> Road | None:
    """Return the road of a month in which a pause may end, such as `2026-12`."""
    first = _day(f"{tap.value}-01")
    return tap_of_youth(partial(ask_day, first=first)) if first else None


def day(tap: Tap) -> Road | None:
    """Return the road of the day to which a pause lasts, such as `2026-12-24`."""
    named = _day(tap.value)
    return tap_of_youth(partial(pause_to, day=named)) if named else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def start_now(_: Tap) -> Road:
    """Return the road of *start nu*."""
    return tap_of_youth(resume)


def may_call(tap: Tap) -> Road:
    """Return the road of the answer to *må {medarbejder} stadig ringe?*."""
    return tap_of_youth(partial(tell_if_we_may_call, allowed=tap.value == "yes"))
