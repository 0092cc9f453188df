"""The auditor's round in a running process, and the ping that waits for its word."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Concatenate, ParamSpec, TypeVar

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from channels.heartbeat import ping
from domain.message import Purpose
from domain.people import Actor
from reports.audit.installation import audit_installation
from reports.audit.verdict import Promise
from scheduling.audit_promises import NOT_AUDITED, AuditPromises
from scheduling.engine import Engine
from scheduling.send_heartbeat import UNHEARD, SendHeartbeat
from services.see_broken import see_broken
from storage import last_audit
from storage.errors import StoreUnavailable
from storage.store import Store
from storage.tx import Rx
from tests.journeys.bad_stores import FullStore
from tests.reports.audit.conftest import plant
from tests.reports.audit.plant import UNTIL, Plant

__all__ = ["plant"]

P = ParamSpec("P")
R = TypeVar("R")


async def test_what_the_auditor_says_is_kept_and_named_until_it_is_over(plant: Plant) -> None:
    auditor = AuditPromises(plant.cast.world)
    assert await auditor() is False
    assert auditor.troubles() == []
    await plant.asks("02-23 22:30")
    await auditor()
    assert auditor.troubles() == [], "it looked within the hour"

    plant.cast.clock.pass_by(timedelta(hours=1))
    await auditor()
    assert auditor.troubles() == ["promise_broken_quiet_hours"]
    kept = await plant.cast.store.read(last_audit.latest)
    assert kept is not None
    assert kept.broken == {"quiet_hours": 1}
    [line] = kept.breaches
    assert line.startswith("2026-02-23 21:30:00 UTC  quiet_hours  youth ")
    assert kept.audited_at == UNTIL + timedelta(hours=1)

    await plant.cast.change_bo(reassess_at=UNTIL + timedelta(days=2))
    plant.cast.clock.pass_by(timedelta(days=4))
    await auditor()
    assert "promise_broken_quiet_hours" not in auditor.troubles()


async def test_what_somebody_has_seen_is_not_said_again_and_what_is_new_is(plant: Plant) -> None:
    store, clock = plant.cast.store, plant.cast.clock
    auditor = AuditPromises(plant.cast.world)
    await plant.asks("02-23 22:30")
    await auditor()
    assert auditor.troubles() == ["promise_broken_quiet_hours"]

    house = plant.cast.world.house
    found = await store.read(audit_installation, UNTIL, house.programmes, house.site)
    marks = [one.mark for one in found.breaches]
    await store.write(see_broken, Actor.cli("ida"), clock.now(), marks)
    await auditor()
    assert auditor.troubles() == [], "it looks again at once, and the monitor hears us"
    kept = await store.read(last_audit.latest)
    assert kept is not None
    assert (kept.broken, kept.breaches) == ({}, [])

    await plant.says("02-23 23:30", Purpose.CARING, silent=True)
    clock.pass_by(timedelta(hours=1))
    await auditor()
    assert auditor.troubles() == ["promise_broken_quiet_hours"], "another one"


async def test_one_process_looks_for_all_of_them(plant: Plant) -> None:
    first, second = AuditPromises(plant.cast.world), AuditPromises(plant.cast.world)
    await plant.asks("02-23 22:30")
    await first()
    await plant.asks("02-23 23:30", contact_key="thursday")
    await second()
    assert second.troubles() == first.troubles()
    kept = await plant.cast.store.read(last_audit.latest)
    assert kept is not None
    assert len(kept.breaches) == 1


async def test_an_audit_that_does_not_come_is_a_trouble_of_its_own(plant: Plant) -> None:
    auditor = AuditPromises(plant.cast.world)
    assert auditor.troubles() == []
    await auditor()
    plant.cast.clock.pass_by(timedelta(hours=4))
    assert auditor.troubles() == [NOT_AUDITED]


async def test_an_installation_is_audited_by_what_its_outbox_says(plant: Plant) -> None:
    await plant.asks("02-23 22:30")
    await plant.says("02-23 10:00", to=plant.cast.mette, text="Ring til Bo", sent=True)
    house = plant.cast.world.house
    found = await plant.cast.store.read(audit_installation, UNTIL, house.programmes, house.site)
    assert set(found.by_promise) == {Promise.QUIET_HOURS, Promise.CONTENT_POOR}
    assert found.messages == 2


async def test_an_audit_that_cannot_be_made_is_told_soon_after_a_start(plant: Plant) -> None:
    auditor = AuditPromises(plant.cast.world)
    await plant.cast.store.close()
    with pytest.raises(Exception, match="clos"):
        await auditor()
    assert auditor.troubles() == []
    plant.cast.clock.pass_by(timedelta(minutes=6))
    assert auditor.troubles() == [NOT_AUDITED]


class Monitor:
    """Counts the pings that came."""

    def __init__(self) -> None:
        self.pings, self.answer = 0, 200
        self.app = web.Application()
        self.app.router.add_get("/", self._count)

    async def _count(self, _: web.Request) -> web.Response:
        self.pings += 1
        return web.Response(status=self.answer)


@pytest.fixture
def wrong() -> list[str]:
    """Return what is wrong with the process: nothing yet."""
    return []


async def test_the_monitor_hears_us_only_while_all_is_well(wrong: list[str]) -> None:
    async def health() -> Sequence[str]:
        return [*wrong, *heartbeat.troubles()]

    monitor = Monitor()
    async with TestServer(monitor.app) as server:
        heartbeat = SendHeartbeat(partial(ping, str(server.make_url("/"))), health)
        await heartbeat()
        assert monitor.pings == 1
        wrong.append("promise_broken_card")
        await heartbeat()
        assert monitor.pings == 1
        wrong.clear()
        monitor.answer = 500
        for _ in range(2):
            await heartbeat()
        assert heartbeat.troubles() == [UNHEARD]
        monitor.answer = 200
        await heartbeat()  # that it was not heard does not silence it
        assert (monitor.pings, list(heartbeat.troubles())) == (4, [])


class Deaf(Store):
    """A store in which the auditor's look does not end as it should."""

    def __init__(self, inner: Store, look: Callable[[], Awaitable[None]]) -> None:
        super().__init__(inner.dialect, inner._writer, inner._reader)
        self._look = look

    async def read(
        self, fn: Callable[Concatenate[Rx, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """Read, unless it is the auditor who looks."""
        if fn is audit_installation:
            await self._look()
        return await super().read(fn, *args, **kwargs)


async def raises() -> None:
    """Fail as an auditor with a fault of ours would."""
    raise LookupError("there is no programme version 7")


async def test_an_auditor_that_raises_is_named_by_the_engine_and_then_by_its_absence(
    plant: Plant,
) -> None:
    cast = plant.cast
    auditor = AuditPromises(replace(cast.world, store=Deaf(cast.store, raises)))
    engine = Engine(cast.clock)
    engine.every("audit", auditor, 300)
    for _ in range(2):
        await engine.until_idle()
    assert engine.health()["audit"].failures == 2, "from here on health says unit_audit"
    assert engine.health()["audit"].last_error == "LookupError"
    cast.clock.pass_by(timedelta(minutes=6))
    assert auditor.troubles() == [NOT_AUDITED]


async def test_an_auditor_that_hangs_is_missed_after_three_hours(plant: Plant) -> None:
    cast, hangs = plant.cast, asyncio.Event()
    await AuditPromises(cast.world)()
    auditor = AuditPromises(replace(cast.world, store=Deaf(cast.store, _until(hangs))))
    await auditor()
    cast.clock.pass_by(timedelta(hours=1))
    looking = asyncio.create_task(auditor())
    await asyncio.wait({looking}, timeout=0.05)
    assert not looking.done()
    assert auditor.troubles() == []
    cast.clock.pass_by(timedelta(hours=2, minutes=1))
    assert auditor.troubles() == [NOT_AUDITED]
    hangs.set()
    await looking
    assert auditor.troubles() == []


def _until(event: asyncio.Event) -> Callable[[], Awaitable[None]]:
    async def wait() -> None:
        await event.wait()

    return wait


async def test_an_auditor_that_cannot_write_says_so_and_loses_nothing(
    plant: Plant, caplog: pytest.LogCaptureFixture
) -> None:
    cast = plant.cast
    store = FullStore(cast.store)
    auditor = AuditPromises(replace(cast.world, store=store))
    await plant.asks("02-23 22:30")
    store.full = True
    with pytest.raises(StoreUnavailable):
        await auditor()
    assert "quiet_hours" in caplog.text, "the log has it"
    cast.clock.pass_by(timedelta(minutes=6))
    assert auditor.troubles() == [NOT_AUDITED]
    store.full = False
    await auditor()
    assert auditor.troubles() == ["promise_broken_quiet_hours"]
