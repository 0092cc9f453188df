"""The buttons of the menu and of the youth's own rhythm."""

from __future__ import annotations

from functools import partial

from domain.callback import Tap
from domain.later import Later
from domain.people import LANGUAGES
from handlers.commands import COMMANDS
from handlers.roads import tap_of_youth
from services.change_language import change_language
from services.later import ask_when, come_later, show_again
from services.receive import Road


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


def tongue(tap: Tap) -> Road | None:
    """Return the road of another language."""
    chosen = next((one for one in LANGUAGES if one == tap.value), None)
    return tap_of_youth(partial(change_language, language=chosen)) if chosen else None
