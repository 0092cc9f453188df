"""/hjaelp: who reads, whom to call, and the two buttons that are always one tap away."""

from __future__ import annotations

from datetime import datetime

from content.keys import Key
from domain.incoming import Incoming
from domain.people import Actor, Youth
from services.buttons import call_me, help_now, rows
from services.human_contact import sign_of_life
from services.say import Voice, answer_youth
from services.world import House
from storage.tx import Tx


def give_help(
    tx: Tx, actor: Actor, now: datetime, house: House, incoming: Incoming, youth: Youth
) -> None:
    """Say what can be done here, with *hjælp nu* and *ring til mig*."""
    sign_of_life(tx, now, youth)
    buttons = rows(help_now(house, youth), call_me(house, youth))
    answer_youth(tx, now, Voice.of(tx, house, youth, now), incoming, Key.HELP, buttons=buttons)
