"""The demo: the whole product beside a simulated Telegram, with an invented cast.

Only `TELEGRAM_API_URL` differs from a real installation. Nothing leaves this machine, and nothing
is kept when the demo ends.
"""

from __future__ import annotations

import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path

from bot.app import App, built
from bot.clock import Clock, MovableClock
from bot.errors import UserError
from bot.jump import jump
from bot.serve import listening, serving
from bot.settings import GivenSettings, Settings
from content.areas.demo import DemoKey
from content.keys import Key
from content.site_file import load_site
from domain.people import Actor, Role
from domain.site import SiteRules
from domain.wall import to_utc, to_wall
from services.invite import NewYouth, invite_staff, invite_youth
from simulator.phones import Phone
from simulator.server import Simulator
from web.app import build_web

ACTOR = Actor.cli("demo")
LOOPBACK = "127.0.0.1"
PROGRAMME = "projekt-run"
MENTOR, COORDINATOR = "Maja Holm", "Conny Lund"  # the coordinator covers for the mentor
WAITING, ENROLLED = "Amal", "Bo"
STARTS_AT = time(10)  # on a Monday: staffed, the day before the weekly question
WORKDAYS = (0, 1, 2, 3, 4, 7, 8, 9, 10, 11)  # of the two weeks that people play through
_CAPTIONS = {Role.MENTOR: DemoKey.MENTOR, Role.COORDINATOR: DemoKey.COORDINATOR}
# What the youth who is with us already has tapped.
_YES = (Key.B_DANISH, Key.B_NEXT, Key.B_AGE_18, Key.B_YES_TRY)


@dataclass(frozen=True, slots=True)
class Demo:
    """A running demo."""

    app: App
    sim: Simulator
    clock: MovableClock
    page_url: str

    async def jump(self, seconds: float) -> None:
        """Move product and simulator together, from one due time to the next."""
        await jump(self.app, self.clock, self.clock.now() + timedelta(seconds=seconds))


@asynccontextmanager
async def demo(*, page_port: int = 0, web_port: int = 0) -> AsyncIterator[Demo]:
    """Start everything on loopback; port 0 takes a free one. Ends with nothing left behind.

    Raises:
        UserError: If a port is taken.
    """
    clock = MovableClock(
        telegram_is_loopback=True, start=starts_after(Clock().real(), load_site())
    )
    with (
        closing(listening(LOOPBACK, web_port)) as sock,
        tempfile.TemporaryDirectory(prefix="holdfast-demo-") as folder,
    ):
        async with (
            await _simulator(clock, page_port) as sim,
            built(_settings(Path(folder), sim, sock.getsockname()[1]), clock) as app,
            serving(build_web(app.world, app.health, app.webhook, app.files), sock),
        ):
            made = Demo(app, sim, clock, sim.page_url)
            await _people(made)
            sim.on_jump = made.jump
            yield made


async def _simulator(clock: MovableClock, page_port: int) -> Simulator:
    sim = Simulator(clock=clock.now)
    try:
        return await sim.start(LOOPBACK, page_port=page_port)
    except (OSError, OverflowError) as error:
        await sim.stop()
        why = getattr(error, "strerror", "") or "ports are numbers up to 65535"
        raise UserError(
            f"Cannot listen on port {page_port}: {why}. Choose another with --port."
        ) from error


def starts_after(real: datetime, site: SiteRules) -> datetime:
    """Return the next Monday at ten (UTC) after the day of `real` with two plain weeks ahead.

    Holidays would move what the tutorial tells.
    """
    today = to_wall(real, site.zone).date()
    monday = today + timedelta(days=7 - today.weekday())
    while not all(
        site.is_staffed(to_utc(monday + timedelta(days=day), STARTS_AT, site.zone))
        for day in WORKDAYS
    ):
        monday += timedelta(days=7)
    return to_utc(monday, STARTS_AT, site.zone)


def _settings(folder: Path, sim: Simulator, web_port: int) -> Settings:
    return GivenSettings(
        telegram_token=sim.token,
        telegram_api_url=sim.url,
        bot_username=sim.username,
        database_url=f"sqlite:///{folder}/holdfast.db",
        keystore_url=f"sqlite:///{folder}/keys.db",
        master_key_file=folder / "master.key",
        site_phone="12 34 56 78",
        public_url=f"http://{LOOPBACK}:{web_port}",
        web_port=web_port,
    )


async def _people(made: Demo) -> None:
    """Let staff open their links, one youth say yes, and the other find a link on the page."""
    amal, bo = (
        made.sim.phone(name, caption=_caption(made, DemoKey.YOUTH)) for name in (WAITING, ENROLLED)
    )
    await _hire(made, MENTOR, Role.MENTOR)
    await _hire(made, COORDINATOR, Role.COORDINATOR)
    await made.app.settle()
    made.sim.links = [(f"{amal.name}: {_offer(made)}", await _invite(made, WAITING))]
    await bo.open(await _invite(made, ENROLLED))
    await made.app.settle()
    texts = made.app.world.house.texts
    for key in _YES:
        await bo.tap(texts.say("da", key))
        await made.app.settle()


def _caption(made: Demo, key: DemoKey) -> str:
    return made.app.world.house.texts.say("da", key)


def _offer(made: Demo) -> str:
    return made.app.world.house.texts.say(
        "da", Key.P_DEMO_LINK, medarbejder=MENTOR.partition(" ")[0]
    )


async def _hire(made: Demo, name: str, role: Role) -> Phone:
    phone = made.sim.phone(name.split(maxsplit=1)[0], caption=_caption(made, _CAPTIONS[role]))
    invitation = await invite_staff(made.app.world, ACTOR, name=name, role=role)
    await phone.open(invitation.link)
    return phone


async def _invite(made: Demo, name: str) -> str:
    new = NewYouth(name=name, programme=PROGRAMME, mentor=MENTOR, cover=COORDINATOR)
    return (await invite_youth(made.app.world, ACTOR, new)).link
