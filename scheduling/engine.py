"""Runs the units of work: on every beat, on every wake, and again while there is more."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from scheduling.ticks import Metronome, Ticker

log = logging.getLogger(__name__)

Unit = Callable[[], Awaitable[bool]]
MakeTicker = Callable[[Mapping[str, float], Callable[[str], None]], Ticker]

MAX_STEPS = 100_000  # of `until_idle`; more is a unit that always says there is more


class Clock(Protocol):
    """Who tells the time."""

    def now(self) -> datetime:
        """Return the instant that due times are compared with (aware, UTC)."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class TickHealth:
    """How a unit of work is doing. Instants are UTC, on the engine's clock."""

    last_ok: datetime | None  # when it last ended well
    last_error: str | None  # the kind of its latest error since then; never its words
    failures: int  # in a row
    running: bool
    seconds: float  # between two beats


@dataclass(slots=True)
class _Tick:
    name: str
    unit: Unit
    seconds: float
    wanted: bool = False  # set from any thread; the event only makes the loop look at it
    event: asyncio.Event = field(default_factory=asyncio.Event)
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)  # one run at a time
    last_ok: datetime | None = None
    last_error: str | None = None
    failures: int = 0


class Engine:
    """Holds the units of work of one process and drives them.

    Each unit does one piece and says whether there is more. A unit that fails is logged and
    counted, runs again at its next beat or wake, and stops no other unit.

    Two drivers: `run` (beats and wakes, each unit in a task of its own) and `until_idle`
    (one thing at a time, for tests, the demo and simulation).
    """

    def __init__(self, clock: Clock, make_ticker: MakeTicker = Metronome) -> None:
        self._clock = clock
        self._make_ticker = make_ticker
        self._ticks: dict[str, _Tick] = {}
        self._loop: asyncio.AbstractEventLoop | None = None  # while `run` runs
        self._stopping = False
        self._pauses = 0
        self._unpaused = asyncio.Event()

    def every(self, name: str, unit: Unit, seconds: float) -> None:
        """Register a unit to run every so many seconds of real time, and whenever it is woken.

        Raises:
            ValueError: If the name is taken.
        """
        if name in self._ticks:
            raise ValueError(f"the unit {name!r} is registered twice; give each its own name")
        self._ticks[name] = _Tick(name, unit, seconds)

    def wake(self, name: str) -> None:
        """Let a unit run soon. From any thread; a wake during a run leads to another run."""
        tick = self._ticks.get(name)
        if tick is None:
            log.warning("nothing is woken by that name", extra={"action": "wake", "wake": name})
            return
        tick.wanted = True
        loop = self._loop
        if loop is not None:
            try:
                loop.call_soon_threadsafe(tick.event.set)
            except RuntimeError:  # the loop has just been closed
                log.debug("woken while stopping", extra={"action": "wake", "wake": name})

    async def run(self, *, ticking: bool = True) -> None:
        """Drive the units until `stop`; whatever has begun by then is finished.

        Cancelling this stops it in the same clean way; cancelling it twice does not wait.

        Args:
            ticking: Whether the metronome beats. Without it, wakes alone run the units.
        """
        self._loop = asyncio.get_running_loop()
        ticker = self._start_ticker() if ticking else None
        for tick in self._ticks.values():
            tick.wanted = tick.wanted or ticking  # what woke us before we ran counts too
            tick.event.set()
        served = asyncio.gather(*(self._serve(tick) for tick in self._ticks.values()))
        try:
            await asyncio.shield(served)
        except asyncio.CancelledError:
            self.stop()
            await served
            raise
        finally:
            self._loop = None
            if ticker is not None:
                ticker.stop()

    def stop(self) -> None:
        """Let `run` return as soon as what has begun is finished. Call it in the loop."""
        self._stopping = True
        self._unpaused.set()
        for tick in self._ticks.values():
            tick.event.set()

    async def until_idle(
        self, *, only: Collection[str] | None = None, max_steps: int = MAX_STEPS
    ) -> int:
        """Run all units in the order they were registered, one at a time, until none has more.

        Each runs at least once, and again as long as it has more or something wakes it: what a
        unit commits wakes the others that it concerns, here as in `run`. With `only`, none but
        these and those that were woken run: for who knows that the others have nothing to do.

        Returns how many runs there were. A unit that fails counts as having no more.

        Raises:
            RuntimeError: After `max_steps` runs; the message names a unit that wanted to go on.
        """
        steps = 0
        for tick in self._ticks.values():
            tick.wanted = tick.wanted or only is None or tick.name in only
        while wanted := [tick for tick in self._ticks.values() if tick.wanted]:
            for tick in wanted:
                steps += 1
                if await self._once(tick):
                    tick.wanted = True
                if steps > max_steps:
                    raise RuntimeError(f"never idle: {tick.name!r} always says that there is more")
        return steps

    @asynccontextmanager
    async def paused(self) -> AsyncIterator[None]:
        """Let `run` stand still inside: what is running ends first, and nothing begins.

        `until_idle` still runs. Beats and wakes meanwhile are kept, and lead to one run each.
        """
        self._pauses += 1
        self._unpaused.clear()
        try:
            for tick in self._ticks.values():
                async with tick.lock:
                    pass
            yield
        finally:
            self._pauses -= 1
            if self._pauses == 0:
                self._unpaused.set()

    @property
    def names(self) -> Collection[str]:
        """Return the names of the units, in the order they were registered."""
        return self._ticks.keys()

    def health(self) -> dict[str, TickHealth]:
        """Return how each unit is doing, by name."""
        return {
            tick.name: TickHealth(
                last_ok=tick.last_ok,
                last_error=tick.last_error,
                failures=tick.failures,
                running=tick.lock.locked(),
                seconds=tick.seconds,
            )
            for tick in self._ticks.values()
        }

    def _start_ticker(self) -> Ticker:
        beats = {tick.name: tick.seconds for tick in self._ticks.values()}
        ticker = self._make_ticker(beats, self.wake)
        ticker.start()
        return ticker

    async def _serve(self, tick: _Tick) -> None:
        while not self._stopping:
            await tick.event.wait()
            tick.event.clear()
            while tick.wanted and not self._stopping:
                if self._pauses:
                    await self._unpaused.wait()
                elif await self._once(tick):
                    tick.wanted = True
                await asyncio.sleep(0)  # others get their turn, however much there is

    async def _once(self, tick: _Tick) -> bool:
        """Run a unit once and return whether it says that there is more."""
        async with tick.lock:
            # Before the look, so that a wake during it is seen after it.
            tick.wanted = False
            try:
                more = await tick.unit()
            except (Exception, asyncio.CancelledError) as error:
                if _is_being_cancelled():
                    raise
                tick.failures += 1
                tick.last_error = type(error).__name__
                log.exception("a unit failed", extra={"action": "unit_failed", "unit": tick.name})
                return False
            tick.last_ok = self._clock.now()
            tick.last_error = None
            tick.failures = 0
            return more


def _is_being_cancelled() -> bool:
    # A unit may also let out the cancellation of something inside it; that is only its failure.
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0
