"""Store updates before Telegram is told that we have them, or let humans know at once."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from handlers.poll_right import ACTOR, STORE_SECONDS, Clock, Writes
from handlers.raw_updates import Received
from services.health import MessageHealth
from services.poll_lease import RENEW_AFTER
from services.store_updates import store_updates

log = logging.getLogger(__name__)


class NotKept(Exception):  # noqa: N818 - said of updates
    """Nothing could be stored: the updates must not be confirmed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What intake stands on.

    Args:
        store: Where updates are stored.
        clock: The times.
        day_key: Makes sure that the key of a day is there.
        health: Is told what intake sees.
        on_store_failure: Is told of each update that cannot be stored, once; see
            `channels.emergency`.
        is_cry: Whether an update goes before all others that wait; never raises.
        store_seconds: After how long a write that hangs counts as failed.
        renew_seconds: How often the right to poll is renewed while a poll is open.
    """

    store: Writes
    clock: Clock
    day_key: Callable[[date], Awaitable[object]]
    health: MessageHealth
    on_store_failure: Callable[[Mapping[str, Any]], Awaitable[None]]
    is_cry: Callable[[Mapping[str, Any]], bool]
    store_seconds: float = STORE_SECONDS
    renew_seconds: float = RENEW_AFTER.total_seconds()


class Keeper:
    """Stores the updates of one bot, whichever way they came."""

    def __init__(self, around: Surroundings, bot_id: int) -> None:
        self._around = around
        self._bot_id = bot_id
        self._alarmed: set[int] = set()

    async def keep(self, received: Sequence[Received]) -> int:
        """Store updates and return how many were new; only then may they be confirmed.

        Raises:
            NotKept: If they cannot be stored. Humans have been told then, once for each update.
        """
        try:
            async with asyncio.timeout(self._around.store_seconds):
                new = await self._store(received)
        except Exception as error:
            log.exception("updates cannot be stored", extra={"action": "store_failed"})
            await self._alarm(received)
            raise NotKept from error
        self._alarmed.clear()
        self._around.health.cannot_store_since = None
        return new

    async def _store(self, received: Sequence[Received]) -> int:
        now = self._around.clock.now()
        await self._around.day_key(now.date())
        is_cry = self._around.is_cry
        batch = [replace(one.raw, is_cry=is_cry(one.update)) for one in received]
        return await self._around.store.write(
            store_updates, ACTOR, now, batch, bot_id=self._bot_id
        )

    async def _alarm(self, received: Sequence[Received]) -> None:
        health = self._around.health
        health.cannot_store_since = health.cannot_store_since or self._around.clock.real()
        for one in received:
            if one.raw.update_id in self._alarmed:
                continue
            self._alarmed.add(one.raw.update_id)
            try:
                await self._around.on_store_failure(one.update)
            except Exception:
                log.exception("an emergency failed", extra={"action": "emergency_failed"})
