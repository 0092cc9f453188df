"""Everything that can be wrong with one process, by name, for GET /health."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from bot.clock import Clock
from scheduling.due_rows import Unit
from scheduling.engine import Engine
from services.health import MessageHealth, message_facts
from services.who_is_rung import duty_troubles
from services.world import World

BEATS = 5  # missed beats after which a unit of work counts as stuck
LEAST = timedelta(seconds=30)


class HealthCheck:
    """Asks the message path, the engine and the due rows what is wrong."""

    def __init__(
        self,
        world: World,
        clock: Clock,
        engine: Engine,
        messages: MessageHealth,
        due: Sequence[Unit],
    ) -> None:
        """Begin; `also` holds whoever else knows of troubles, by name."""
        self.also: list[Callable[[], Sequence[str]]] = []
        self._world = world
        self.clock = clock
        self._engine = engine
        self._messages = messages
        self._due = due

    def heard_at(self) -> datetime:
        """Return when Telegram last answered, or brought something (UTC, real time)."""
        return self._messages.polled_at

    async def __call__(self) -> Sequence[str]:
        """Return the names of what is wrong; none when all is well. No personal data."""
        store, now = self._world.store, self.clock.now()
        try:
            facts = await store.read(message_facts, now)
            unrung = await store.read(duty_troubles, now, self._world.house)
        except Exception:  # noqa: BLE001 - whatever it is, this is what health is asked for
            return ["cannot_read", *self._failing()]
        ills = self._messages.troubles(self.clock.real(), now, facts)
        pushed = ["rows_pushed_ahead"] if any(unit.pushed_ahead for unit in self._due) else []
        others = [name for troubles in self.also for name in troubles()]
        return [*(ill.trouble.value for ill in ills), *unrung, *self._failing(), *pushed, *others]

    def _failing(self) -> list[str]:
        found = []
        for name, tick in self._engine.health().items():
            limit = max(timedelta(seconds=tick.seconds * BEATS), LEAST)
            late = tick.last_ok is not None and self.clock.now() - tick.last_ok > limit
            if tick.failures > 1 or (late and not tick.running):
                found.append(f"unit_{name}")
        return found
