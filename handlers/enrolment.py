"""The buttons of enrolment."""

from __future__ import annotations

from functools import partial

from domain.callback import Tap
from domain.people import LANGUAGES, AgeBand
from handlers.roads import tap_of_youth
from services.enrol import choose, go_on, read_more, say_no, say_yes, tell_age
from services.receive import Road


def language(tap: Tap) -> Road | None:
    """Return the road of a chosen language."""
    chosen = next((one for one in LANGUAGES if one == tap.value), None)
    return tap_of_youth(partial(choose, language=chosen)) if chosen else None


def more(_: Tap) -> Road:
    """Return the road of *læs mere*."""
    return tap_of_youth(read_more)


def onward(_: Tap) -> Road:
    """Return the road of *videre*."""
    return tap_of_youth(go_on)


def age(tap: Tap) -> Road | None:
    """Return the road of a chosen age band."""
    band = next((one for one in AgeBand if one.value == tap.value), None)
    return tap_of_youth(partial(tell_age, band=band)) if band else None


def yes(_: Tap) -> Road:
    """Return the road of *ja, prøv det*."""
    return tap_of_youth(say_yes)


def no(_: Tap) -> Road:
    """Return the road of *nej tak*."""
    return tap_of_youth(say_no)
