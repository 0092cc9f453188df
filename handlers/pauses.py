"""The buttons of /pause and /stop."""

from __future__ import annotations

from functools import partial

from domain.callback import Tap
from handlers.roads import tap_of_youth
from services.pause import pause, resume
from services.receive import Road
from services.stop import tell_if_we_may_call


def weeks(tap: Tap) -> Road | None:
    """Return the road of a chosen length of pause."""
    if not tap.value.isdecimal():
        return None
    return tap_of_youth(partial(pause, weeks=int(tap.value)))


def start_now(_: Tap) -> Road:
    """Return the road of *start nu*."""
    return tap_of_youth(resume)


def may_call(tap: Tap) -> Road:
    """Return the road of the answer to *må {medarbejder} stadig ringe?*."""
    return tap_of_youth(partial(tell_if_we_may_call, allowed=tap.value == "yes"))
