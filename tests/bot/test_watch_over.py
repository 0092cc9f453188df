"""Who is watched over is audited, is heard outside, and says on its page what broke."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from pydantic import SecretStr

from bot.serve import listening, serving
from bot.watch import watch_over
from storage import gaps, last_audit, youths
from storage.tx import Tx
from tests.bot.test_health import House, furnished, house
from tests.journeys.town import DANGER, settings_for
from web.app import build_web

__all__ = ["furnished", "house"]

HOUR = timedelta(hours=1)
STEP = 100  # seconds, so that a sign of work is written in each


@dataclass
class Monitor:
    """Somebody outside who counts our signs of life."""

    url: str = ""
    pings: int = 0

    async def hear(self, _: web.Request) -> web.Response:
        self.pings += 1
        return web.Response()


@pytest.fixture
async def monitor() -> AsyncIterator[Monitor]:
    made, app = Monitor(), web.Application()
    app.router.add_get("/", made.hear)
    async with TestServer(app) as server:
        made.url = str(server.make_url("/"))
        yield made


def watched(house: House, folder: Path, url: str | None) -> None:
    """Let a process be watched over, with an address outside or without one."""
    settings = settings_for(folder, house.sim)
    address = None if url is None else SecretStr(url)
    watch_over(house.app, settings.model_copy(update={"heartbeat_url": address}))


def nobody_calls_next(tx: Tx) -> None:
    """Break the guarantee of every youth: nobody looks at when they are called."""
    for youth in youths.everybody(tx):
        youths.change(tx, youth.id, reassess_at=None)


async def test_a_process_in_which_all_is_well_is_heard_outside(
    house: House, monitor: Monitor, tmp_path: Path
) -> None:
    watched(house, tmp_path, monitor.url)
    assert {"gaps", "audit", "heartbeat"} <= set(house.app.engine.names)
    assert await house.ills() == []
    assert monitor.pings >= 1
    assert gaps.WORKED in await house.app.world.store.read(gaps.signs)


async def test_without_an_address_outside_nobody_is_told_and_the_auditor_looks_all_the_same(
    house: House, tmp_path: Path
) -> None:
    watched(house, tmp_path, None)
    assert "heartbeat" not in house.app.engine.names
    await house.app.world.store.write(nobody_calls_next)
    assert await house.ills() == ["promise_broken_next_contact"]


async def test_a_broken_promise_is_named_by_the_page_and_silences_us_outside(
    house: House, monitor: Monitor, tmp_path: Path
) -> None:
    watched(house, tmp_path, monitor.url)
    await house.ills()
    heard = monitor.pings
    await house.app.world.store.write(nobody_calls_next)
    house.wait(hours=1)
    sock = listening("127.0.0.1", 0)
    address = f"http://127.0.0.1:{sock.getsockname()[1]}/health"
    async with (
        serving(build_web(house.app.world, house.app.health), sock),
        httpx.AsyncClient() as client,
    ):
        await house.app.settle()
        answer = await client.get(address)
    assert answer.status_code == 503
    assert "promise_broken_next_contact" in answer.json()["reasons"]
    await house.app.settle()
    assert monitor.pings == heard


async def lives(house: House, minutes: int) -> list[str]:
    """Let a process run for some minutes, and return what is wrong in the end."""
    for _ in range(minutes * 60 // STEP):
        house.wait(seconds=STEP)
        await house.app.settle()
    return await house.ills()


async def test_three_hours_out_with_a_red_case_open_break_no_promise_and_the_next_crash_is_heard(
    house: House, monitor: Monitor, tmp_path: Path
) -> None:
    watched(house, tmp_path, monitor.url)
    await house.people.amal.write(DANGER)
    await house.ills()
    await lives(house, 2)
    began = house.clock.now()
    house.wait(hours=3)  # nobody runs, and nobody is told again every five minutes
    await house.ills()
    await house.people.mentor.tap("Jeg tager den")
    heard = monitor.pings
    assert await lives(house, 30) == []
    house.wait(seconds=STEP)
    await house.app.engine.until_idle()
    assert monitor.pings > heard, "and so it misses us when we crash again"
    noted = await house.app.world.store.read(gaps.noted, began - timedelta(days=1))
    assert [(one.what, (one.ends - one.begins) // HOUR) for one in noted] == [("product", 3)]
    last = await house.app.world.store.read(last_audit.latest)
    assert last is not None
    assert last.audited_at > began + timedelta(hours=2), "the auditor has looked since"
    assert last.breaches == []
