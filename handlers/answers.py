"""The buttons of a check-in: an answer, *spring over*, and *svar* on a reminder."""

from __future__ import annotations

from functools import partial

from domain.callback import Tap
from handlers.roads import tap_of_youth
from services.answer_question import answer, ask_again, skip
from services.receive import Road


def answered(tap: Tap) -> Road | None:
    """Return the road of an answer: `position-value`."""
    position, dash, raw = tap.value.partition("-")
    if not dash or not position.isdecimal():
        return None
    return tap_of_youth(partial(answer, checkin_id=tap.id, position=int(position), raw=raw))


def skipped(tap: Tap) -> Road | None:
    """Return the road of *spring over*: the value is the question's position."""
    if not tap.value.isdecimal():
        return None
    return tap_of_youth(partial(skip, checkin_id=tap.id, position=int(tap.value)))


def reopened(tap: Tap) -> Road:
    """Return the road of *svar* on a reminder."""
    return tap_of_youth(partial(ask_again, checkin_id=tap.id))
