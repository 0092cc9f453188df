"""Moving the clock of a demo or a test: from one due row to the next, never past one."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.app import App
from bot.clock import MovableClock
from storage.due import next_due

STEP = timedelta(milliseconds=1)
MOST_STEPS = 100_000


async def jump(app: App, clock: MovableClock, target: datetime) -> int:
    """Move the clock to `target` (UTC), stopping at every due row on the way; return the stops.

    The engine first becomes idle; then product and simulator, who share the clock, move together
    to the next due time, and so on. The metronome stands still meanwhile.

    Raises:
        RuntimeError: If something is due again and again without end.
    """
    async with app.standing_still():
        await app.settle()
        for stops in range(MOST_STEPS):
            due = await app.world.store.read(next_due)
            if due is None or due > target:
                clock.advance_to(max(target, clock.now()))
                await app.settle()
                return stops
            clock.advance_to(max(due, clock.now() + STEP))
            await app.settle()
    raise RuntimeError(f"still something due before {target} after {MOST_STEPS} stops")
