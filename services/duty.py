"""What is held in memory for when the store cannot be used, read while all is well.

It is rules, not the names of a moment: the roster with its swaps, who is away until when, and
every road to each person. Who is told is chosen by the clock when it is sent (`domain.crew`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.crew import Crew, KnownYouth
from domain.helpline import Helpline
from domain.people import Staff
from domain.phone import chat_of_number, world_number
from services.open_lines import known_lines
from services.world import House
from storage import duty as duty_rows
from storage import staff as staff_rows
from storage import youths as youth_rows
from storage.tx import Rx
from storage.youths import Heard


@dataclass(frozen=True, slots=True)
class Held:
    """All that a cry needs that cannot be stored: its youth by chat, staff, rules and lines."""

    crew: Crew
    youths: Mapping[int, KnownYouth]
    staff_chats: Collection[int]
    lines: Sequence[Helpline]


def read_duty(rx: Rx, house: House) -> Held:
    """Return what is held in memory; nothing in it is of an hour."""
    everybody = {person.id: person for person in staff_rows.everybody(rx)}
    crew = Crew(
        site=house.site,
        duty=house.duty.kind,
        roads=house.roads,
        find=everybody.get,
        with_role=lambda role: [one for one in everybody.values() if one.role is role],
        watches=duty_rows.watches(rx),
        swaps=duty_rows.swaps(rx),
    )
    return Held(
        crew=crew,
        youths=by_chat(youth_rows.heard(rx)),
        staff_chats=_chats_of_staff(everybody.values()),
        lines=known_lines(rx, house),
    )


def by_chat(heard: Iterable[Heard]) -> Mapping[int, KnownYouth]:
    """Return youths by each chat that they write from, and by what stands for their number."""
    return {chat: _known(youth) for youth in heard for chat in _chats(youth)}


def read_newly(rx: Rx, since: datetime) -> Mapping[int, KnownYouth]:
    """Return the youths who opened a link from `since` (UTC) on, by chat.

    Of a large house only those are read whom it concerns.
    """
    return by_chat(youth_rows.heard(rx, since))


def _known(youth: Heard) -> KnownYouth:
    return KnownYouth(
        language=youth.language,
        age_band=youth.age_band,
        mentor_id=youth.mentor_id,
        cover_id=youth.cover_id,
    )


def _chats(youth: Heard) -> Sequence[int]:
    number = world_number(youth.phone or "")
    by_sms = None if number is None else chat_of_number(number)
    return [chat for chat in (youth.chat_id, by_sms) if chat is not None]


def _chats_of_staff(people: Collection[Staff]) -> Collection[int]:
    return {person.chat_id for person in people if person.chat_id is not None}
