"""/menu: everything that a person can do here, as buttons."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from content.areas.rhythm import RhythmKey
from content.menu import MENU, OF_YOUTHS, STAFF_MENU, Command, of_role
from domain.callback import encode
from domain.incoming import Incoming
from domain.message import Button, Buttons
from domain.people import Actor, Language, Staff, Youth
from services.buttons import grid
from services.human_contact import sign_of_life
from services.say import Voice, answer_staff, answer_youth
from services.world import House
from storage.tx import Tx

_IN_A_ROW = 2  # narrow phones cut longer rows


def menu_of_youth(
    tx: Tx, actor: Actor, now: datetime, house: House, incoming: Incoming, youth: Youth
) -> None:
    """Show a youth all commands as buttons."""
    sign_of_life(tx, now, youth)
    buttons = _buttons(house, [one for one in OF_YOUTHS if one is not MENU], youth.language)
    voice = Voice.of(tx, house, youth, now)
    answer_youth(tx, now, voice, incoming, RhythmKey.MENU, buttons=buttons)


def menu_of_staff(
    tx: Tx, actor: Actor, now: datetime, house: House, incoming: Incoming, staff: Staff
) -> None:
    """Show a member of staff the commands of their role as buttons."""
    commands = [one for one in of_role(staff.role) if one is not STAFF_MENU]
    buttons = _buttons(house, commands, staff.language)
    answer_staff(tx, now, house, incoming, staff, RhythmKey.STAFF_MENU, buttons=buttons)


def _buttons(house: House, commands: Sequence[Command], language: Language) -> Buttons:
    # The Danish name is what a button carries: it is known in `handlers/commands.py` as well.
    each = [
        Button(house.texts.say(language, one.label), encode("cmd", 0, one.names["da"]))
        for one in commands
    ]
    return grid(each, _IN_A_ROW)
