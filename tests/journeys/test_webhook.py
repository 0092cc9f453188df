"""The whole product behind a webhook: Telegram brings updates, and nobody asks for them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.app import App, built
from bot.clock import SteppedClock
from bot.serve import listening, serving
from bot.settings import GivenSettings
from domain.people import Role
from services.invite import NewYouth, invite_staff, invite_youth
from simulator.server import Simulator
from tests.journeys.town import CLI, COVER, DANGER, MENTOR, TUESDAY, settings_for
from web.app import build_web

SECRET = SecretStr("0123456789abcdef0123456789abcdef")


@asynccontextmanager
async def running(sim: Simulator, folder: Path, *, hooked: bool = True) -> AsyncIterator[App]:
    """Give the product, served and working by itself, on loopback."""
    sock = listening("127.0.0.1", 0)  # `serving` closes it
    given = settings_for(folder, sim).model_dump() | {
        "public_url": f"http://127.0.0.1:{sock.getsockname()[1]}/under",
        "webhook_secret": SECRET if hooked else None,
    }
    clock = SteppedClock(TUESDAY, telegram_is_loopback=True)
    async with AsyncExitStack() as stack:
        app = await stack.enter_async_context(built(GivenSettings(**given), clock))
        pages = build_web(app.world, app.health, app.webhook)
        await stack.enter_async_context(serving(pages, sock))
        task = asyncio.create_task(app.run())
        try:
            yield app
        finally:
            task.cancel()
            await asyncio.wait({task})


@pytest.fixture
async def sim() -> AsyncIterator[Simulator]:
    """Return a Telegram whose time stands where the product's does."""
    async with Simulator(clock=lambda: TUESDAY) as made:
        yield made


async def test_a_cry_that_telegram_brings_is_answered_and_staff_are_told(
    sim: Simulator, tmp_path: Path
) -> None:
    async with running(sim, tmp_path) as app:
        for name in (MENTOR, COVER):
            phone = sim.phone(name.split()[0])
            await phone.open(
                (await invite_staff(app.world, CLI, name=name, role=Role.MENTOR)).link
            )
            await phone.wait_for(name.split()[0])
        amal = sim.phone("Amal")
        new = NewYouth(
            name="Amal", programme="projekt-run", mentor=MENTOR, cover=COVER, language="da"
        )
        await amal.open((await invite_youth(app.world, CLI, new)).link)
        await amal.wait_for("Vælg")
        await amal.tap("Dansk")
        await amal.wait_for("robot")
        await amal.write(DANGER)
        await amal.wait_for("112")
        await sim.phones[0].wait_for("sag 1")
        assert not sim.log.all("getUpdates"), "nobody asked"
        assert list(await app.health()) == ["nobody_in_week"], "no boss: a night rings nobody"


async def test_without_the_secret_updates_are_asked_for_again(
    sim: Simulator, tmp_path: Path
) -> None:
    amal = sim.phone("Amal")
    async with running(sim, tmp_path):
        await amal.write("hej")
        await amal.wait_for("robot")
    mark = amal.mark
    async with running(sim, tmp_path, hooked=False):
        await amal.write("hej igen")
        await amal.wait_for("robot", since=mark)
    assert sim.log.all("deleteWebhook")
