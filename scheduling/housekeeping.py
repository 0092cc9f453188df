"""Once an hour: wipe what nobody handled, and forget the keys of days that are over."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from domain.people import Actor
from services.inbox_work import KEEP_UNHANDLED, wipe_old_bodies
from services.sender import forget_senders
from services.world import World

ACTOR = Actor.system("housekeeping")


class DayKeys(Protocol):
    """What holds the keys of days."""

    async def forget_days_before(self, day: date) -> int:
        """Forget the keys of all days before that one; return how many there were."""
        ...


class Housekeeping:
    """The unit of work that lets go of what is not needed any more."""

    def __init__(self, world: World, keys: DayKeys) -> None:
        self._world = world
        self._keys = keys

    async def __call__(self) -> bool:
        """Wipe and forget; there is never more to do."""
        now = self._world.clock.now()
        await self._world.store.write(wipe_old_bodies, ACTOR, now)
        await self._world.store.write(forget_senders, ACTOR, now)
        await self._keys.forget_days_before((now - KEEP_UNHANDLED).date())
        return False
