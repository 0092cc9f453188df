"""Who is told about whom when nothing can be stored; read while all is well, held in memory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain.people import Language, Role, Staff
from storage import staff as staff_rows
from storage import youths as youth_rows
from storage.tx import Rx

Told = tuple[int, Language]  # the chat of a member of staff, and their language


@dataclass(frozen=True, slots=True)
class DutyNow:
    """Staff by the chat of each youth, the coordinators for all others, and every staff chat."""

    youths: Mapping[int, tuple[Language, Sequence[Told]]]
    coordinators: Sequence[Told]
    staff_chats: Sequence[int]


def read_duty(rx: Rx) -> DutyNow:
    """Return who is told about whom: worker, cover and coordinators together."""
    staff = {person.id: person for person in staff_rows.everybody(rx)}
    coordinators = [p for p in staff.values() if p.role is Role.COORDINATOR]
    youths = {}
    for youth in youth_rows.with_chat(rx):
        own = [staff[id_] for id_ in (youth.mentor_id, youth.cover_id) if id_ in staff]
        if youth.chat_id is not None:
            youths[youth.chat_id] = (youth.language, _told([*own, *coordinators]))
    chats = [person.chat_id for person in staff.values() if person.chat_id is not None]
    return DutyNow(youths, _told(coordinators), chats)


def _told(people: Sequence[Staff]) -> Sequence[Told]:
    chats = {p.chat_id: p.language for p in people if p.chat_id is not None}
    return tuple(chats.items())
