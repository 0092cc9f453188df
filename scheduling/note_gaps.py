"""Once a minute: write that we work, so that it is known later when we did not."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from domain.people import Actor
from services.note_gaps import BEAT, Signs, note_gaps
from services.world import World
from storage.errors import StorageError

log = logging.getLogger(__name__)

ACTOR = Actor.system("note_gaps")
_SQLITE = "sqlite"


class RealTime(Protocol):
    """Who tells the time outside."""

    def real(self) -> datetime:
        """Return the instant outside (aware, UTC)."""
        ...


class NoteGaps:
    """The unit of work that writes a sign a minute, and at once when storage takes it again.

    Args:
        world: What every unit of work receives.
        clock: Tells the time outside.
        heard_at: Says when Telegram last answered (UTC, real time).
    """

    def __init__(self, world: World, clock: RealTime, heard_at: Callable[[], datetime]) -> None:
        self._world = world
        self._clock = clock
        self._heard_at = heard_at
        self._written: datetime | None = None
        self._refused = False

    async def __call__(self) -> bool:
        """Write a sign when it is time; there is never more to do."""
        real = self._clock.real()
        if self._written is None or self._refused or real - self._written >= BEAT:
            await self._write(real)
        return False

    async def stop(self) -> None:
        """Write a last sign, so that what comes is counted from here. Raises nothing."""
        try:
            await self._write(self._clock.real())
        except StorageError:
            log.warning("the end is not written down", extra={"action": "note_gaps"})

    async def _write(self, real: datetime) -> None:
        store = self._world.store
        known = Signs(
            real=real,
            heard_at=self._heard_at(),
            is_first=self._written is None,
            refused=self._refused,
            alone=store.dialect == _SQLITE,
        )
        self._refused = True
        await store.write(note_gaps, ACTOR, self._world.clock.now(), known)
        self._written, self._refused = real, False
