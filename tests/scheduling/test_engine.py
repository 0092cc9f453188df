"""The engine runs every unit on beats and wakes, loses no wake, and lets no unit stop another."""

import asyncio
import threading
from collections.abc import Callable, Mapping

import pytest

from scheduling.engine import Engine
from tests.scheduling.engines import (
    NOON,
    SOON,
    Blocked,
    HandTicker,
    StillClock,
    Work,
    engine_of,
    running,
)


async def test_a_wake_alone_runs_the_unit_while_the_metronome_stands() -> None:
    work = Work()
    engine = engine_of(outbox=work)

    async with running(engine):
        assert work.runs == 0
        engine.wake("outbox")
        await work.next_run()

    assert work.runs == 1


async def test_a_wake_from_another_thread_runs_the_unit() -> None:
    work = Work()
    engine = engine_of(outbox=work)

    async with running(engine):
        await asyncio.to_thread(engine.wake, "outbox")
        await work.next_run()

    assert work.runs == 1


async def test_with_the_metronome_every_unit_runs_at_the_start_and_at_each_beat() -> None:
    tickers: list[HandTicker] = []

    def make(beats: Mapping[str, float], say: Callable[[str], None]) -> HandTicker:
        tickers.append(HandTicker(beats, say))
        return tickers[-1]

    work = Work()
    engine = Engine(StillClock(), make)
    engine.every("plan", work, 30)
    async with running(engine, ticking=True):
        await work.next_run()
        tickers[0].say("plan")
        await work.next_run()

    assert work.runs == 2
    assert tickers[0].beats == {"plan": 30}
    assert tickers[0].state == "stopped"


async def test_a_unit_runs_again_while_it_says_that_there_is_more() -> None:
    work = Work(True, True, False)
    engine = engine_of(outbox=work)

    async with running(engine):
        engine.wake("outbox")
        while work.runs < 3:
            await work.next_run()

    assert work.runs == 3


async def test_a_wake_during_a_run_leads_to_another_run() -> None:
    work = Blocked()
    engine = engine_of(outbox=work)

    async with running(engine):
        engine.wake("outbox")
        await work.next_run()
        engine.wake("outbox")
        engine.wake("outbox")
        work.go_on.set()
        await work.next_run()

    assert work.runs == 2


async def test_what_was_woken_before_the_start_runs_at_the_start() -> None:
    work = Work()
    engine = engine_of(outbox=work)
    engine.wake("outbox")

    async with running(engine):
        await work.next_run()

    assert work.runs == 1


async def test_a_busy_unit_keeps_no_other_waiting() -> None:
    blocked, other = Blocked(), Work()
    engine = engine_of(poll=blocked, outbox=other)

    async with running(engine):
        engine.wake("poll")
        await blocked.next_run()
        engine.wake("outbox")
        await other.next_run()
        assert blocked.finished == 0
        blocked.go_on.set()

    assert blocked.finished == 1


async def test_a_unit_that_fails_is_logged_counted_and_tried_again(
    caplog: pytest.LogCaptureFixture,
) -> None:
    failed = asyncio.Event()

    async def fail() -> bool:
        failed.set()
        raise LookupError("what Maja wrote")

    work = Work()
    engine = engine_of(outbox=work)
    engine.every("broken", fail, 60)
    async with running(engine):
        for _ in range(2):
            engine.wake("broken")
            await asyncio.wait_for(failed.wait(), SOON)
            failed.clear()
        engine.wake("outbox")
        await work.next_run()

    health = engine.health()
    assert health["broken"].failures == 2
    assert health["broken"].last_error == "LookupError"
    assert health["broken"].last_ok is None
    assert health["outbox"].last_ok == NOON
    assert health["outbox"].failures == 0
    assert [record.unit for record in caplog.records] == ["broken"] * 2  # type: ignore[attr-defined]


