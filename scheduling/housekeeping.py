"""Once an hour: wipe what nobody handled, let go of days that are over, remind of wishes."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Protocol

from domain.people import Actor
from services.erase_youth import PersonKeys, finish_erasures
from services.inbox_work import KEEP_UNHANDLED, wipe_old_bodies
from services.owe_arrival import end_mornings
from services.passing import wipe_passing
from services.remind_of_wishes import remind_of_wishes
from services.sender import forget_senders
from services.world import World

ACTOR = Actor.system("housekeeping")
REST = timedelta(minutes=30)  # at least, between two rounds, however often it is asked


class Keys(PersonKeys, Protocol):
    """What holds the keys of people and of days."""

    async def forget_days_before(self, day: date) -> int:
        """Forget the keys of all days before that one; return how many there were."""
        ...


class Housekeeping:
    """The unit of work that lets go of what is not needed any more."""

    def __init__(self, world: World, keys: Keys) -> None:
        self._world = world
        self._keys = keys
        self._rest_until: datetime | None = None

    async def __call__(self) -> bool:
        """Wipe and forget, unless that was done a moment ago; there is never more to do."""
        now = self._world.clock.now()
        if self._rest_until is not None and now < self._rest_until:
            return False
        await self._world.store.write(wipe_old_bodies, ACTOR, now)
        await self._world.store.write(forget_senders, ACTOR, now)
        await self._world.store.write(wipe_passing, ACTOR, now)
        await self._world.store.write(end_mornings, ACTOR, now)
        await self._world.store.write(remind_of_wishes, ACTOR, now, self._world.house)
        await finish_erasures(self._world, self._keys)
        await self._keys.forget_days_before((now - KEEP_UNHANDLED).date())
        self._rest_until = now + REST
        return False
