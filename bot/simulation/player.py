"""Somebody with a phone: looks at what comes, and means to do something about it."""

from __future__ import annotations

from collections import deque
from datetime import timedelta
from random import Random

from bot.simulation.chance import source
from bot.simulation.stage import Stage
from content.audience import TextKey
from domain.people import Language
from simulator.phones import Phone, PhoneError
from simulator.view import SeenMessage

REMEMBERED = 12  # old messages with buttons


class Player:
    """One person. They act on their phone, and later than they saw what made them do it."""

    def __init__(self, stage: Stage, name: str, phone: Phone, language: Language) -> None:
        self.stage = stage
        self.name = name
        self.phone = phone
        self.language: Language = language
        self.chance: Random = source(stage.seed, name)
        self.old: deque[SeenMessage] = deque(maxlen=REMEMBERED)

    def see(self, seen: SeenMessage) -> None:
        """Look at a message that is new or has changed. Does nothing at once."""

    def label(self, key: TextKey, **values: str | int) -> str:
        """Return the words on a button in this person's language."""
        return self.stage.label(self.language, key, **values)

    def shows(self, seen: SeenMessage, *keys: TextKey) -> bool:
        """Return whether a message has all these buttons."""
        return self.stage.shows(seen, self.language, *keys)

    def tap_later(self, wait: timedelta, seen: SeenMessage, label: str) -> None:
        """Mean to tap a button; when it is gone by then, nothing is tapped."""

        async def act() -> None:
            await self.tap(seen.id, label)

        self.stage.later(wait, act)

    async def tap(self, message: int, label: str) -> bool:
        """Tap a button of a message as it looks now; return whether it was still there."""
        now = self.phone.message(message)
        if now is None or label not in now.labels:
            return False
        self.old.append(now)
        return await self.press(now, label)

    async def press(self, seen: SeenMessage, label: str) -> bool:
        """Tap a button of a message as it looked when it was seen; return whether it was sent."""
        try:
            await self.phone.tap(label, seen)
        except PhoneError:  # they have blocked the robot, or left
            return False
        return True

    async def write(self, text: str) -> bool:
        """Write to the robot; return whether it was sent."""
        try:
            await self.phone.write(text)
        except PhoneError:
            return False
        return True
