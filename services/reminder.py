"""What the one reminder of an open question says, and what stands under it."""

from __future__ import annotations

from datetime import datetime

from content.keys import Key
from content.phrases import day
from domain.checkin import CheckIn
from domain.message import Buttons
from domain.people import Youth
from services.buttons import button, row
from services.say import Voice
from services.world import House


def reminder_text(voice: Voice, checkin: CheckIn, at: datetime) -> str:
    """Return the words of a reminder that is read from `at` (UTC) on, in the youth's language."""
    asked = day(checkin.opened_at, at, voice.youth.zone, voice.language)
    return voice.say(Key.REMINDER, hvornaar=asked)


def reminder_buttons(house: House, youth: Youth, checkin: CheckIn) -> Buttons:
    """Return *svar* and *spring over*, in the youth's language."""
    return row(
        button(house, youth.language, Key.B_ANSWER, "again", checkin.id),
        button(house, youth.language, Key.B_SKIP, "skip", checkin.id, str(checkin.position)),
    )
