"""A house with people in it, whose process may be killed and started again."""

from __future__ import annotations

import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from bot.app import App, built
from bot.clock import SteppedClock
from bot.settings import Settings
from simulator.phones import Phone
from simulator.server import Simulator
from tests.journeys.town import TUESDAY, ZONE, Town, settings_for
from tests.kills.account import Account, account_of
from tests.kills.product import Point, command
from tests.processes import Started, environment, started

LATER = timedelta(minutes=2)  # after which somebody starts a dead process again
LEASE = timedelta(seconds=31)  # a little more than any lease lasts


class LaterClock(SteppedClock):
    """A clock that stands still, and whose real time can be ahead, as if one had waited."""

    ahead = timedelta()

    def real(self) -> datetime:
        """Return the instant outside, and what was waited for."""
        return super().real() + self.ahead


@dataclass
class Scene:
    """Everybody's phones, and the files that outlive a process."""

    folder: Path
    began: datetime  # on real time
    clock: LaterClock
    sim: Simulator
    settings: Settings
    amal: Phone
    mentor: Phone
    cover: Phone
    coordinator: Phone

    @property
    def staff(self) -> tuple[Phone, ...]:
        """Return the phones of the three who are told of a red case."""
        return self.mentor, self.cover, self.coordinator

    def until(self, wall: str) -> None:
        """Let time pass, with nobody running, until a local wall time."""
        self.clock.advance_to(datetime.fromisoformat(wall).replace(tzinfo=ZONE))

    def pass_red_step(self) -> None:
        """Let five minutes pass, after which a red case that nobody took is told again."""
        self.clock.advance_to(self.clock.now() + timedelta(minutes=5))

    @asynccontextmanager
    async def process(
        self, point: Point | None = None, *, name: str = "killed"
    ) -> AsyncIterator[Started]:
        """Run the product in a process of its own, which dies at a point."""
        # Processes that run side by side must agree about the time, whenever each began.
        instant = self.clock.now() + (self.clock.real() - self.began)
        arguments = command(instant, point)
        env = environment(self.settings)
        async with started(*arguments, env=env, folder=self.folder, name=name) as running:
            yield running

    async def killed(self, running: Started) -> None:
        """Wait until the process has been killed, and a little longer."""
        assert await running.ended() == -signal.SIGKILL, running.said()
        self.clock.advance_to(self.clock.now() + LATER)

    async def dies(self, point: Point) -> None:
        """Run the product until it dies at a point."""
        async with self.process(point) as running:
            await self.killed(running)

    @asynccontextmanager
    async def again(self) -> AsyncIterator[App]:
        """Start the product again on the same files."""
        async with built(self.settings, self.clock) as app:
            yield app

    async def settled(self) -> Account:
        """Start the product again, let it finish all there is to do, and take stock."""
        async with self.again() as app:
            await app.settle()
            return await app.world.store.read(account_of, self.clock.now())

    def accepted(self, *, after: int) -> int:
        """Return how many messages Telegram has accepted after a call number."""
        calls = self.sim.log.all("sendMessage", after=after)
        return sum(call.ok for call in calls)

    def calls(self) -> int:
        """Return the number of the newest call."""
        return max((call.number for call in self.sim.calls), default=0)


@asynccontextmanager
async def scene(
    folder: Path, *, database_url: str | None = None, start: datetime = TUESDAY
) -> AsyncIterator[Scene]:
    """Give a house with a mentor, a cover, a coordinator, and Amal who has said yes."""
    clock = LaterClock(start, telegram_is_loopback=True)
    async with Simulator(clock=clock.now) as sim:
        settings = settings_for(folder, sim, database_url=database_url)
        async with built(settings, clock) as app:
            town = Town(clock, sim, app, settings)
            await town.hire()
            amal = await town.enrol()
        staff = town.mentor, town.cover, town.coordinator
        yield Scene(folder, clock.real(), clock, sim, settings, amal, *staff)
