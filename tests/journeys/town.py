"""A town for the journeys: the whole product, a Telegram on loopback, and people with phones."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.app import App, built
from bot.clock import SteppedClock
from bot.ground import WrapStore
from bot.jump import jump
from bot.settings import GivenSettings, Settings
from domain.people import Actor, Language, Role
from services.invite import NewYouth, invite_staff, invite_youth
from simulator.phones import Phone
from simulator.server import Simulator
from simulator.view import SeenMessage

ZONE = ZoneInfo("Europe/Copenhagen")
# Tuesday 3 March 2026, 10.00 in Copenhagen: staffed, and before the weekly question.
TUESDAY = datetime(2026, 3, 3, 10, 0, tzinfo=ZONE)
PHONE = "12345678"
CLI = Actor.cli("test")
MENTOR, COVER, COORDINATOR = "Maja Mentor", "Karim Cover", "Conny Coordinator"


@dataclass
class Town:
    """Everybody who takes part. Time moves only by `wait` and `until`."""

    clock: SteppedClock
    sim: Simulator
    app: App
    settings: Settings
    mentor: Phone = field(init=False)
    cover: Phone = field(init=False)
    coordinator: Phone = field(init=False)

    async def settle(self) -> None:
        """Let everything happen that happens now."""
        await self.app.settle()

    async def wait(self, **span: float) -> None:
        """Let time pass, such as `hours=3`."""
        await jump(self.app, self.clock, self.clock.now() + timedelta(**span))

    async def until(self, wall: datetime | str) -> None:
        """Let time pass until a local wall time, such as `2026-03-05 15:00`."""
        moment = datetime.fromisoformat(wall) if isinstance(wall, str) else wall
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=ZONE)
        await jump(self.app, self.clock, moment)

    async def hire(self) -> None:
        """Let the coordinator, the mentor and the cover open their links."""
        people = ((COORDINATOR, Role.COORDINATOR), (MENTOR, Role.MENTOR), (COVER, Role.MENTOR))
        phones = []
        for name, role in people:
            invitation = await invite_staff(self.app.world, CLI, name=name, role=role)
            phone = self.sim.phone(name.split()[0])
            await phone.open(invitation.link)
            phones.append(phone)
        await self.settle()
        self.coordinator, self.mentor, self.cover = phones

    async def invite(self, name: str = "Amal", *, language: Language = "da") -> str:
        """Return the link for a youth."""
        new = NewYouth(
            name=name, programme="projekt-run", mentor=MENTOR, cover=COVER, language=language
        )
        return (await invite_youth(self.app.world, CLI, new)).link

    async def enrol(self, name: str = "Amal", *, language: Language = "da") -> Phone:
        """Return the phone of a youth who has said yes."""
        phone = self.sim.phone(name, language=language)
        await phone.open(await self.invite(name, language=language))
        danish = language == "da"
        await self.settle()
        for label in (
            "Dansk" if danish else "English",
            "Videre" if danish else "Next",
            "18 eller mere" if danish else "18 or more",
            "Ja, prøv det" if danish else "Yes, try it",
        ):
            await phone.tap(label)
            await self.settle()
        return phone


@asynccontextmanager
async def town(
    folder: Path,
    *,
    start: datetime = TUESDAY,
    database_url: str | None = None,
    wrap: WrapStore = lambda store: store,
) -> AsyncIterator[Town]:
    """Give a town whose clock stands at `start`, with nobody in it yet."""
    clock = SteppedClock(start, telegram_is_loopback=True)
    async with Simulator(clock=clock.now) as sim:
        settings = settings_for(folder, sim, database_url=database_url)
        async with built(settings, clock, wrap=wrap) as app:
            yield Town(clock, sim, app, settings)


def settings_for(folder: Path, sim: Simulator, *, database_url: str | None = None) -> Settings:
    """Return the settings of an installation in a folder that talks to a simulator."""
    return GivenSettings(
        telegram_token=sim.token,
        telegram_api_url=sim.url,
        bot_username=sim.username,
        database_url=database_url or f"sqlite:///{folder}/holdfast.db",
        keystore_url=f"sqlite:///{folder}/keys.db",
        master_key_file=folder / "master.key",
        site_phone=PHONE,
    )


def texts(phone: Phone) -> list[str]:
    """Return what the bot's messages on a phone say now, oldest first."""
    return [message.text for message in phone.messages if message.from_bot]


def labels(message: SeenMessage) -> list[str]:
    """Return the labels of a message's buttons, row after row."""
    return [button.label for row in message.buttons for button in row]
