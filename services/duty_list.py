"""Who must be told about whom when nothing can be stored; held in memory by whoever needs it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from domain.people import Language, Role, Staff
from storage import staff as staff_rows
from storage import youths as youth_rows
from storage.tx import Rx

StaffChat = tuple[int, Language]


@dataclass(frozen=True, slots=True)
class OnDuty:
    """Chats by chat: how each youth is spoken to and who is told, and who is told otherwise."""

    youths: Mapping[int, tuple[Language, Sequence[StaffChat]]]
    otherwise: Sequence[StaffChat]
    staff: Collection[int]


def on_duty(rx: Rx) -> OnDuty:
    """Return, for every youth with a chat, their worker and cover and all coordinators."""
    people = {one.id: one for one in staff_rows.everybody(rx)}
    coordinators = [one for one in people.values() if one.role is Role.COORDINATOR]
    youths: dict[int, tuple[Language, Sequence[StaffChat]]] = {}
    for youth in youth_rows.with_chat(rx):
        if youth.chat_id is not None:
            own = [people[youth.mentor_id], people[youth.cover_id]]
            youths[youth.chat_id] = youth.language, _chats([*own, *coordinators])
    return OnDuty(youths, _chats(coordinators), {chat for chat, _ in _chats(people.values())})


def _chats(people: Collection[Staff]) -> Sequence[StaffChat]:
    reachable = [one for one in people if one.chat_id is not None and one.blocked_at is None]
    return list(dict.fromkeys((one.chat_id or 0, one.language) for one in reachable))
