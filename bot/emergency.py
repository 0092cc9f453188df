"""Wiring of what is said when nothing can be stored, and of the list it needs in memory."""

from __future__ import annotations

from datetime import datetime, timedelta

from channels.base import Channel
from channels.emergency import DutyList, Emergency, Safety, Words
from content.areas.care import CareKey
from content.audience import TextKey
from content.keys import Key
from domain.callback import decode
from domain.people import LANGUAGES, Language
from domain.screening import ScreenLevel, screen
from services.duty import read_duty, read_newly
from services.world import House, World

OVERLAP = timedelta(seconds=10)  # a commit takes a moment, and clocks of processes differ


def build_emergency(channel: Channel, house: House, duty: DutyList) -> Emergency:
    """Return the sender of emergencies, with its words and rules ready in memory."""
    words = {language: _words(house, language) for language in LANGUAGES}

    def level(text: str) -> ScreenLevel:
        return screen(text, house.screening).level

    return Emergency(channel, words, Safety(screen=level, asks_for_help=_asks_for_help), duty)


class ReadDuty:
    """The units of work that keep the list in memory as the last good read had it."""

    def __init__(self, world: World, duty: DutyList) -> None:
        self._world = world
        self._duty = duty
        self._read_at: datetime | None = None  # UTC

    async def __call__(self) -> bool:
        """Read who is told about whom. There is never more to do."""
        now = self._world.clock.now()
        found = await self._world.store.read(read_duty, now, self._world.house)
        self._duty.replace(found.youths, found.coordinators, found.staff_chats)
        self._duty.mails, self._duty.nobody = found.mails, found.nobody
        self._read_at = now
        return False

    async def newly(self) -> bool:
        """Read who is told about those who came in since. There is never more to do."""
        if self._read_at is None:
            return await self()
        world, since = self._world, self._read_at - OVERLAP
        found = await world.store.read(read_newly, world.clock.now(), world.house, since)
        self._duty.youths = {**self._duty.youths, **found}
        return False


def _words(house: House, language: Language) -> Words:
    def say(key: TextKey, **values: str) -> str:
        return house.texts.say(language, key, **values)

    return Words(
        card=say(Key.CARD_UNKNOWN, telefon=house.phone),
        card_nobody=say(CareKey.CARD_UNKNOWN_NOBODY),
        not_stored=say(Key.NOT_STORED, telefon=house.phone),
        alarm=say(Key.ALARM),
    )


def _asks_for_help(data: str) -> bool:
    tap = decode(data)
    return tap is not None and tap.verb == "helpnow"
