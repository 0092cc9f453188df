"""The commands, by every name they have; `content/menu.py` says who is shown which."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from domain.typed_date import names_a_day
from handlers.staff_commands import STAFF_COMMANDS
from services.ask_new_youth import ask_new_youth
from services.cafe_marks import show_cafes
from services.change_language import ask_language
from services.give_help import give_help
from services.mine import show_mine
from services.open_invite import open_as_staff, open_as_stranger, open_as_youth
from services.others import help_for_staff, help_for_stranger
from services.pause import ask_pause
from services.receive import Road, StaffVerb
from services.show_menu import menu_of_staff, menu_of_youth
from services.show_times import show_times
from services.show_topics import show_topics
from services.staff_language import ask_staff_language
from services.stop import stop


def start(rest: str) -> Road:
    """Return the road of /start, with the code of a link where there is one."""
    code = rest.strip() or None
    return Road(
        youth=partial(open_as_youth, code=code),
        staff=partial(open_as_staff, code=code),
        stranger=partial(open_as_stranger, code=code),
    )


def _pause(_: str) -> Road:
    return Road(youth=ask_pause, staff=help_for_staff, stranger=help_for_stranger)


def _stop(_: str) -> Road:
    return Road(youth=stop, staff=help_for_staff, stranger=help_for_stranger)


def _help(_: str) -> Road:
    return Road(youth=give_help, staff=help_for_staff, stranger=help_for_stranger)


def _menu(_: str) -> Road:
    return Road(youth=menu_of_youth, staff=menu_of_staff, stranger=help_for_stranger)


def _language(_: str) -> Road:
    return Road(youth=ask_language, staff=ask_staff_language, stranger=help_for_stranger)


def _times(_: str) -> Road:
    return Road(youth=show_times, staff=help_for_staff, stranger=help_for_stranger)


def _topics(_: str) -> Road:
    return Road(youth=show_topics, staff=help_for_staff, stranger=help_for_stranger)


def _mine(_: str) -> Road:
    return Road(youth=show_mine, staff=help_for_staff, stranger=help_for_stranger)


def _cafes(_: str) -> Road:
    return Road(youth=give_help, staff=show_cafes, stranger=help_for_stranger)


def _new(_: str) -> Road:
    return Road(youth=give_help, staff=ask_new_youth, stranger=help_for_stranger)


COMMANDS: Mapping[str, Callable[[str], Road]] = {
    "start": start,
    "pause": _pause,
    "stop": _stop,
    "hjaelp": _help,
    "hjælp": _help,
    "help": _help,
    "mig": _mine,
    "ny": _new,
    "new": _new,
    "me": _mine,
    "menu": _menu,
    "cafe": _cafes,
    "café": _cafes,
    "sprog": _language,
    "language": _language,
    "tid": _times,
    "times": _times,
    "emner": _topics,
    "topics": _topics,
    **STAFF_COMMANDS,
}


TAKES_WORDS = frozenset({"start", "nummer", "number"})
TAKES_A_SOURCE = frozenset({"bekymret", "concerned"})  # whose concern it is
TAKES_A_DAY = frozenset({"talt", "talked"})


def road_of_command(text: str) -> Road | None:
    """Return the road of a message that is a command we know, else None.

    Words after the command are no reason to lose them: few commands take any, and a longer message
    that begins with another one is read as words.
    """
    name, rest = _command(text)
    if name not in COMMANDS:
        return None
    takes = name in TAKES_WORDS or (name in TAKES_A_DAY and names_a_day(rest))
    if rest.strip() and not takes:
        return None
    return COMMANDS[name](rest)


def staff_command(text: str) -> StaffVerb | None:
    """Return what staff mean by words behind a command we know, else None.

    A worker's reply goes to the young person it is about; what begins with a command never does.
    """
    name, rest = _command(text)
    if name not in COMMANDS:
        return None
    return COMMANDS[name](rest if name in TAKES_A_SOURCE else "").staff


def says_stop(text: str) -> bool:
    """Return whether a message is /stop, whatever stands after it."""
    return _command(text)[0] == "stop"


def _command(text: str) -> tuple[str, str]:
    """Return the name of the command that a message begins with ("" for none), and the rest."""
    first = text.split(maxsplit=1)[0] if text.strip() else ""
    if not text.startswith("/"):
        return "", text
    return first.removeprefix("/").partition("@")[0].casefold(), text.removeprefix(first)
