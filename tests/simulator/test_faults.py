"""Faults strike exactly the calls they are meant for, at exactly the moment they name."""

import asyncio
import os
import signal
import sys
from typing import Any

import aiohttp
import pytest

from simulator import Phone, Simulator
from simulator.faults import Faults
from tests.simulator.conftest import Ask

CALLER = """
import sys, urllib.request
opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
for text in ("en", "to"):
    with opener.open(sys.argv[1] + "?chat_id=" + sys.argv[2] + "&text=" + text) as answer:
        answer.read()
    sys.stdout.write(text + "\\n")
    sys.stdout.flush()
sys.stdin.readline()
"""


async def send(ask: Ask, phone: Phone, text: str = "Hej") -> int:
    status, _ = await ask("sendMessage", chat_id=phone.id, text=text)
    return int(status)


async def test_an_error_strikes_the_named_calls_of_the_named_chat(
    sim: Simulator, ask: Ask, amal: Phone
) -> None:
    ben = sim.phone("Ben")
    await amal.start()
    await ben.start()
    sim.faults.on("sendMessage", chat=amal.id, nth=2, times=2).answer(403)
    assert [await send(ask, amal) for _ in range(4)] == [200, 403, 403, 200]
    assert await send(ask, ben) == 200
    assert [one.text for one in amal.messages if one.from_bot] == ["Hej", "Hej"]


@pytest.mark.parametrize("code", [400, 401, 403, 409, 429, 500, 502, 503, 418])
async def test_any_code_can_be_answered(sim: Simulator, ask: Ask, code: int) -> None:
    sim.faults.on().answer(code, description="Bad Request: group chat was upgraded")
    status, body = await ask("getMe")
    assert status == body["error_code"] == code
    assert sim.calls[-1].response == body


async def test_a_dropped_answer_leaves_the_caller_not_knowing(
    sim: Simulator, ask: Ask, amal: Phone
) -> None:
    await amal.start()
    sim.faults.on("sendMessage").drop()
    with pytest.raises(aiohttp.ClientError):
        await send(ask, amal)
    assert amal.last.text == "Hej"
    assert sim.calls[-1].ok
    assert sim.calls[-1].dropped
    sim.faults.on("sendMessage").drop(when="before")
    with pytest.raises(aiohttp.ClientError):
        await send(ask, amal, "igen")
    assert amal.last.text == "Hej"
    assert not sim.calls[-1].ok


@pytest.mark.parametrize(("when", "shown"), [("accepted", 2), ("before", 1)])
async def test_a_held_answer_waits_until_it_is_released(
    sim: Simulator, ask: Ask, amal: Phone, when: str, shown: int
) -> None:
    await amal.start()
    fault = sim.faults.on("sendMessage").hold(when=when)
    slow = asyncio.create_task(send(ask, amal))
    await fault.reached.wait()
    assert len(amal.messages) == shown
    assert not slow.done()
    fault.release()
    assert await slow == 200
    assert len(amal.messages) == 2


async def test_an_outage_refuses_and_breaks_connections_but_the_page_stays_up(
    sim: Simulator, ask: Ask
) -> None:
    waiting = asyncio.create_task(ask("getUpdates", timeout=30))
    await sim.log.wait_for_open("getUpdates")
    await sim.outage()
    with pytest.raises(aiohttp.ClientError):
        await waiting
    with pytest.raises(aiohttp.ClientConnectorError):
        await ask("getMe")
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"{sim.page_url}/control/phones") as response,
    ):
        assert response.status == 200
    await sim.recover()
    await sim.recover()
    assert (await ask("getMe"))[0] == 200


@pytest.mark.parametrize(
    ("when", "arrived", "known"),
    [("before", 1, ["en"]), ("accepted", 2, ["en"]), ("after", 2, None)],
)
async def test_a_process_dies_at_the_named_moment_of_its_nth_call(
    sim: Simulator, amal: Phone, when: str, arrived: int, known: list[str] | None
) -> None:
    await amal.start()
    url = f"{sim.url}/bot{sim.token}/sendMessage"
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", CALLER, url, str(amal.id), stdin=pipe, stdout=pipe
    )
    sim.faults.on("sendMessage", nth=2).kill(process.pid, when=when)
    assert process.stdout is not None
    said = await process.stdout.read()
    assert await process.wait() == -signal.SIGKILL
    assert len([one for one in amal.messages if one.from_bot]) == arrived
    # Killed after the answer, it may or may not have read it: the kill does not wait for that.
    assert known is None or said.decode().split() == known
    assert sim.calls[-1].ok is (when != "before")


async def test_killing_what_is_already_dead_is_no_error(sim: Simulator, ask: Ask) -> None:
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", "")
    await process.wait()
    sim.faults.on("getMe").kill(process.pid)
    assert (await ask("getMe"))[0] == 200


@pytest.mark.parametrize("pid", [-1, 0, 1, None])
def test_only_other_processes_can_be_killed(pid: int | None) -> None:
    with pytest.raises(ValueError, match="Refusing to kill"):
        Faults().on("getMe").kill(os.getpid() if pid is None else pid)


def test_moments_that_make_no_sense_are_refused() -> None:
    with pytest.raises(ValueError, match="when must be one of before, accepted"):
        Faults().on("getMe").drop(when="after")


async def test_clearing_ends_every_fault(sim: Simulator, ask: Ask, amal: Phone) -> None:
    await amal.start()
    fault = sim.faults.on("sendMessage", times=9).hold()
    slow = asyncio.create_task(send(ask, amal))
    await fault.reached.wait()
    sim.faults.clear()
    assert await slow == 200
    assert await send(ask, amal) == 200
    with pytest.raises(LookupError):
        sim.faults.find(1)


async def test_a_validator_judges_every_call(clock: Any) -> None:
    def judge(method: str, params: dict[str, Any]) -> list[str]:
        return [] if method == "getMe" else [f"{sorted(params)}"]

    async with Simulator(clock=clock, validator=judge) as sim, aiohttp.ClientSession() as session:
        for method in ("getMe", "getChat?chat_id=1"):
            await session.get(f"{sim.url}/bot{sim.token}/{method}")
        assert sim.problems == ["getChat: ['chat_id']"]


async def test_a_call_can_be_waited_for(sim: Simulator, ask: Ask) -> None:
    waiting = asyncio.create_task(sim.log.wait_for("getMe", count=2))
    await ask("getMe")
    await ask("getMe")
    call = await waiting
    assert call.result["is_bot"] is True
    with pytest.raises(TimeoutError):
        await sim.log.wait_for("getChat", timeout=0.01)