async def test_health_forgets_an_error_after_a_run_that_went_well() -> None:
    errors = [OSError(), None]

    async def once_broken() -> bool:
        error = errors.pop(0)
        if error:
            raise error
        return False

    engine = Engine(StillClock(), HandTicker)
    engine.every("outbox", once_broken, 7)
    await engine.until_idle()
    assert engine.health()["outbox"].last_error == "OSError"
    await engine.until_idle()

    health = engine.health()["outbox"]
    assert (health.last_error, health.failures, health.last_ok) == (None, 0, NOON)
    assert (health.running, health.seconds) == (False, 7)


async def test_a_cancellation_inside_a_unit_does_not_stop_the_engine() -> None:
    async def cancelled_inside() -> bool:
        raise asyncio.CancelledError

    work = Work()
    engine = engine_of(outbox=work)
    engine.every("broken", cancelled_inside, 60)
    async with running(engine):
        engine.wake("broken")
        engine.wake("outbox")
        await work.next_run()

    assert engine.health()["broken"].last_error == "CancelledError"


async def test_stopping_finishes_what_has_begun() -> None:
    work = Blocked()
    engine = engine_of(outbox=work)
    task = asyncio.create_task(engine.run(ticking=False))
    await asyncio.sleep(0)
    engine.wake("outbox")
    await work.next_run()
    assert engine.health()["outbox"].running

    engine.stop()
    await asyncio.sleep(0)
    assert not task.done()
    work.go_on.set()
    await asyncio.wait_for(task, SOON)

    assert work.finished == 1


async def test_cancelling_finishes_what_has_begun_too() -> None:
    work = Blocked()
    engine = engine_of(outbox=work)
    task = asyncio.create_task(engine.run(ticking=False))
    await asyncio.sleep(0)
    engine.wake("outbox")
    await work.next_run()

    task.cancel()
    await asyncio.sleep(0)
    work.go_on.set()
    with pytest.raises(asyncio.CancelledError):
        await asyncio.wait_for(task, SOON)

    assert work.finished == 1


async def test_cancelling_twice_does_not_wait() -> None:
    work = Blocked()
    engine = engine_of(outbox=work)
    task = asyncio.create_task(engine.run(ticking=False))
    await asyncio.sleep(0)
    engine.wake("outbox")
    await work.next_run()

    task.cancel()
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asyncio.wait_for(task, SOON)

    assert work.finished == 0


async def test_a_name_can_be_registered_once_only() -> None:
    engine = engine_of(outbox=Work())

    with pytest.raises(ValueError, match="registered twice"):
        engine.every("outbox", Work(), 60)


async def test_a_wake_for_nobody_is_said_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    engine_of(outbox=Work()).wake("outbocks")

    assert [record.wake for record in caplog.records] == ["outbocks"]  # type: ignore[attr-defined]


async def test_a_wake_after_the_end_harms_nobody() -> None:
    engine = engine_of(outbox=Work())
    async with running(engine):
        pass

    await asyncio.to_thread(engine.wake, "outbox")


async def test_no_wake_is_lost_however_many_threads_wake() -> None:
    """Whatever was ready before a wake is taken by a run after it."""
    ready = 0
    taken = 0
    guard = threading.Lock()
    all_taken = asyncio.Event()
    threads, rounds = 8, 300

    async def take() -> bool:
        nonlocal taken
        with guard:
            seen = ready
        await asyncio.sleep(0)  # more becomes ready meanwhile
        taken = seen
        if taken == threads * rounds:
            all_taken.set()
        return False

    def make_ready() -> None:
        nonlocal ready
        for _ in range(rounds):
            with guard:
                ready += 1
            engine.wake("take")

    engine = Engine(StillClock(), HandTicker)
    engine.every("take", take, 60)
    async with running(engine):
        workers = [threading.Thread(target=make_ready) for _ in range(threads)]
        for worker in workers:
            worker.start()
        await asyncio.wait_for(all_taken.wait(), SOON)
        for worker in workers:
            worker.join()

    assert taken == threads * rounds
