"""The buttons of the menu and of the youth's own rhythm."""

from __future__ import annotations

import re
from functools import partial

from domain.callback import Tap
from domain.later import Later
from domain.people import LANGUAGES
from handlers.commands import COMMANDS
from handlers.roads import tap_of_youth
from services.ask_clock import ask_clock, set_clock
from services.change_language import change_language
from services.later import ask_when, come_later, show_again
from services.old_buttons import refuse_stranger
from services.receive import Road
from services.show_times import (
    ask_as_before,
    ask_evening,
    ask_morning,
    leave_as_it_is,
    set_quiet,
)
from services.show_topics import turn_topic
from services.staff_language import change_staff_language

_HOUR = re.compile(r"[0-9]{1,2}")
_HOURS_FROM_UTC = re.compile(r"-?[0-9]{1,2}")


def command(tap: Tap) -> Road | None:
    """Return the road of a command that was chosen in /menu: the value is its name."""
    known = COMMANDS.get(tap.value)
    return known("") if known else None


def later(tap: Tap) -> Road:
    """Return the road of *senere*."""
    return tap_of_youth(partial(ask_when, checkin_id=tap.id))


def later_at(tap: Tap) -> Road | None:
    """Return the road of when a question shall come back."""
    wish = next((one for one in Later if one.value == tap.value), None)
    return tap_of_youth(partial(come_later, checkin_id=tap.id, wish=wish)) if wish else None


def not_later(tap: Tap) -> Road:
    """Return the road of *tilbage* to the question."""
    return tap_of_youth(partial(show_again, checkin_id=tap.id))


def quiet(tap: Tap) -> Road | None:
    """Return the road of own quiet hours: nothing yet, `evening`, or `evening-morning`."""
    if not tap.value:
        return tap_of_youth(ask_evening)
    hours = tap.value.split("-")
    if len(hours) > 2 or not all(_HOUR.fullmatch(hour) for hour in hours):
        return None
    evening = int(hours[0])
    if len(hours) == 1:
        return tap_of_youth(partial(ask_morning, evening=evening))
    return tap_of_youth(partial(set_quiet, evening=evening, morning=int(hours[1])))


def elsewhere(tap: Tap) -> Road | None:
    """Return the road of *jeg er et andet sted*: nothing yet, or the hours from UTC."""
    if not tap.value:
        return tap_of_youth(ask_clock)
    if not _HOURS_FROM_UTC.fullmatch(tap.value):
        return None
    return tap_of_youth(partial(set_clock, hours=int(tap.value)))


def as_now(_: Tap) -> Road:
    """Return the road of *som nu*."""
    return tap_of_youth(leave_as_it_is)


def as_before(_: Tap) -> Road:
    """Return the road of *spørg som før*."""
    return tap_of_youth(ask_as_before)


def topic(tap: Tap) -> Road | None:
    """Return the road of a topic that is stopped or taken up: `off-school`, `on-school`."""
    turn, dash, key = tap.value.partition("-")
    if not dash or turn not in {"on", "off"}:
        return None
    return tap_of_youth(partial(turn_topic, topic=key, wanted=turn == "on"))


def tongue(tap: Tap) -> Road | None:
    """Return the road of another language."""
    chosen = next((one for one in LANGUAGES if one == tap.value), None)
    if chosen is None:
        return None
    return Road(
        youth=partial(change_language, language=chosen),
        staff=partial(change_staff_language, language=chosen),
        stranger=refuse_stranger,
    )
