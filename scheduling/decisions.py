"""Every minute: say which *underretning?* nobody has decided by its deadline."""

from __future__ import annotations

from domain.people import Actor
from services.remind_of_decisions import remind_of_decisions
from services.world import World

ACTOR = Actor.system("decisions")


class Decisions:
    """The unit of work that tells coordinators and leaders of a deadline that has passed."""

    def __init__(self, world: World) -> None:
        self._world = world

    async def __call__(self) -> bool:
        """Tell of each late decision once; there is never more to do.

        Raises:
            StoreUnavailable: If nothing can be written now; the next beat tries again.
        """
        now = self._world.clock.now()
        await self._world.store.write(remind_of_decisions, ACTOR, now, self._world.house)
        return False
