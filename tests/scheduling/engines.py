"""What tests of the engine are made of: units that can be watched, and a metronome by hand."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from scheduling.engine import Engine

NOON = datetime(2026, 2, 25, 12, tzinfo=UTC)
SOON = 10  # seconds after which something that must happen has not


class StillClock:
    """A clock that stands still."""

    def now(self) -> datetime:
        return NOON


class HandTicker:
    """A metronome that beats when the test says so."""

    def __init__(self, beats: Mapping[str, float], say: Callable[[str], None]) -> None:
        self.beats = dict(beats)
        self.say = say
        self.state = "new"

    def start(self) -> None:
        self.state = "started"

    def stop(self) -> None:
        self.state = "stopped"


class Work:
    """A unit that counts its runs, and lets a test wait for one."""

    def __init__(self, *more: bool) -> None:
        self.more = list(more)
        self.runs = 0
        self.ran = asyncio.Event()

    async def __call__(self) -> bool:
        self.runs += 1
        self.ran.set()
        return self.more.pop(0) if self.more else False

    async def next_run(self) -> None:
        await asyncio.wait_for(self.ran.wait(), SOON)
        self.ran.clear()


class Blocked(Work):
    """A unit that waits inside until the test lets it go."""

    def __init__(self) -> None:
        super().__init__()
        self.go_on = asyncio.Event()
        self.finished = 0

    async def __call__(self) -> bool:
        await super().__call__()
        await self.go_on.wait()
        self.finished += 1
        return False


def engine_of(**units: Work) -> Engine:
    engine = Engine(StillClock(), HandTicker)
    for name, unit in units.items():
        engine.every(name, unit, 60)
    return engine


@asynccontextmanager
async def running(engine: Engine, *, ticking: bool = False) -> AsyncIterator[asyncio.Task[None]]:
    task = asyncio.create_task(engine.run(ticking=ticking))
    await asyncio.sleep(0)  # lets it begin
    yield task
    engine.stop()
    await asyncio.wait_for(task, SOON)
