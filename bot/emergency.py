"""Wiring of what is said when nothing can be stored, and of the list it needs in memory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial

from channels.base import Channel
from channels.duty_list import DutyList
from channels.emergency import Alarm, Emergency, Safety, Words
from content.areas.care import CareKey
from content.audience import TextKey
from content.keys import Key
from domain.callback import decode
from domain.crew import Presence
from domain.people import LANGUAGES, Language
from domain.screening import ScreenLevel, screen
from services.card_words import not_stored, stranger_card
from services.duty import read_duty, read_newly
from services.world import House, Now, World

OVERLAP = timedelta(seconds=10)  # a commit takes a moment, and clocks of processes differ


def build_emergency(channel: Channel, house: House, duty: DutyList, clock: Now) -> Emergency:
    """Return the sender of emergencies, with its words and rules ready in memory."""
    words = {language: _words(house, language) for language in LANGUAGES}

    def level(text: str) -> ScreenLevel:
        return screen(text, house.screening).level

    safety = Safety(screen=level, asks_for_help=_asks_for_help)
    return Emergency(channel, words, safety, duty, now=clock.now)


class ReadDuty:
    """The units of work that keep the list in memory as the last good read had it."""

    def __init__(self, world: World, duty: DutyList) -> None:
        self._world = world
        self._duty = duty
        self._read_at: datetime | None = None  # UTC

    async def __call__(self) -> bool:
        """Read who is told about whom. There is never more to do."""
        now = self._world.clock.now()
        found = await self._world.store.read(read_duty, self._world.house)
        duty = self._duty
        duty.crew, duty.lines = found.crew, found.lines
        duty.youths, duty.staff = found.youths, found.staff_chats
        self._read_at = now
        return False

    async def newly(self) -> bool:
        """Read who is told about those who came in since. There is never more to do."""
        if self._read_at is None:
            return await self()
        found = await self._world.store.read(read_newly, self._read_at - OVERLAP)
        self._duty.youths = {**self._duty.youths, **found}
        return False


_ALARMS: Mapping[Alarm, TextKey] = {
    Alarm.NOT_KEPT_CARD: Key.ALARM,
    Alarm.NOT_KEPT: CareKey.UNSTORED_NO_CARD,
    Alarm.NOT_HANDLED_CARD: CareKey.UNHANDLED_CARD,
    Alarm.NOT_HANDLED: CareKey.UNHANDLED_NO_CARD,
    Alarm.CARD_FAILED: CareKey.UNSTORED_CARD_FAILED,
}


def _words(house: House, language: Language) -> Words:
    def card(presence: Presence, lines: Sequence[str]) -> str:
        return stranger_card(house, language, presence, lines)[1]

    return Words(
        card=card,
        not_stored=partial(not_stored, house, language),
        alarms={alarm: house.texts.say(language, key) for alarm, key in _ALARMS.items()},
    )


def _asks_for_help(data: str) -> bool:
    tap = decode(data)
    return tap is not None and tap.verb == "helpnow"
