"""Health names what is wrong with a running process, and a cry is heard though nothing is kept."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

import httpx
import pytest

from bot.app import App, built
from bot.serve import listening, serving
from simulator.server import Simulator
from storage.errors import StoreUnavailable
from storage.store import Store
from storage.tx import Rx, Tx
from tests.journeys.town import DANGER, TUESDAY, settings_for
from tests.kills.account import account_of
from tests.kills.conftest import furnished
from tests.kills.scene import LaterClock, People
from web.app import build_web

__all__ = ["furnished"]

P = ParamSpec("P")
R = TypeVar("R")

CARD = "Er du i fare, så ring 112"
CASE = "sag 1"


class WeakStore(Store):
    """A store that can be told to keep nothing, or to show nothing."""

    def __init__(self, inner: Store) -> None:
        super().__init__(inner.dialect, inner._writer, inner._reader)
        self.is_full = False
        self.is_blind = False

    async def write(
        self, verb: Callable[Concatenate[Tx, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        if self.is_full:
            raise StoreUnavailable("the disk is full")
        return await super().write(verb, *args, **kwargs)

    async def read(
        self, fn: Callable[Concatenate[Rx, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        if self.is_blind:
            raise StoreUnavailable("the disk is gone")
        return await super().read(fn, *args, **kwargs)


@dataclass
class House:
    """A process that is stepped, beside its Telegram."""

    clock: LaterClock
    sim: Simulator
    people: People
    app: App
    store: WeakStore

    async def ills(self) -> list[str]:
        """Let everything happen that can, and return what is wrong."""
        await self.app.settle()
        return list(await self.app.health())

    def wait(self, **span: float) -> None:
        """Let time pass, here and outside."""
        self.clock.advance_to(self.clock.now() + timedelta(**span))
        self.clock.ahead += timedelta(**span)


@asynccontextmanager
async def living(folder: Path) -> AsyncIterator[House]:
    stores: list[WeakStore] = []

    def wrap(store: Store) -> Store:
        stores.append(WeakStore(store))
        return stores[0]

    clock = LaterClock(TUESDAY, telegram_is_loopback=True)
    async with Simulator(clock=clock.now) as sim:
        people = People.known(sim)
        async with built(settings_for(folder, sim), clock, wrap=wrap) as app:
            yield House(clock, sim, people, app, stores[0])


@pytest.fixture
async def house(tmp_path: Path, furnished: Path) -> AsyncIterator[House]:
    shutil.copytree(furnished, tmp_path, dirs_exist_ok=True)
    async with living(tmp_path) as made:
        yield made


async def test_a_process_to_which_all_goes_well_has_nothing_wrong(house: House) -> None:
    assert await house.ills() == []


async def test_an_outage_is_named_once_it_has_lasted_and_forgotten_afterwards(
    house: House,
) -> None:
    await house.people.amal.write("kan du ringe?")
    await house.app.intake.poll_once(0)
    await house.sim.outage()
    assert await house.ills() == []
    house.wait(minutes=6)
    assert await house.ills() == ["polling_stale", "outbox_overdue"]
    await house.sim.recover()
    house.wait(minutes=1)
    assert await house.ills() == []


@pytest.mark.parametrize(
    ("status", "name"),
    [(401, "token_refused"), (404, "token_refused"), (409, "other_poller")],
)
async def test_a_refused_poll_is_named(house: House, status: int, name: str) -> None:
    house.sim.faults.on("getUpdates").answer(status)
    assert await house.ills() == [name]
    assert await house.ills() == []


async def test_an_answer_that_nobody_can_read_is_named(house: House) -> None:
    house.sim.faults.on("getUpdates").answer(200, body="<html>")
    assert await house.ills() == ["unreadable_answer"]


async def test_a_database_that_shows_nothing_is_named(house: House) -> None:
    house.store.is_blind = True
    assert "cannot_read" in await house.ills()


async def test_a_unit_that_fails_and_fails_again_is_named(house: House) -> None:
    house.store.is_blind = True
    await house.app.engine.until_idle()
    await house.app.engine.until_idle()
    house.store.is_blind = False
    assert "unit_climb_ladder" in await house.app.health()
    assert await house.ills() == []


async def test_a_cry_that_cannot_be_stored_reaches_staff_once_and_is_kept_when_it_can(
    house: House,
) -> None:
    amal, staff = house.people.amal, (house.people.mentor, house.people.coordinator)
    house.store.is_full = True
    await amal.write(DANGER)
    for _ in range(3):
        assert "cannot_store" in await house.ills()
    assert ["112" in one.text for one in amal.messages if one.from_bot] == [True]
    for phone in staff:
        (alarm,) = (one for one in phone.messages if one.from_bot)
        assert "Amal" not in alarm.text
        assert DANGER not in alarm.text

    house.store.is_full = False
    assert await house.ills() == []
    account = await house.app.world.store.read(account_of, house.clock.now())
    account.check()
    assert (account.replies, account.cases) == ([("word", None)], ["crisis"])
    assert CARD in amal.last.text
    assert all(CASE in phone.last.text for phone in staff)


async def test_ordinary_words_that_cannot_be_stored_alarm_nobody_and_are_not_pretended_kept(
    house: House,
) -> None:
    house.store.is_full = True
    await house.people.amal.write("vi ses på torsdag")
    await house.ills()
    assert len([one for one in house.people.amal.messages if one.from_bot]) == 1
    assert house.people.mentor.messages == []
    house.store.is_full = False
    assert await house.ills() == []
    account = await house.app.world.store.read(account_of, house.clock.now())
    assert account.replies == [("word", None)]


async def test_health_is_served_beside_the_pages(house: House) -> None:
    sock = listening("127.0.0.1", 0)
    address = f"http://127.0.0.1:{sock.getsockname()[1]}/health"
    async with (
        serving(build_web(house.app.world, house.app.health), sock),
        httpx.AsyncClient() as client,
    ):
        well = await client.get(address)
        house.sim.faults.on("getUpdates").answer(401)
        await house.app.settle()
        ill = await client.get(address)
    assert (well.status_code, well.json()) == (200, {"ok": True, "reasons": []})
    assert (ill.status_code, ill.json()) == (503, {"ok": False, "reasons": ["token_refused"]})
