"""Moving the clock of a demo or a test: from one due row to the next, never past one."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime

from bot.app import App
from bot.clock import MovableClock
from storage.due import next_due

Enough = Callable[[], Awaitable[bool]]


async def _never() -> bool:
    return False


async def jump(app: App, clock: MovableClock, target: datetime, *, enough: Enough = _never) -> int:
    """Move the clock to `target` (UTC), stopping at every due row on the way; return the stops.

    The engine first becomes idle; then product and simulator, who share the clock, move together
    to the next due time, and so on. The metronome stands still meanwhile.
    What stays due because it cannot be done (an outage, a fault) is tried again at each stop.
    Where `enough` says so after a stop, the clock stays there.
    """
    stops = 0
    async with app.standing_still():
        looked = clock.now()  # what becomes due while the engine works is due at the next stop
        await app.settle()
        while clock.now() < target:
            due = await app.world.store.read(next_due, looked)
            clock.advance_to(min(target, due or target))
            looked = clock.now()
            await app.settle()
            stops += 1
            if await enough():
                break
    return stops
