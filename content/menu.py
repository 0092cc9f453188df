"""Which commands there are: for youths, and for each role of the staff.

The one table from which Telegram's menu and /menu are made. What a command does stands in
`handlers/commands.py`, and every name here must be known there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from content.areas.cafe import CafeKey
from content.areas.enrolment import EnrolmentKey
from content.areas.handover import HandoverKey
from content.areas.rhythm import RhythmKey
from content.areas.staff import StaffKey
from content.audience import TextKey
from content.keys import Key
from domain.people import Language, Role


@dataclass(frozen=True, slots=True)
class Command:
    """A command by its name in each language, with its line in the menu and its button."""

    names: Mapping[Language, str]
    says: TextKey
    label: TextKey


def _named(danish: str, english: str, says: TextKey, label: TextKey) -> Command:
    return Command({"da": danish, "en": english}, says, label)


HELP = _named("hjaelp", "help", Key.CMD_HELP, RhythmKey.B_HELP)
MENU = _named("menu", "menu", RhythmKey.CMD_MENU, RhythmKey.B_MENU)
PAUSE = _named("pause", "pause", Key.CMD_PAUSE, RhythmKey.B_PAUSE)
MY_WEEK = _named("uge", "week", RhythmKey.CMD_WEEK, RhythmKey.B_WEEK)
TIMES = _named("tid", "times", RhythmKey.CMD_TIMES, RhythmKey.B_TIMES)
TOPICS = _named("emner", "topics", RhythmKey.CMD_TOPICS, RhythmKey.B_TOPICS)
LANGUAGE = _named("sprog", "language", RhythmKey.CMD_LANGUAGE, RhythmKey.B_LANGUAGE)
STOP = _named("stop", "stop", Key.CMD_STOP, RhythmKey.B_STOP)
STAFF_MENU = _named("menu", "menu", RhythmKey.CMD_STAFF_MENU, RhythmKey.B_STAFF_MENU)
STAFF_HELP = _named("hjaelp", "help", RhythmKey.CMD_STAFF_HELP, RhythmKey.B_STAFF_HELP)
CAFES = _named("cafe", "cafe", CafeKey.CMD_CAFE, CafeKey.B_CAFE)
MINE = _named("mig", "me", EnrolmentKey.CMD_MINE, EnrolmentKey.B_CMD_MINE)
TODAY = _named("idag", "today", StaffKey.CMD_TODAY, StaffKey.B_CMD_TODAY)
TALKED = _named("talt", "talked", StaffKey.CMD_TALKED, StaffKey.B_CMD_TALKED)
YOUTHS = _named("unge", "youths", StaffKey.CMD_YOUTHS, StaffKey.B_CMD_YOUTHS)
AWAY = _named("vaek", "away", StaffKey.CMD_AWAY, StaffKey.B_CMD_AWAY)
DUTY = _named("vagt", "duty", StaffKey.CMD_DUTY, StaffKey.B_CMD_DUTY)
STAFF_LANGUAGE = _named("sprog", "language", StaffKey.CMD_LANGUAGE, StaffKey.B_CMD_LANGUAGE)
STAFF_WEEK = _named("uge", "week", StaffKey.CMD_WEEK, StaffKey.B_CMD_WEEK)
CONCERN = _named("bekymret", "concerned", StaffKey.CMD_CONCERNED, StaffKey.B_CONCERNED)
HANDOVER = _named("skift", "handover", HandoverKey.CMD, HandoverKey.B_CMD)
NEW_YOUTH = _named("ny", "new", EnrolmentKey.CMD_NEW, EnrolmentKey.B_CMD_NEW)

EVERYBODY = frozenset(Role)
WITH_YOUTHS = frozenset({Role.MENTOR, Role.COORDINATOR})
WITH_TURNS = frozenset({Role.MENTOR, Role.COORDINATOR, Role.LEADER})
OF_YOUTHS: tuple[Command, ...] = (
    HELP,
    MENU,
    MY_WEEK,
    MINE,
    TIMES,
    TOPICS,
    PAUSE,
    LANGUAGE,
    STOP,
)
# In the order in which they are shown, each with the roles that have it.
OF_STAFF: tuple[tuple[Command, frozenset[Role]], ...] = (
    (TODAY, WITH_TURNS),
    (STAFF_MENU, EVERYBODY),
    (TALKED, WITH_YOUTHS),
    (YOUTHS, WITH_YOUTHS),
    (NEW_YOUTH, WITH_YOUTHS),
    (CONCERN, WITH_YOUTHS),
    (CAFES, WITH_YOUTHS),
    (AWAY, WITH_YOUTHS),
    (DUTY, WITH_TURNS),
    (HANDOVER, WITH_TURNS),
    (STAFF_WEEK, WITH_YOUTHS),
    (STAFF_LANGUAGE, EVERYBODY),
    (STAFF_HELP, EVERYBODY),
)


def of_role(role: Role) -> tuple[Command, ...]:
    """Return the commands that a member of staff with this role has."""
    return tuple(command for command, roles in OF_STAFF if role in roles)
