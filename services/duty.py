"""Who is told about whom when nothing can be stored; read while all is well, held in memory."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.message import Road
from domain.people import Language, Role, Staff
from domain.phone import chat_of_number, world_number
from services.on_duty import bosses, nobody_on_duty, watching
from services.world import House
from storage import staff as staff_rows
from storage import youths as youth_rows
from storage.tx import Rx
from storage.youths import Heard

Told = tuple[int, Language]  # the chat of a member of staff, and their language
Mailed = tuple[str, Language]  # where mail reaches them


@dataclass(frozen=True, slots=True)
class DutyNow:
    """Staff by the chat of each youth, those for all others, every staff chat, and their mail.

    `nobody` says that nobody is at work or on duty: then the card names no number of the site.
    """

    youths: Mapping[int, tuple[Language, Sequence[Told]]]
    coordinators: Sequence[Told]
    staff_chats: Sequence[int]
    mails: Sequence[Mailed]
    nobody: bool


def read_duty(rx: Rx, now: datetime, house: House, since: datetime | None = None) -> DutyNow:
    """Return who is told about whom at `now` (UTC); with `since` (UTC), about whom is new only.

    In staffed hours that is worker, cover and coordinators together. Outside them it is whoever
    is on duty, or leaders and coordinators: a worker who is off is not woken. Leaders and
    coordinators have mail at every hour.
    """
    staff = {person.id: person for person in staff_rows.everybody(rx)}
    above = [staff[one] for one in bosses(rx)]
    awake = [staff[one] for one in watching(rx, now, house)] or above
    staffed = house.site.is_staffed(now)
    coordinators = [p for p in staff.values() if p.role is Role.COORDINATOR]
    youths: dict[int, tuple[Language, Sequence[Told]]] = {}
    for youth in youth_rows.heard(rx, since):
        own = [staff[id_] for id_ in (youth.mentor_id, youth.cover_id) if id_ in staff]
        people = _told([*own, *coordinators] if staffed else awake)
        youths |= dict.fromkeys(_chats(youth), (youth.language, people))
    return DutyNow(
        youths=youths,
        coordinators=_told(coordinators if staffed else awake),
        staff_chats=[person.chat_id for person in staff.values() if person.chat_id is not None],
        mails=_mailed(house, above),
        nobody=nobody_on_duty(rx, now, house),
    )


def _chats(youth: Heard) -> Sequence[int]:
    """Return where a youth writes from: their chat, and what stands for their number."""
    number = world_number(youth.phone or "")
    by_sms = None if number is None else chat_of_number(number)
    return [chat for chat in (youth.chat_id, by_sms) if chat is not None]


def _told(people: Iterable[Staff]) -> Sequence[Told]:
    chats = {p.chat_id: p.language for p in people if p.chat_id is not None}
    return tuple(chats.items())


def _mailed(house: House, people: Iterable[Staff]) -> Sequence[Mailed]:
    if Road.EMAIL not in house.roads:
        return ()
    return tuple((p.email, p.language) for p in people if p.email is not None)
