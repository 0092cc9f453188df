"""The buttons around a call: announced, answered, noted."""

from __future__ import annotations

from functools import partial

from domain.callback import Tap
from handlers.roads import on_youth_of, tap_of_staff, tap_of_youth
from services.call_answer import answer_call
from services.call_first import announce
from services.call_without_case import call_youth, nobody_answered
from services.case_tap import on_case
from services.receive import Road


def call_now(tap: Tap) -> Road:
    """Return the road of *jeg ringer nu* on a case."""
    return tap_of_staff(partial(on_case, case_id=tap.id, act=announce))


def call_youth_now(tap: Tap) -> Road:
    """Return the road of *jeg ringer nu* without a case."""
    return on_youth_of(tap, call_youth)


def tried(tap: Tap) -> Road:
    """Return the road of *ikke fat i* without a case."""
    return on_youth_of(tap, nobody_answered)


def call(tap: Tap) -> Road:
    """Return the road of what a youth says to a call."""
    return tap_of_youth(partial(answer_call, talk_id=tap.id, value=tap.value))
