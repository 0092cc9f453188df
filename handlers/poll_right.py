"""The right to poll for a bot, which one process has at a time."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

from domain.people import Actor
from services.poll_lease import give_poll_lease_back, take_poll_lease

log = logging.getLogger(__name__)

P = ParamSpec("P")
R = TypeVar("R")

ACTOR = Actor.system("intake")
STORE_SECONDS = 15.0  # after which a write that hangs counts as failed
FRESH = timedelta(seconds=5)  # of real time; a lease lasts 30, and is renewed every 10


class Clock(Protocol):
    """Two times: `now` dates updates, `real` counts leases (both aware, UTC)."""

    def now(self) -> datetime:
        """Return the instant that due times are compared with."""
        ...

    def real(self) -> datetime:
        """Return the instant outside, whatever `now` pretends."""
        ...


class Writes(Protocol):
    """What intake needs of the store."""

    async def write(
        self, verb: Callable[Concatenate[Any, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """Run a verb as one unit of writing."""
        ...


@dataclass(frozen=True, slots=True)
class Lease:
    """Which bot is polled by whom.

    `alone` says that no other process uses the database; `patience` is how many seconds a write
    may hang.
    """

    bot_id: int
    holder: str
    alone: bool
    patience: float = STORE_SECONDS


class PollRight:
    """Takes, renews and gives back the lease under which a bot is polled."""

    def __init__(self, store: Writes, clock: Clock, lease: Lease) -> None:
        self._store = store
        self._clock = clock
        self._lease = lease
        self._has = False
        self._taken_at: datetime | None = None

    async def take(self) -> bool:
        """Return whether this process may poll.

        A lease taken a moment ago is not written again: many polls bring one update and come
        back at once.
        """
        taken_at = self._taken_at
        if self._has and taken_at is not None and self._clock.real() - taken_at < FRESH:
            return True
        return await self.renew()

    async def renew(self) -> bool:
        """Take the lease anew and return whether this process has it.

        A store that fails does not stop who polls. Who is alone takes the lease from whoever
        died with it.
        """
        real = self._clock.real()
        try:
            async with asyncio.timeout(self._lease.patience):
                self._has = await self._store.write(
                    take_poll_lease,
                    ACTOR,
                    real,
                    bot_id=self._lease.bot_id,
                    holder=self._lease.holder,
                    by_force=self._lease.alone,
                )
        except Exception as error:  # noqa: BLE001 - a cry for help must be seen all the same
            _warn("renewed", error)
            return self._has or self._lease.alone
        self._taken_at = real
        return self._has

    async def give_back(self) -> None:
        """Let another process poll at once; a lease that cannot be given back ends by itself."""
        if not self._has:
            return
        self._has = False
        try:
            await self._store.write(
                give_poll_lease_back, ACTOR, bot_id=self._lease.bot_id, holder=self._lease.holder
            )
        except Exception as error:  # noqa: BLE001
            _warn("given back", error)


def _warn(what: str, error: Exception) -> None:
    log.warning(
        "the right to poll could not be %s",
        what,
        extra={"action": "lease_failed", "reason": type(error).__name__},
    )
