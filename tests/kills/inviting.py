"""An invitation in a process that dies where it is told.

`python -m tests.kills.inviting INSTANT POINT`: invites `NAME`; POINT is `verb:moment:n`, where the
verb may also be `new_key`, which writes into the key store. The rest comes from the environment.
"""

from __future__ import annotations

import asyncio
import sys
from dataclasses import replace
from datetime import datetime

from bot.clock import MovableClock
from bot.ground import opened
from bot.settings import load_settings
from services.invite import NewYouth, invite_youth
from services.world import World
from storage.store import Store
from tests.journeys.town import CLI, COVER, MENTOR
from tests.kills.product import DyingStore, Moment, Point, die, point_of

NAME = "Ida"
NEW_KEY = "new_key"


def dying_with_keys(world: World, moment: Moment) -> World:
    """Return the world; its process dies before, or after, the key of a person is committed."""
    commit = world.new_key

    async def new_key(owner_id: int) -> None:
        if moment is not Moment.BEFORE:
            await commit(owner_id)
        die()

    return replace(world, new_key=new_key)


async def run(instant: datetime, point: Point) -> None:
    """Invite a youth, and die."""
    settings = load_settings()
    clock = MovableClock(telegram_is_loopback=settings.telegram_is_loopback, start=instant)

    def wrap(store: Store) -> Store:
        return DyingStore(store, point)

    async with opened(settings, clock, wrap=wrap) as ground:
        world = ground.world
        if point.verb == NEW_KEY:
            world = dying_with_keys(world, point.moment)
        new = NewYouth(name=NAME, programme="projekt-run", mentor=MENTOR, cover=COVER)
        await invite_youth(world, CLI, new)


if __name__ == "__main__":
    point = point_of(sys.argv[2])
    assert point is not None
    asyncio.run(run(datetime.fromisoformat(sys.argv[1]), point))
