"""Plays the houses of a simulation: beside each other, or one after the other.

No house knows of another, so that it is all the same how many are played at once.
"""

from __future__ import annotations

import asyncio
import logging
import sys
import tempfile
import threading
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkContext, SpawnContext
from multiprocessing.process import BaseProcess
from pathlib import Path

from bot.simulation.loop import without_sockets
from bot.simulation.plan import Plan
from bot.simulation.result import Result, result_of
from bot.simulation.run import Simulation
from bot.simulation.whole import Whole
from storage import migrate

_STEPS = 100  # how often in all a house says how far it is

Tell = Callable[[Sequence[datetime]], None]
Play = Callable[[Plan, Callable[[datetime], None]], Result]


class HouseDiedError(Exception):
    """A house came to no result; the message says which and why."""


def play_house(plan: Plan, tell: Callable[[datetime], None]) -> Result:
    """Play one house in this process.

    Args:
        plan: The plan of this house.
        tell: Is told the simulated time (UTC) now and then.
    """
    with _silence():
        if plan.database_url is not None:
            migrate.upgrade(plan.database_url)  # it is empty, so there is nothing to lose
        with asyncio.Runner(loop_factory=None if plan.http else without_sockets) as runner:
            return runner.run(_play(plan, tell))


async def _play(plan: Plan, tell: Callable[[datetime], None]) -> Result:
    with tempfile.TemporaryDirectory(prefix="holdfast-simulate-") as folder:
        simulation = Simulation(plan, Path(folder))
        async with simulation.opened():
            await simulation.play(tell)
            return await result_of(simulation)


@contextmanager
def _silence() -> Iterator[None]:
    """Let nothing be logged inside: warnings belong to what is played, and the auditor tells."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(before)


def play_all(plans: Sequence[Plan], *, cores: int, tell: Tell, play: Play = play_house) -> Whole:
    """Play houses, as many at once as there are processors for.

    Args:
        plans: One for each house.
        cores: How many may be played at once; a process for each, unless it is one at a time.
        tell: Is told the simulated time in every house (UTC) now and then.
        play: What is done for each house, in its process; a function of a module.

    Raises:
        HouseDiedError: If the process of a house ends without a result.
    """
    if len(plans) == 1 or cores == 1:
        return Whole(tuple(_one_by_one(plans, tell, play)))
    beside = _Beside(plans, tell, play)
    try:
        return Whole(beside.results(cores))
    finally:
        beside.end()


def _one_by_one(plans: Sequence[Plan], tell: Tell, play: Play) -> Iterator[Result]:
    times: dict[int, datetime] = {}

    def tell_of(house: int, now: datetime) -> None:
        times[house] = now
        tell([*times.values()])

    for house, plan in enumerate(plans):
        yield play(plan, partial(tell_of, house))


def _context() -> ForkContext | SpawnContext:
    """Return how a process is made: as a copy, which is ready at once, where that is safe.

    A copy of a process with threads in it may wait for ever for one that was not copied.
    """
    may_copy = sys.platform == "linux" and threading.active_count() == 1
    return get_context("fork") if may_copy else get_context("spawn")


class _Beside:
    """Houses that are played in processes of their own."""

    def __init__(self, plans: Sequence[Plan], tell: Tell, play: Play) -> None:
        self._plans = plans
        self._tell = tell
        self._play = play
        self._waiting = list(enumerate(plans))
        self._context = _context()
        self._times: dict[int, datetime] = {}
        self._running: dict[Connection, tuple[int, BaseProcess]] = {}
        self._found: dict[int, Result] = {}

    def results(self, cores: int) -> tuple[Result, ...]:
        """Return the result of each house, in their order."""
        while self._waiting or self._running:
            while self._waiting and len(self._running) < cores:
                self._start(*self._waiting.pop(0))
            for pipe in wait(list(self._running)):
                assert isinstance(pipe, Connection)
                self._hear(pipe)
        return tuple(self._found[house] for house in range(len(self._plans)))

    def end(self) -> None:
        """End what still runs."""
        for pipe, (_, process) in self._running.items():
            process.terminate()
            process.join()
            pipe.close()
        self._running.clear()

    def _start(self, house: int, plan: Plan) -> None:
        mine, theirs = self._context.Pipe(duplex=False)
        process = self._context.Process(target=_live, args=(theirs, plan, self._play), daemon=True)
        process.start()
        theirs.close()  # so that the end of the process is the end of what is heard
        self._running[mine] = house, process

    def _hear(self, pipe: Connection) -> None:
        house, process = self._running[pipe]
        try:
            said = pipe.recv()
        except EOFError:
            process.join()
            raise self._died(house, f"its process ended with {process.exitcode}") from None
        if isinstance(said, datetime):
            self._times[house] = said
            self._tell([*self._times.values()])
            return
        if not isinstance(said, Result):
            raise self._died(house, f"\n{said}")
        self._found[house] = said
        del self._running[pipe]
        pipe.close()
        process.join()

    def _died(self, house: int, why: str) -> HouseDiedError:
        plan = self._plans[house]
        return HouseDiedError(f"House {plan.house} of {plan.houses} came to no result: {why}")


def _live(pipe: Connection, plan: Plan, play: Play) -> None:
    """Play a house in a process of its own; say how far it is, then the result or the error."""
    heard = _Percent(pipe, plan)
    try:
        pipe.send(play(plan, heard.tell))
    except BrokenPipeError:
        return  # nobody listens any more
    except BaseException:  # noqa: BLE001 - whoever started this tells it
        pipe.send(traceback.format_exc())


class _Percent:
    """Passes on the time, a hundred times in all."""

    def __init__(self, pipe: Connection, plan: Plan) -> None:
        self._pipe = pipe
        self._step = plan.days * 86_400 / _STEPS
        self._next = 0.0

    def tell(self, now: datetime) -> None:
        """Pass on the time when enough of it has gone by."""
        seconds = now.timestamp()
        if seconds >= self._next:
            self._next = seconds + self._step
            self._pipe.send(now)
