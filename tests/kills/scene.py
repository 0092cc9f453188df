"""A house with people in it, whose process may be killed and started again."""

from __future__ import annotations

import shutil
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from bot.app import App, built
from bot.clock import SteppedClock
from bot.settings import Settings
from domain.people import Role
from services.invite import NewYouth, invite_staff, invite_youth
from simulator.phones import Phone
from simulator.server import Simulator
from tests.journeys.town import (
    CLI,
    COORDINATOR,
    COVER,
    MENTOR,
    TUESDAY,
    ZONE,
    settings_for,
)
from tests.kills.account import Account, account_of
from tests.kills.product import Point, command
from tests.processes import Started, environment, started

FURNISHED = TUESDAY - timedelta(minutes=30)
MESSAGES_BEFORE = 100  # more than were written before
YES = ("Dansk", "Videre", "18 eller mere", "Ja, prøv det")
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
    people: People

    @property
    def amal(self) -> Phone:
        """Return the phone of the youth."""
        return self.people.amal

    @property
    def mentor(self) -> Phone:
        """Return the phone of the youth's worker."""
        return self.people.mentor

    @property
    def staff(self) -> tuple[Phone, ...]:
        """Return the phones of the three who are told of a red case."""
        return self.people.mentor, self.people.cover, self.people.coordinator

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


@dataclass(frozen=True, slots=True)
class People:
    """The phones of everybody, made in the same order in every simulator: so the ids agree."""

    coordinator: Phone
    mentor: Phone
    cover: Phone
    amal: Phone

    @classmethod
    def of(cls, sim: Simulator) -> People:
        """Return new phones in a simulator."""
        return cls(*(sim.phone(name) for name in ("Conny", "Maja", "Karim", "Amal")))

    @classmethod
    def known(cls, sim: Simulator) -> People:
        """Return the phones of people who have written to the bot before."""
        people = cls.of(sim)
        for phone in sim.phones:
            phone.person.writable = True
        for _ in range(MESSAGES_BEFORE):
            sim.state.count("message")  # so that no number is used twice
        return people


async def furnish(
    folder: Path,
    *,
    at: datetime = FURNISHED,
    database_url: str | None = None,
    content: Path | None = None,
) -> None:
    """Make an installation with staff who have joined and Amal who has said yes."""
    clock = SteppedClock(at, telegram_is_loopback=True)
    async with Simulator(clock=clock.now) as sim:
        people = People.of(sim)
        settings = settings_for(folder, sim, database_url=database_url, content=content)
        async with built(settings, clock) as app:
            await _hire(app, people)
            await _enrol(app, people.amal)


async def _hire(app: App, people: People) -> None:
    for phone, name, role in (
        (people.coordinator, COORDINATOR, Role.COORDINATOR),
        (people.mentor, MENTOR, Role.MENTOR),
        (people.cover, COVER, Role.MENTOR),
    ):
        await phone.open((await invite_staff(app.world, CLI, name=name, role=role)).link)
    await app.settle()


async def _enrol(app: App, amal: Phone) -> None:
    new = NewYouth(
        name=amal.name, programme="projekt-run", mentor=MENTOR, cover=COVER, language="da"
    )
    await amal.open((await invite_youth(app.world, CLI, new)).link)
    await app.settle()
    for label in YES:
        await amal.tap(label)
        await app.settle()


@asynccontextmanager
async def scene(
    folder: Path, furnished: Path, *, database_url: str | None = None
) -> AsyncIterator[Scene]:
    """Give a copy of a furnished house, half an hour later, and new phones for its people."""
    shutil.copytree(furnished, folder, dirs_exist_ok=True)
    clock = LaterClock(TUESDAY, telegram_is_loopback=True)
    async with Simulator(clock=clock.now) as sim:
        people = People.known(sim)
        settings = settings_for(folder, sim, database_url=database_url)
        yield Scene(folder, clock.real(), clock, sim, settings, people)
