"""The buttons of *ret*: ask anew, give another answer, let it stand."""

from __future__ import annotations

from functools import partial

from domain.callback import Tap
from handlers.roads import tap_of_youth
from services.fix_answer import ask_anew, fix_answer, leave_it
from services.receive import Road


def wanted(tap: Tap) -> Road:
    """Return the road of *ret*."""
    return tap_of_youth(partial(ask_anew, checkin_id=tap.id))


def given(tap: Tap) -> Road | None:
    """Return the road of another answer: `position-value`."""
    position, dash, raw = tap.value.partition("-")
    if not dash or not position.isdecimal():
        return None
    return tap_of_youth(partial(fix_answer, checkin_id=tap.id, position=int(position), raw=raw))


def left(tap: Tap) -> Road:
    """Return the road of *lad det stå*."""
    return tap_of_youth(partial(leave_it, checkin_id=tap.id))
