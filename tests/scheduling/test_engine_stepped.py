"""Stepped, the engine does one thing at a time until nothing is left; paused, it stands still."""

import asyncio

import pytest

from scheduling.engine import Engine
from tests.scheduling.engines import SOON, Blocked, HandTicker, StillClock, Work, running


def stepped() -> Engine:
    return Engine(StillClock(), HandTicker)


async def test_units_run_in_the_order_they_were_registered_until_none_has_more() -> None:
    story: list[str] = []
    left = {"inbox": 2, "plan": 0, "outbox": 1}
    engine = stepped()

    def unit(name: str) -> Work:
        class Told(Work):
            async def __call__(self) -> bool:
                story.append(name)
                left[name] -= 1
                return left[name] >= 0

        return Told()

    for name in left:
        engine.every(name, unit(name), 60)
    steps = await engine.until_idle()

    assert story == ["inbox", "plan", "outbox", "inbox", "outbox", "inbox"]
    assert steps == 6


async def test_what_one_unit_wakes_runs_before_the_engine_is_idle() -> None:
    story: list[str] = []
    engine = stepped()

    async def send() -> bool:
        story.append("send")
        return False

    async def plan() -> bool:
        story.append("plan")
        if len(story) == 2:
            engine.wake("send")
        return False

    engine.every("send", send, 60)
    engine.every("plan", plan, 60)
    await engine.until_idle()

    assert story == ["send", "plan", "send"]


async def test_never_two_things_at_once() -> None:
    inside = 0
    engine = stepped()

    async def unit() -> bool:
        nonlocal inside
        assert inside == 0
        inside += 1
        await asyncio.sleep(0)
        inside -= 1
        return False

    engine.every("one", unit, 60)
    engine.every("two", unit, 60)
    await engine.until_idle()

    assert engine.health()["one"].last_error is None
    assert engine.health()["two"].last_error is None


async def test_a_unit_that_fails_leaves_the_others_to_finish() -> None:
    async def fail() -> bool:
        raise OSError

    work = Work(True, False)
    engine = stepped()
    engine.every("broken", fail, 60)
    engine.every("outbox", work, 60)
    await engine.until_idle()

    assert work.runs == 2
    assert engine.health()["broken"].failures == 1


async def test_a_unit_that_never_ends_is_named() -> None:
    async def for_ever() -> bool:
        return True

    engine = stepped()
    engine.every("greedy", for_ever, 60)

    with pytest.raises(RuntimeError, match="'greedy' always says that there is more"):
        await engine.until_idle(max_steps=10)


async def test_an_engine_without_units_is_idle() -> None:
    assert await stepped().until_idle() == 0


async def test_while_paused_nothing_begins_and_nothing_is_forgotten() -> None:
    work = Work()
    engine = stepped()
    engine.every("outbox", work, 60)

    async with running(engine):
        async with engine.paused():
            engine.wake("outbox")
            engine.wake("outbox")
            for _ in range(20):
                await asyncio.sleep(0)
            assert work.runs == 0
        await work.next_run()

    assert work.runs == 1


async def test_pausing_waits_for_what_is_running() -> None:
    work = Blocked()
    engine = stepped()
    engine.every("outbox", work, 60)
    order: list[str] = []

    async def pause() -> None:
        async with engine.paused():
            order.append(f"paused after {work.finished}")

    async with running(engine):
        engine.wake("outbox")
        await work.next_run()
        pausing = asyncio.create_task(pause())
        await asyncio.sleep(0)
        assert order == []
        work.go_on.set()
        await asyncio.wait_for(pausing, SOON)

    assert order == ["paused after 1"]


async def test_a_paused_engine_can_be_stepped_and_goes_on_after() -> None:
    work = Work()
    engine = stepped()
    engine.every("outbox", work, 60)

    async with running(engine):
        async with engine.paused(), engine.paused():
            await engine.until_idle()
            assert work.runs == 1
        work.ran.clear()
        engine.wake("outbox")
        await work.next_run()

    assert work.runs == 2


async def test_a_paused_engine_can_be_stopped() -> None:
    engine = stepped()
    engine.every("outbox", Work(), 60)
    task = asyncio.create_task(engine.run(ticking=False))
    await asyncio.sleep(0)

    async with engine.paused():
        engine.wake("outbox")
        await asyncio.sleep(0)
        engine.stop()
        await asyncio.wait_for(task, SOON)
