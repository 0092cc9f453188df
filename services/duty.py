"""Who is told about whom when nothing can be stored; read while all is well, held in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

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
AboutYouth = tuple[Language, Sequence[Told]]  # how they are spoken to, and who is told
Mailed = tuple[str, Language]  # where mail reaches them


@dataclass(frozen=True, slots=True)
class DutyNow:
    """Staff by the chat of each youth, those for all others, every staff chat, and their mail.

    `nobody` says that nobody is at work or on duty: then the card names no number of the site.
    """

    youths: Mapping[int, AboutYouth]
    coordinators: Sequence[Told]
    staff_chats: Sequence[int]
    mails: Sequence[Mailed]
    nobody: bool


def read_duty(rx: Rx, now: datetime, house: House) -> DutyNow:
    """Return who is told about whom at `now` (UTC).

    In staffed hours that is worker, cover and coordinators together. Outside them it is whoever
    is on duty, or leaders and coordinators: a worker who is off is not woken. Leaders and
    coordinators have mail at every hour.
    """
    everybody = staff_rows.everybody(rx)
    told = _Told(rx, now, house, {person.id: person for person in everybody}.get)
    return DutyNow(
        youths=told.about(youth_rows.heard(rx)),
        coordinators=told.otherwise,
        staff_chats=[person.chat_id for person in everybody if person.chat_id is not None],
        mails=_mailed(house, told.above),
        nobody=nobody_on_duty(rx, now, house),
    )


def read_newly(rx: Rx, now: datetime, house: House, since: datetime) -> Mapping[int, AboutYouth]:
    """Return who is told at `now` about youths who opened a link from `since` on (both UTC).

    As `read_duty` has it; but of a large house only those are read whom it concerns.
    """
    return _Told(rx, now, house, partial(staff_rows.get, rx)).about(youth_rows.heard(rx, since))


class _Told:
    """Who is told now: about those with staff of their own, and about everybody else."""

    def __init__(
        self, rx: Rx, now: datetime, house: House, find: Callable[[int], Staff | None]
    ) -> None:
        self._find = find
        self._staffed = house.site.is_staffed(now)
        self.above = self._people(bosses(rx))
        coordinators = staff_rows.with_role(rx, Role.COORDINATOR)
        awake = self._people(watching(rx, now, house)) or self.above
        self._besides = coordinators if self._staffed else awake
        self.otherwise = _told(self._besides)

    def about(self, heard: Iterable[Heard]) -> Mapping[int, AboutYouth]:
        """Return for each chat of these youths their language, and who is told."""
        youths: dict[int, AboutYouth] = {}
        for youth in heard:
            own = self._people((youth.mentor_id, youth.cover_id)) if self._staffed else []
            people = _told([*own, *self._besides])
            youths |= dict.fromkeys(_chats(youth), (youth.language, people))
        return youths

    def _people(self, ids: Iterable[int]) -> list[Staff]:
        return [one for one in map(self._find, ids) if one is not None]


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
