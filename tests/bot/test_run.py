"""`holdfast run` as people start it: a process that is told everything by the environment."""

from __future__ import annotations

import asyncio
import re
import resource
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from bot.app import built
from bot.clock import Clock, SteppedClock
from bot.settings import Settings
from simulator.server import Simulator
from storage import gaps
from tests.databases import create_database
from tests.journeys.town import settings_for
from tests.kills.account import account_of
from tests.kills.scene import People, furnish
from tests.plain import CONTENT
from tests.processes import Started, environment, plain_environment, started
from tests.simulator.conftest import BOTAPI, spec
from tests.stores import postgres_server

__all__ = ["postgres_server", "spec"]

RUN = ("-m", "bot", "run")
CRY = "jeg vil ikke leve mere"
CARD = "Er du i fare, så ring 112"
CASE = "sag 1"
WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
NO_ROOM = 1  # bytes that a file may have


@pytest.fixture(scope="module")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the files of an installation as it was a little while ago."""
    folder = tmp_path_factory.mktemp("furnished")
    content = always_open(folder / "content")
    asyncio.run(furnish(folder, at=Clock().real() - timedelta(minutes=30), content=content))
    return folder


@dataclass
class House:
    """An installation beside its Telegram."""

    folder: Path
    sim: Simulator
    people: People
    settings: Settings

    @asynccontextmanager
    async def running(self, **more: str) -> AsyncIterator[tuple[Started, str]]:
        """Run `holdfast run`; give the process and the address of its pages."""
        content = str(self.settings.content_dir)
        env = environment(self.settings, WEB_PORT="0", CONTENT_DIR=content, **more)
        async with started(*RUN, env=env, folder=self.folder) as process:
            line = await process.line()
            assert line.startswith("Holdfast runs. "), process.said()
            host, port = line.removesuffix(".").rpartition(" on ")[2].split(", port ")
            yield process, f"http://{host}:{port}"


@pytest.fixture
async def house(
    request: pytest.FixtureRequest, tmp_path: Path, furnished: Path
) -> AsyncIterator[House]:
    """Return a furnished house; Telegram judges strictly where its specification is there."""
    shutil.copytree(furnished, tmp_path, dirs_exist_ok=True)
    content = tmp_path / "content"
    async with Simulator(clock=Clock().now) as sim:
        if BOTAPI.is_dir():
            book = request.getfixturevalue("spec")
            sim.log.validator = lambda method, params: list(
                map(str, book.check_call(method, params))
            )
        settings = settings_for(tmp_path, sim, content=content)
        yield House(tmp_path, sim, People.known(sim), settings)
        assert sim.problems == []


def always_open(folder: Path) -> Path:
    """Make content of a site where it is about noon of a working day, whenever this runs."""
    shutil.copytree(CONTENT, folder)
    rules = folder / "site.toml"
    before, hours, _ = rules.read_text("utf-8").partition("[hours]\n")
    for line, instead in (
        ("zone", f'zone = "{noon_zone()}"'),
        ("holidays", 'holidays = "none"'),
        ("also_closed", "also_closed = []"),
    ):
        before = re.sub(rf"(?m)^{line} = .*$", instead, before)
    week = "".join(f'{day} = "0.00-23.59"\n' for day in WEEK)
    rules.write_text(f"{before}{hours}{week}", "utf-8")
    return folder


def noon_zone() -> str:
    """Return the name of a zone in which it is between twelve and one o'clock now."""
    ahead = 12 - Clock().real().hour
    return f"Etc/GMT{-ahead:+d}" if ahead else "Etc/GMT"


async def refused(env: dict[str, str], folder: Path) -> str:
    """Return the one line with which a start is refused."""
    async with started(*RUN, env=env, folder=folder, name="refused") as process:
        assert await process.ended() == 2, process.said()
        (line,) = process.said().splitlines()
        return line


async def health(pages: str) -> tuple[int, list[str]]:
    async with httpx.AsyncClient() as client:
        answer = await client.get(f"{pages}/health", timeout=20)
    reasons: list[str] = answer.json()["reasons"]
    return answer.status_code, reasons


async def test_it_starts_while_telegram_is_down_and_works_once_it_is_back(house: House) -> None:
    await house.sim.outage()
    async with house.running() as (_, pages):
        assert await health(pages) == (200, [])
        await house.sim.recover()
        await house.people.amal.write(CRY)
        await house.people.amal.wait_for(CARD, timeout=30)
        await house.people.coordinator.wait_for(CASE)


