"""The commands of staff: today, a talk, a number, away, the week."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from services.give_help import give_help
from services.others import help_for_stranger
from services.receive import Road, StaffVerb
from services.set_number import set_number
from services.show_today import show_today


def _of_staff(verb: StaffVerb) -> Road:
    return Road(youth=give_help, staff=verb, stranger=help_for_stranger)


def today(_: str) -> Road:
    """Return the road of /idag."""
    return _of_staff(show_today)


def number(rest: str) -> Road:
    """Return the road of /nummer, with the number that follows."""
    return _of_staff(partial(set_number, typed=rest.strip()))


DESK_COMMANDS: Mapping[str, Callable[[str], Road]] = {
    "idag": today,
    "today": today,
    "nummer": number,
    "number": number,
}
