"""Intake stores first and confirms then, and when it cannot store it alarms."""

import asyncio
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from channels.telegram_http import AiohttpRequest
from domain.people import Actor
from handlers.intake import LONGEST_STORE_WAIT, LONGEST_WAIT, Intake
from handlers.keep import Surroundings
from services.health import MessageHealth
from services.inbox_work import finish, next_update
from services.poll_lease import take_poll_lease
from simulator import Simulator
from storage import leases
from storage.errors import StoreUnavailable
from storage.store import Store
from storage.tables import inbox
from storage.vault import Vault
from tests.messages import NOW, REAL

ACTOR = Actor.system("test")


@dataclass
class Clock:
    """Two times that move only by hand."""

    due: datetime = NOW
    outside: datetime = REAL

    def now(self) -> datetime:
        return self.due

    def real(self) -> datetime:
        return self.outside


class Disk:
    """A store that cannot write while the disk is full, or hangs."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.full = False
        self.hangs = False
        self.written: asyncio.Queue[str] = asyncio.Queue()

    async def write(self, verb: Callable[..., Any], *args: Any, **more: Any) -> Any:
        if self.full:
            raise StoreUnavailable("the disk is full")
        if self.hangs:
            await asyncio.Event().wait()
        result = await self._store.write(verb, *args, **more)
        self.written.put_nowait(verb.__name__)
        return result

    async def wait_for(self, *verbs: str) -> None:
        """Wait until these were written, in this order."""
        async with asyncio.timeout(10):
            for verb in verbs:
                while await self.written.get() != verb:
                    pass


@dataclass
class Desk:
    """An intake with everything it stands on."""

    sim: Simulator
    store: Store
    vault: Vault
    holder: str = "alive"
    alone: bool = True
    clock: Clock = field(default_factory=Clock)
    alarmed: list[int | None] = field(default_factory=list)
    pace: dict[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.disk = Disk(self.store)
        self.health = MessageHealth(polled_at=REAL - timedelta(days=1))
        self.request = AiohttpRequest(connections=2)
        self.intake = self.make()

    def make(self) -> Intake:
        """Return a new intake, as after a start."""
        around = Surroundings(
            store=self.disk,
            clock=self.clock,
            day_key=self.day_key,
            health=self.health,
            on_store_failure=self.on_store_failure,
            is_cry=lambda update: False,
            **self.pace,
        )
        return Intake(
            self.request,
            f"{self.sim.url}/bot{self.sim.token}",
            bot_id=4242,
            around=around,
            holder=self.holder,
            alone=self.alone,
        )

    async def day_key(self, day: date) -> int:
        return await self.vault.day_key(day)

    async def on_store_failure(self, update: Mapping[str, Any]) -> None:
        self.alarmed.append(update.get("update_id"))

    async def poll(self) -> tuple[int, float]:
        """Poll without waiting; return how many updates were new and the wait that follows."""
        polled = await self.intake.poll_once(0)
        return polled.new, polled.wait

    async def texts(self) -> list[str]:
        """Handle everything that is stored; return the texts in order."""
        found = []
        while waiting := await self.store.read(next_update, ACTOR, self.clock.now()):
            assert waiting.body is not None
            found.append(waiting.body)
            await self.store.write(finish, waiting.inbox_id, NOW, "handled")
        return found

    async def stored(self) -> int:
        """Return how many rows the inbox has."""
        rows = await self.store.read(lambda rx: rx.execute(select(inbox.c.inbox_id)).all())
        return len(rows)

    @property
    def polls(self) -> list[Mapping[str, Any]]:
        """Return the parameters of every poll so far."""
        return [call.params for call in self.sim.calls if call.method == "getUpdates"]


@pytest.fixture
async def desk(sim: Simulator, store: Store, vault: Vault) -> Any:
    made = Desk(sim, store, vault)
    await made.request.initialize()
    yield made
    await made.request.shutdown()


async def test_an_update_is_confirmed_only_after_it_is_stored(desk: Desk) -> None:
    amal = desk.sim.phone("Amal")
    await amal.start()
    await amal.write("hej")

    assert await desk.poll() == (2, 0.0)
    assert len(desk.sim.state.updates.pending) == 2
    assert await desk.poll() == (0, 0.0)

    assert desk.sim.state.updates.pending == []
    assert desk.health.polled_at == REAL
    assert ["hej" in text for text in await desk.texts()] == [False, True]


async def test_a_restart_between_storing_and_confirming_doubles_nothing(desk: Desk) -> None:
    await desk.sim.phone("Amal").start()
    await desk.poll()

    desk.intake = desk.make()

    assert await desk.poll() == (0, 0.0)
    assert await desk.stored() == 1
    await desk.poll()
    assert desk.sim.state.updates.pending == []


async def test_an_update_that_telegram_repeats_is_one_row(desk: Desk) -> None:
    await desk.sim.phone("Amal").start()
    await desk.poll()
    desk.sim.repeat_update()

    assert await desk.poll() == (0, 0.0)
    assert await desk.stored() == 1


async def test_updates_in_the_wrong_order_are_put_right(desk: Desk) -> None:
    amal = desk.sim.phone("Amal")
    for text in ("one", "two", "three"):
        await amal.write(text)
    desk.sim.reverse_updates()

    await desk.poll()

    found = await desk.texts()
    assert [text for text in ("one", "two", "three") for one in found if text in one] == [
        "one",
        "two",
        "three",
    ]
    assert ["one" in found[0], "three" in found[2]] == [True, True]


async def test_numbers_that_begin_anew_are_received(desk: Desk) -> None:
    desk.sim.inject({"update_id": 900_000, "message": {"chat": {"id": 5}}})
    assert await desk.poll() == (1, 0.0)
    await desk.poll()

    assert "offset" not in desk.intake._address(0)  # nothing is held against lower numbers
    desk.sim.inject({"update_id": 17, "message": {"chat": {"id": 5}}})

    assert await desk.poll() == (1, 0.0)


@pytest.mark.parametrize(
    "odd",
    [
        {"message": {"chat": "nobody"}},
        {"message": {"date": None, "text": ["x"]}},
        {"no_such_kind": {"chat": {"id": 5}}},
        {"message": None},
    ],
)
async def test_an_update_that_nobody_can_read_stops_no_other(
    desk: Desk, odd: dict[str, Any]
) -> None:
    desk.sim.inject(odd)
    await desk.sim.phone("Amal").write("hej")

    assert await desk.poll() == (2, 0.0)
    await desk.poll()
    assert desk.sim.state.updates.pending == []


async def test_an_answer_that_is_no_json_is_named_and_tried_again(desk: Desk) -> None:
    await desk.sim.phone("Amal").start()
    desk.sim.faults.on("getUpdates", times=2).answer(200, body="<html>captive portal</html>")

    waits = [(await desk.poll())[1] for _ in range(2)]

    assert waits == [1.0, 2.0]
    since = desk.health.unreadable_since
    assert since == REAL
    assert (await desk.poll())[0] == 1
    assert desk.health.unreadable_since is None


async def test_one_update_that_breaks_the_json_is_kept_and_left_behind(desk: Desk) -> None:
    amal = desk.sim.phone("Amal")
    await amal.write("before")
    broken = '{"ok":true,"result":[{"update_id": 7, "message": {"text": "'
    # The whole batch cannot be read; one at a time, the broken one can be told from the others.
    desk.sim.faults.on("getUpdates", times=2).answer(200, body=broken)

    assert await desk.poll() == (0, 1.0)
    assert await desk.poll() == (1, 0.0)
    assert desk.polls[1]["limit"] == 1
    assert (await desk.poll())[0] == 1
    assert desk.polls[2]["limit"] == 100


async def test_another_poller_is_named(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    desk.sim.faults.on("getUpdates").answer(409)

    assert await desk.poll() == (0, 1.0)
    since = desk.health.other_poller_since
    assert since == REAL
    assert "terminated by other getUpdates request" in str(caplog.records[-1].__dict__)
    await desk.poll()
    assert desk.health.other_poller_since is None


@pytest.mark.parametrize("status", [401, 404])
async def test_a_token_that_is_refused_is_named(desk: Desk, status: int) -> None:
    desk.sim.faults.on("getUpdates").answer(status)

    assert await desk.poll() == (0, 1.0)
    since = desk.health.token_refused_since
    assert since == REAL
    await desk.poll()
    assert desk.health.token_refused_since is None


async def test_during_an_outage_it_waits_longer_each_time_and_never_too_long(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    polled_at = desk.health.polled_at
    await desk.sim.outage()

    waits = [(await desk.poll())[1] for _ in range(7)]

    assert waits == [1.0, 2.0, 4.0, 8.0, 16.0, LONGEST_WAIT, LONGEST_WAIT]
    assert desk.health.polled_at == polled_at
    assert desk.sim.token not in caplog.text
    await desk.sim.recover()
    assert (await desk.poll())[1] == 0.0
    desk.sim.faults.on("getUpdates").answer(502)
    assert (await desk.poll())[1] == 1.0


async def test_what_cannot_be_stored_alarms_once_and_stays_with_telegram(desk: Desk) -> None:
    amal = desk.sim.phone("Amal")
    await amal.write("first")
    desk.disk.full = True

    waits = [(await desk.poll())[1] for _ in range(2)]
    await amal.write("second")
    waits += [(await desk.poll())[1] for _ in range(3)]

    pending = [one["update_id"] for one in desk.sim.state.updates.pending]
    assert desk.alarmed == pending
    assert len(pending) == 2
    assert waits == [1.0, 2.0, 4.0, LONGEST_STORE_WAIT, LONGEST_STORE_WAIT]
    since = desk.health.cannot_store_since
    assert since == REAL

    desk.disk.full = False
    assert await desk.poll() == (2, 0.0)
    assert desk.health.cannot_store_since is None
    await desk.poll()
    assert desk.sim.state.updates.pending == []
    assert await desk.stored() == 2
    assert len(desk.alarmed) == 2


async def test_an_alarm_that_fails_stops_no_other(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    amal = desk.sim.phone("Amal")
    await amal.write("first")
    await amal.write("second")
    desk.disk.full = True
    seen = []

    async def fail(update: Mapping[str, Any]) -> None:
        seen.append(update["update_id"])
        raise RuntimeError("no channel")

    monkeypatch.setattr(desk, "on_store_failure", fail)
    desk.intake = desk.make()

    await desk.poll()

    assert len(seen) == 2


async def test_a_key_store_that_fails_counts_as_not_stored(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(day: date) -> int:
        raise StoreUnavailable("no keys")

    await desk.sim.phone("Amal").write("hej")
    monkeypatch.setattr(desk, "day_key", fail)
    desk.intake = desk.make()

    await desk.poll()

    assert len(desk.alarmed) == 1


async def test_a_write_that_hangs_counts_as_not_stored(desk: Desk) -> None:
    await desk.sim.phone("Amal").write("hej")
    desk.pace["store_seconds"] = 0.05
    desk.intake = desk.make()
    desk.disk.hangs = True

    await desk.poll()

    assert len(desk.alarmed) == 1


async def test_only_who_has_the_right_polls(desk: Desk) -> None:
    await desk.store.write(take_poll_lease, ACTOR, REAL, bot_id=4242, holder="other")
    desk.alone = False
    desk.intake = desk.make()

    assert (await desk.poll())[1] > 0
    assert desk.polls == []
    assert desk.health.polled_at == REAL

    desk.clock.outside = REAL + timedelta(seconds=30)
    await desk.poll()
    assert len(desk.polls) == 1


async def test_among_several_who_never_had_the_right_does_not_poll_in_an_outage(
    desk: Desk,
) -> None:
    desk.alone = False
    desk.intake = desk.make()
    desk.disk.full = True

    await desk.poll()
    assert desk.polls == []
    desk.disk.full = False
    await desk.poll()
    desk.disk.full = True
    await desk.poll()
    assert len(desk.polls) == 2


async def test_the_right_is_renewed_while_a_poll_is_open(desk: Desk) -> None:
    desk.pace["renew_seconds"] = 0.005
    desk.intake = desk.make()
    held = desk.sim.faults.on("getUpdates").hold(when="before")
    polling = asyncio.create_task(desk.intake.poll_once(0))
    await held.reached.wait()
    desk.clock.outside = REAL + timedelta(seconds=25)

    await desk.disk.wait_for("take_poll_lease", "take_poll_lease", "take_poll_lease")

    held.release()
    await polling
    until = REAL + timedelta(seconds=40)
    assert await desk.store.read(leases.holder_of, "poll:4242", until) == "alive"


async def test_it_runs_until_it_is_cancelled_and_gives_the_right_back(desk: Desk) -> None:
    running = asyncio.create_task(desk.intake.run())
    await desk.sim.phone("Amal").write("hej")
    await desk.disk.wait_for("store_updates")

    running.cancel()
    with suppress(asyncio.CancelledError):
        await running

    assert await desk.stored() == 1
    assert await desk.store.read(leases.holder_of, "poll:4242", REAL) is None


async def test_an_end_during_an_outage_of_the_store_is_still_an_end(desk: Desk) -> None:
    running = asyncio.create_task(desk.intake.run())
    await desk.disk.wait_for("take_poll_lease")
    desk.disk.full = True

    running.cancel()
    with suppress(asyncio.CancelledError):
        await running

    assert running.cancelled()


async def test_a_mistake_of_ours_does_not_end_it(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    failed = asyncio.Event()

    class Mistaken(AiohttpRequest):
        async def do_request(self, *args: Any, **more: Any) -> tuple[int, bytes]:
            failed.set()
            raise ValueError("a mistake")

    await desk.request.shutdown()
    desk.request = Mistaken()
    running = asyncio.create_task(desk.make().run())
    await failed.wait()
    for _ in range(10):
        await asyncio.sleep(0)

    assert not running.done()
    assert "poll_failed" in [record.__dict__.get("action") for record in caplog.records]
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running
