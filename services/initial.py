"""How staff see in Telegram whom something is about: an initial and a phase, never a name."""

from __future__ import annotations

from datetime import datetime

from content.areas.talks import TalkKey
from domain.people import Language, Youth
from domain.wall import to_wall
from services.here import here
from services.programme_of import programme_of
from services.world import House
from storage import staff as staff_rows
from storage import youths as youth_rows
from storage.tx import Rx


def initial_and_phase(
    rx: Rx, now: datetime, house: House, youth: Youth, language: Language
) -> str:
    """Return such as *A., fase 2*; the initial alone where the programme names no phases.

    Where whoever looks after them looks after another of that initial, now or by covering, their
    number stands behind it, as in *A., fase 2 (17)*: the seventeenth who was taken in at this
    site. It is nobody else's and never changes.
    """
    initial = _initial(youth.name)
    phase = _phase(rx, now, house, youth)
    words = (
        f"{initial}."
        if phase is None
        else house.texts.say(language, TalkKey.FOR, bogstav=initial, fase=phase)
    )
    if not _has_a_namesake(rx, now, youth, initial):
        return words
    return f"{words} ({youth_rows.number_of(rx, youth.id)})"


def _initial(name: str) -> str:
    return name.strip()[:1].upper()


def _has_a_namesake(rx: Rx, now: datetime, youth: Youth, initial: str) -> bool:
    """Return whether another of that initial is looked after by one of the same people."""
    people = {youth.mentor_id, youth.cover_id, here(rx, now, youth.mentor_id)}
    for away in staff_rows.everybody(rx):
        if away.is_away(now) and away.away_cover_id in people:
            people.add(away.id)
    others = youth_rows.names_of(rx, people)
    return any(one != youth.id and _initial(name) == initial for one, name in others)


def _phase(rx: Rx, now: datetime, house: House, youth: Youth) -> int | None:
    programme = programme_of(rx, house, youth.programme_version_id)
    if youth.accepted_at is None:
        return 1 if programme.phases else None
    day = (to_wall(now, youth.zone).date() - to_wall(youth.accepted_at, youth.zone).date()).days
    phase = programme.phase_on(day)
    return programme.phases.index(phase) + 1 if phase is not None else None
