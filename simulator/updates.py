"""The update queue: rising ids, kept 24 hours, confirmed only by a higher offset."""

import asyncio
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from simulator.errors import TWO_POLLERS, BotApiError
from simulator.records import Json

KEPT_FOR = timedelta(hours=24)
SILENCE_THAT_RENUMBERS = timedelta(days=7)
NEVER_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
# The official server takes an offset this far beyond its newest id as a mistake and ignores it.
FUTURE_TOLERANCE = 10
REMEMBERED = 1000


@dataclass(frozen=True)
class Waiting:
    """An update that nobody has confirmed yet."""

    update_id: int
    body: Any
    expires_at: datetime


class UpdateQueue:
    """What Telegram holds back for the bot until the bot confirms it."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._waiting: list[Waiting] = []
        self._delivered: dict[int, Any] = {}
        self._again: list[Any] = []
        self._reversed = 0  # so many batches are still to be turned round, or doubled
        self._doubled = 0
        self._allowed: frozenset[str] | None = None
        self._last_push: datetime | None = None
        self._poll: asyncio.Future[None] | None = None
        self.next_id = _number_from(clock())

    @property
    def pending(self) -> list[Json]:
        """Return the bodies that wait, oldest first, expired ones removed."""
        self._expire()
        return [one.body for one in self._waiting]

    def allow(self, kinds: list[str] | None) -> None:
        """Remember ``allowed_updates``: None keeps the setting, an empty list is the default."""
        if kinds is not None:
            self._allowed = frozenset(kinds) or None

    @property
    def allowed(self) -> list[str]:
        """Return the remembered kinds; empty means the default set."""
        return sorted(self._allowed or ())

    def push(self, kind: str, payload: Json, *, at: datetime | None = None) -> int | None:
        """Queue an update and return its id, or None when the bot did not ask for the kind."""
        wanted = kind in self._allowed if self._allowed else kind not in NEVER_BY_DEFAULT
        return self.push_raw({kind: payload}, at=at) if wanted else None

    def push_raw(self, body: Json, *, at: datetime | None = None) -> int:
        """Queue any body; an ``update_id`` is added unless the body has one. Return the id."""
        now = self._clock()
        self._renumber_after_silence(now)
        update_id = int(body.get("update_id", self.next_id))
        self.next_id = max(self.next_id, update_id + 1)
        expires_at = (at or now) + KEPT_FOR
        self._waiting.append(Waiting(update_id, {"update_id": update_id} | body, expires_at))
        self._last_push = now
        self._wake()
        return update_id

    def repeat(self, update_id: int | None = None) -> None:
        """Deliver an update that was delivered before (the last one by default) once more."""
        known = list(self._delivered)
        wanted = known[-1] if update_id is None and known else update_id
        if wanted not in self._delivered:
            raise LookupError(f"No delivered update {update_id or ''} to repeat.")
        self._again.append(self._delivered[wanted])
        self._wake()

    def confirm(self, offset: int) -> None:
        """Forget what waits below an offset."""
        self._confirm(offset)

    def reverse_next(self, batches: int = 1) -> None:
        """Hand out the next batches of two or more newest first."""
        self._reversed = batches

    def double_next(self, batches: int = 1) -> None:
        """Hand out every update of the next batches that are not empty twice."""
        self._doubled = batches

    def clear(self) -> None:
        """Forget everything that waits (``drop_pending_updates``)."""
        self._waiting.clear()

    def forget(self) -> None:
        """Forget also what was delivered; the ids go on rising."""
        self.clear()
        self._again.clear()
        self._delivered.clear()

    async def poll(self, *, offset: int, limit: int, seconds: float) -> list[Json]:
        """Return waiting updates, or wait for the first one up to ``seconds``.

        Raises:
            BotApiError: 409 when another poll (or a webhook) takes over while this one waits.
        """
        self.interrupt(TWO_POLLERS)
        found = self._take(offset, limit)
        if found or seconds <= 0:
            return found
        await self._wait(seconds)
        return self._take(offset, limit)

    def interrupt(self, words: str) -> None:
        """End a waiting poll with 409 and these words."""
        if self._poll is not None and not self._poll.done():
            self._poll.set_exception(BotApiError(409, words))

    def close(self) -> None:
        """End a waiting poll with an empty answer, as when the server shuts down."""
        self._wake()

    async def _wait(self, seconds: float) -> None:
        poll: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._poll = poll
        try:
            async with asyncio.timeout(seconds):
                await poll
        except TimeoutError:
            return
        finally:
            if self._poll is poll:
                self._poll = None

    def _wake(self) -> None:
        if self._poll is not None and not self._poll.done():
            self._poll.set_result(None)

    def _take(self, offset: int, limit: int) -> list[Json]:
        self._expire()
        self._confirm(offset)
        batch = [*self._again, *(one.body for one in self._waiting)][:limit]
        self._again.clear()
        self._remember(batch)
        return self._out_of_order(batch)

    def _out_of_order(self, batch: list[Any]) -> list[Any]:
        if self._reversed and len(batch) > 1:
            self._reversed -= 1
            batch.reverse()
        if self._doubled and batch:
            self._doubled -= 1
            batch = [*batch, *batch]
        return batch

    def _remember(self, batch: list[Json]) -> None:
        self._delivered |= {one["update_id"]: one for one in batch}
        while len(self._delivered) > REMEMBERED:
            del self._delivered[next(iter(self._delivered))]

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            self._waiting = self._waiting[offset:]
        elif offset <= self.next_id + FUTURE_TOLERANCE:
            self._waiting = [one for one in self._waiting if one.update_id >= offset]

    def _expire(self) -> None:
        now = self._clock()
        self._waiting = [one for one in self._waiting if one.expires_at > now]

    def _renumber_after_silence(self, now: datetime) -> None:
        last = self._last_push
        if last is not None and not self.pending and now - last >= SILENCE_THAT_RENUMBERS:
            self.next_id = _number_from(now)


def _number_from(now: datetime) -> int:
    """Return a start number that looks random and may be lower than the last one."""
    digest = hashlib.sha256(now.isoformat().encode()).digest()
    return 2_000_001 + int.from_bytes(digest[:4], "big") % 1_000_000_000
