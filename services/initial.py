"""How staff see in Telegram whom something is about: an initial and a phase, never a name."""

from __future__ import annotations

from datetime import datetime

from content.areas.talks import TalkKey
from domain.people import Language, Youth
from domain.wall import to_wall
from services.programme_of import programme_of
from services.world import House
from storage.tx import Rx


def initial_and_phase(
    rx: Rx, now: datetime, house: House, youth: Youth, language: Language
) -> str:
    """Return such as *A., fase 2*; the initial alone where the programme names no phases."""
    initial = youth.name.strip()[:1].upper()
    number = _phase(rx, now, house, youth)
    if number is None:
        return f"{initial}."
    return house.texts.say(language, TalkKey.FOR, bogstav=initial, fase=number)


def _phase(rx: Rx, now: datetime, house: House, youth: Youth) -> int | None:
    programme = programme_of(rx, house, youth.programme_version_id)
    if youth.accepted_at is None:
        return 1 if programme.phases else None
    day = (to_wall(now, youth.zone).date() - to_wall(youth.accepted_at, youth.zone).date()).days
    phase = programme.phase_on(day)
    return programme.phases.index(phase) + 1 if phase is not None else None