async def test_a_stop_waits_for_what_is_in_flight_and_needs_nothing_afterwards(
    house: House,
) -> None:
    amal = house.people.amal
    held = house.sim.faults.on("sendMessage", chat=amal.id).hold()
    async with house.running() as (process, _):
        await amal.write(CRY)
        await held.reached.wait()
        process.process.terminate()
        held.release()
        assert await process.ended(10) == 0, process.said()
    ended = Clock().real()
    clock = SteppedClock(Clock().real(), telegram_is_loopback=True)
    async with built(house.settings, clock) as app:
        await app.settle()
        account = await app.world.store.read(account_of, clock.now())
        signs = await app.world.store.read(gaps.signs)
    account.check()
    assert abs(signs[gaps.WORKED] - ended) < timedelta(seconds=5), "from here on it was out"
    assert [CARD in one.text for one in amal.messages if one.from_bot] == [True]


async def test_a_second_process_on_the_same_file_is_refused_and_the_first_goes_on(
    house: House,
) -> None:
    async with house.running() as (_, pages):
        line = await refused(environment(house.settings, WEB_PORT="0"), house.folder)
        assert line.startswith("holdfast: Holdfast already runs on ")
        await house.people.amal.write(CRY)
        await house.people.amal.wait_for(CARD)
        assert await health(pages) == (200, [])


async def test_a_refused_token_turns_health_red_and_does_not_end_the_process(
    house: House,
) -> None:
    house.sim.faults.on("getUpdates", times=1000).answer(401)
    async with house.running() as (_, pages):
        await house.sim.log.wait_for("getUpdates", count=2)
        assert await health(pages) == (503, ["token_refused"])


async def test_a_missing_setting_is_said_in_one_line(tmp_path: Path) -> None:
    line = await refused(plain_environment(), tmp_path)
    assert line.startswith("holdfast: The settings need a hand. TELEGRAM_TOKEN is missing")


async def test_a_setting_that_makes_no_sense_is_said_in_one_line(house: House) -> None:
    env = environment(house.settings, DATABASE_URL="mysql://localhost/x")
    line = await refused(env, house.folder)
    assert "DATABASE_URL must begin with sqlite:/// or postgresql://." in line


async def test_a_port_that_is_taken_is_said_in_one_line(house: House) -> None:
    taken = house.sim.url.rpartition(":")[2]
    line = await refused(environment(house.settings, WEB_PORT=taken), house.folder)
    assert "Set WEB_PORT to a free port." in line


async def test_a_database_without_todays_schema_is_refused_with_what_to_do(
    house: House, postgres_server: str, tmp_path: Path
) -> None:
    url = create_database(postgres_server)
    line = await refused(environment(house.settings, DATABASE_URL=url, WEB_PORT="0"), tmp_path)
    assert "holdfast migrate" in line


async def test_a_cry_on_a_full_disk_is_answered_at_once_and_stored_when_there_is_room(
    house: House,
) -> None:
    people = house.people
    async with house.running() as (process, pages):
        await house.sim.log.wait_for("getMe")
        give_room(process.pid, NO_ROOM)
        await people.amal.write(CRY)
        await people.amal.wait_for("112", timeout=30)
        # The clock is the real one: whatever the hour, the coordinator is told.
        alarm = await people.coordinator.wait_for(lambda one: True, timeout=30)
        assert CRY not in alarm.text
        assert "Amal" not in alarm.text
        status, reasons = await health(pages)
        assert (status, "cannot_store" in reasons) == (503, True)

        give_room(process.pid, resource.RLIM_INFINITY)
        await people.coordinator.wait_for(CASE, timeout=30)
        await people.amal.wait_for(CARD, timeout=30)
        process.process.terminate()
        assert await process.ended() == 0, process.said()
    clock = SteppedClock(Clock().real(), telegram_is_loopback=True)
    async with built(house.settings, clock) as app:
        account = await app.world.store.read(account_of, clock.now())
    assert account.replies == [("word", None)]
    assert account.cases == ["crisis"]
    account.check()


def give_room(pid: int, size: int) -> None:
    """Let no file of a process grow beyond a size, as on a disk that is full."""
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
