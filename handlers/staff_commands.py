"""The commands of staff: today, a talk, their youths, a number, away, the week."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from services.ask_new_worker import ask_whose
from services.concern import concern_by_reply
from services.give_help import give_help
from services.go_away import go_away
from services.log_talk import ask_whom
from services.my_week import show_my_week
from services.my_youths import show_youths
from services.others import help_for_stranger
from services.receive import Road, StaffVerb
from services.set_number import set_number
from services.show_today import show_today
from services.show_week import show_week
from services.swap_duty import show_turns


def _of_staff(verb: StaffVerb) -> Road:
    return Road(youth=give_help, staff=verb, stranger=help_for_stranger)


def today(_: str) -> Road:
    """Return the road of /idag."""
    return _of_staff(show_today)


def number(rest: str) -> Road:
    """Return the road of /nummer, with the number that follows."""
    return _of_staff(partial(set_number, typed=rest.strip()))


def away(_: str) -> Road:
    """Return the road of /vaek."""
    return _of_staff(go_away)


def talked(rest: str) -> Road:
    """Return the road of /talt, with the day that follows."""
    return _of_staff(partial(ask_whom, typed=rest.strip()))


def youths(_: str) -> Road:
    """Return the road of /unge."""
    return _of_staff(show_youths)


def concerned(rest: str) -> Road:
    """Return the road of /bekymret, which replies to a message, with whose concern it is."""
    return _of_staff(partial(concern_by_reply, typed=rest.strip()))


def week(_: str) -> Road:
    """Return the road of /uge: each has their own."""
    return Road(youth=show_my_week, staff=show_week, stranger=help_for_stranger)


def handover(_: str) -> Road:
    """Return the road of /skift."""
    return _of_staff(ask_whose)


def duty(_: str) -> Road:
    """Return the road of /vagt."""
    return _of_staff(show_turns)


STAFF_COMMANDS: Mapping[str, Callable[[str], Road]] = {
    "idag": today,
    "today": today,
    "nummer": number,
    "number": number,
    "vagt": duty,
    "duty": duty,
    "vaek": away,
    "væk": away,
    "away": away,
    "skift": handover,
    "handover": handover,
    "uge": week,
    "week": week,
    "talt": talked,
    "talked": talked,
    "unge": youths,
    "youths": youths,
    "bekymret": concerned,
    "concerned": concerned,
}
