"""The metronome: the only file that knows APScheduler, and all it does is to beat."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC
from typing import Protocol

from apscheduler.schedulers.asyncio import AsyncIOScheduler


class Ticker(Protocol):
    """Something that beats until it is stopped."""

    def start(self) -> None:
        """Begin to beat, in the running event loop."""
        ...

    def stop(self) -> None:
        """Beat no more."""
        ...


class Metronome:
    """Beats each name every so many seconds, on real time in UTC.

    A beat only says a name; it does no work. So a beat that comes late is still said, and many
    late ones are said once: nothing is ever skipped because the process was busy.
    """

    def __init__(self, beats: Mapping[str, float], say: Callable[[str], None]) -> None:
        self._say = say
        self._scheduler = AsyncIOScheduler(
            timezone=UTC,
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
        )
        for name, seconds in beats.items():
            self._scheduler.add_job(self._beat, "interval", (name,), id=name, seconds=seconds)

    def start(self) -> None:
        """Begin to beat, in the running event loop; the first beat comes after one interval."""
        self._scheduler.start()

    def stop(self) -> None:
        """Beat no more."""
        self._scheduler.shutdown(wait=False)

    async def _beat(self, name: str) -> None:
        # Asynchronous, because APScheduler would run a plain function in another thread.
        self._say(name)
