"""Everything over HTTP: phones in another process, faults, clock, notes, and the page."""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from typing import Any

import aiohttp
import pytest

from simulator import Note, Phone, PhoneError, Simulator
from simulator.client import SimulatorClient
from tests.simulator.conftest import Ask, Clock


@pytest.fixture
async def client(sim: Simulator) -> AsyncIterator[SimulatorClient]:
    async with SimulatorClient(sim.page_url) as opened:
        yield opened


async def test_a_phone_over_http_does_what_a_phone_does(
    client: SimulatorClient, ask: Ask, sim: Simulator
) -> None:
    amal = await client.phone("Amal", language="da")
    assert (await amal.open(f"https://t.me/{sim.username}?start=abc")).text == "/start abc"
    waiting = asyncio.create_task(amal.wait_for("Hej"))
    markup = {"inline_keyboard": [[{"text": "Ja", "callback_data": "y"}]]}
    await ask("sendMessage", chat_id=amal.id, text="Hej Amal", reply_markup=markup)
    seen = await waiting
    assert seen == sim.phones[0].last == amal.last
    query = await amal.tap("Ja")
    await ask("answerCallbackQuery", callback_query_id=query, text="Tak")
    await amal.refresh()
    assert [(one.query, one.text) for one in amal.answers] == [(query, "Tak")]
    await amal.tap("Ja", seen)
    await amal.forge("z", seen)
    word = await amal.write("hej")
    assert (await amal.edit(word, "hej hej")).text == "hej hej"
    assert (await amal.attach("voice", seconds=3)).kind == "voice"
    assert (await amal.start()).text == "/start"
    assert [one.name for one in await client.phones()] == ["Amal"]


async def test_what_a_phone_refuses_is_refused_over_http(
    client: SimulatorClient, sim: Simulator
) -> None:
    amal = await client.phone("Amal")
    with pytest.raises(LookupError):
        _ = amal.last
    await amal.block()
    with pytest.raises(PhoneError, match="unblock"):
        await amal.write("hej")
    await amal.unblock()
    with pytest.raises(ValueError, match="empty"):
        await amal.write(" ")
    with pytest.raises(LookupError, match="no button"):
        await amal.tap("Ja")
    with pytest.raises(LookupError, match="cannot fly"):
        await client.post(f"/control/phones/{amal.id}/fly")
    with pytest.raises(LookupError, match="No phone 7"):
        await client.get("/control/phones/7")
    with pytest.raises(TimeoutError):
        await amal.wait_for("Hej", timeout=0.05)


async def test_faults_are_set_and_read_over_http(
    client: SimulatorClient, ask: Ask, amal: Phone
) -> None:
    fault = await client.fault(kind="answer", method="getMe", code=429, retry_after=4)
    assert (await ask("getMe"))[1]["parameters"] == {"retry_after": 4}
    assert [(one["id"], one["over"]) for one in await client.get("/control/faults")] == [
        (fault["id"], True)
    ]
    storm = await client.fault(kind="answer", code=503, seconds=60, times=2)
    assert storm["ends_at"] > 0
    assert [(await ask("getMe"))[0] for _ in range(3)] == [503, 503, 200]
    late = await client.fault(kind="hold", method="getMe", late_by=0.01)
    assert (await ask("getMe"))[0] == 200
    assert late["kind"] == "hold"
    held = await client.fault(kind="hold", method="getMe", chat=None)
    slow = asyncio.create_task(ask("getMe"))
    await client.post(f"/control/faults/{held['id']}/release")
    assert (await slow)[0] == 200
    with pytest.raises(ValueError, match="kind is one of"):
        await client.fault(kind="flood", method="getMe")
    with pytest.raises(ValueError, match="Refusing to kill"):
        await client.fault(kind="kill", method="getMe", pid=1)
    async with aiohttp.ClientSession() as session:
        await session.delete(f"{client._base}/control/faults")
    assert await client.get("/control/faults") == []
    calls = await client.calls("getMe")
    assert [one["status"] for one in calls] == [429, 503, 503, 200, 200, 200]
    assert await client.calls(after=calls[-1]["number"]) == []
    assert await client.get("/control/problems") == []


async def test_updates_and_outages_are_made_over_http(
    client: SimulatorClient, ask: Ask, amal: Phone
) -> None:
    made = await client.post("/control/updates", body={"message": 7})
    _, body = await ask("getUpdates")
    assert body["result"] == [{"update_id": made["update_id"], "message": 7}]
    await client.post("/control/updates", repeat=made["update_id"])
    await client.post("/control/updates", reverse=True)
    assert len((await ask("getUpdates"))[1]["result"]) == 2
    await client.post("/control/updates", double=1)
    assert len((await ask("getUpdates"))[1]["result"]) == 2, "one waits, and comes twice"
    await client.post("/control/outage", seconds=600)
    with pytest.raises(aiohttp.ClientError):
        await ask("getMe")
    await client.post("/control/recover")
    assert (await ask("getMe"))[0] == 200


async def test_the_clock_moves_by_the_products_own_hand_and_one_jump_at_a_time(
    client: SimulatorClient, sim: Simulator, clock: Clock
) -> None:
    with pytest.raises(PhoneError, match="cannot be moved"):
        await client.jump(3600)
    under_way, go_on = asyncio.Event(), asyncio.Event()

    async def jump(seconds: float) -> None:
        under_way.set()
        await go_on.wait()
        clock.pass_by(seconds=seconds)

    sim.on_jump = jump
    before = clock.now.timestamp()
    first = asyncio.create_task(client.jump(3600))
    await under_way.wait()
    shown = await client.get("/control/clock")
    assert (shown["moving"], shown["from"], shown["to"]) == (True, before, before + 3600)
    with pytest.raises(PhoneError, match="under way"):
        await client.jump(3600)
    go_on.set()
    moved = await first
    assert (moved["now"], moved["moving"], moved["can_move"]) == (before + 3600, False, True)
    assert moved["can_next"] is False
    with pytest.raises(ValueError, match="forward"):
        await client.jump(-1)


async def test_a_jump_that_fails_says_so_and_the_next_one_works(
    client: SimulatorClient, sim: Simulator
) -> None:
    answers = iter([RuntimeError("the engine stands still"), None])

    async def jump(seconds: float) -> None:
        if (error := next(answers)) is not None:
            raise error

    sim.on_jump = jump
    with pytest.raises(RuntimeError, match="the engine stands still"):
        await client.jump(1)
    assert (await client.jump(1))["moving"] is False


async def test_the_clock_moves_to_what_comes_next_and_stops_where_it_is_told(
    client: SimulatorClient, sim: Simulator, clock: Clock
) -> None:
    with pytest.raises(PhoneError, match="cannot be moved"):
        await client.post("/control/clock", next=True)
    with pytest.raises(PhoneError, match="cannot be stopped"):
        await client.post("/control/clock/halt")
    under_way, halted = asyncio.Event(), asyncio.Event()

    async def to_next() -> None:
        clock.pass_by(minutes=5)
        under_way.set()
        await halted.wait()

    sim.on_next, sim.on_halt = to_next, halted.set
    before = clock.now.timestamp()
    moving = asyncio.create_task(client.post("/control/clock", next=True))
    await under_way.wait()
    shown = await client.get("/control/clock")
    assert shown["moving"]
    assert "to" not in shown, "nobody knows yet when that is"
    await client.post("/control/clock/halt")
    assert (await moving)["now"] == before + 300


async def test_notes_are_those_since_the_clock_was_moved_or_all(
    client: SimulatorClient, sim: Simulator, clock: Clock
) -> None:
    assert await client.get("/control/notes") == {"notes": [], "left_out": 0}
    told = [
        Note(clock.now, {"da": "Amal blev spurgt", "en": "Amal was asked"}),
        Note(clock.now + timedelta(hours=1), {"da": "Amal svarede"}),
    ]

    async def notes(since: datetime | None) -> list[Note]:
        return [one for one in told if since is None or one.at > since]

    async def jump(seconds: float) -> None:
        clock.pass_by(seconds=seconds)

    sim.notes, sim.on_jump = notes, jump
    before = clock.now.timestamp()
    assert len((await client.get("/control/notes"))["notes"]) == 2
    await client.jump(7200)
    assert await client.get("/control/notes") == {
        "notes": [{"at": before + 3600, "say": {"da": "Amal svarede"}}],
        "left_out": 0,
        "moved_from": before,
    }
    assert len((await client.get("/control/notes", all=1))["notes"]) == 2


async def test_links_are_shown_where_they_are_given(
    client: SimulatorClient, sim: Simulator
) -> None:
    sim.links = [("Amal: start", "https://t.me/holdfast_demo_bot?start=a")]
    state = await client.get("/control/state")
    assert state["links"][0]["label"] == "Amal: start"
    assert state["zone"] == "Europe/Copenhagen"


async def read_events(response: aiohttp.ClientResponse, count: int) -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = []
    kind = ""
    while len(found) < count:
        line = (await response.content.readline()).decode().strip()
        if line.startswith("event: "):
            kind = line.removeprefix("event: ")
        if line.startswith("data: "):
            found.append((kind, json.loads(line.removeprefix("data: "))))
    return found


async def test_changes_are_told_as_they_happen(sim: Simulator, ask: Ask, amal: Phone) -> None:
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"{sim.page_url}/control/events") as response,
    ):
        await response.content.readline()
        await amal.start()
        _, sent = await ask("sendMessage", chat_id=amal.id, text="Hej")
        query = await amal.forge("y")
        await ask("answerCallbackQuery", callback_query_id=query, text="Tak")
        number = sent["result"]["message_id"]
        await ask("deleteMessage", chat_id=amal.id, message_id=number)
        await amal.block()
        events = await read_events(response, 5)
    assert [kind for kind, _ in events] == ["message", "message", "answer", "message", "phone"]
    assert events[1][1]["message"]["text"] == "Hej"
    assert (events[2][1]["query"], events[2][1]["text"]) == (query, "Tak")
    assert events[3][1]["deleted"] == number
    assert events[4][1]["blocked"] is True


async def test_a_listener_that_falls_behind_is_told_to_reload(sim: Simulator) -> None:
    with sim.state.hub.listen() as events:
        for _ in range(events.maxsize + 1):
            sim.state.hub.publish("typing")
        assert [events.get_nowait().kind for _ in range(events.qsize())] == ["reload"]


async def test_the_page_comes_with_a_strict_policy(sim: Simulator, amal: Phone) -> None:
    photo = await amal.photo()
    async with aiohttp.ClientSession() as session:
        for path, kind in (
            ("/", "text/html"),
            ("/static/phones.css", "text/css"),
            ("/static/app.js", "text/javascript"),
            (f"/control/files/{photo.file}", "image/png"),
        ):
            async with session.get(sim.page_url + path) as response:
                assert (response.status, response.content_type) == (200, kind)
                policy = response.headers["Content-Security-Policy"]
                assert "default-src 'none'" in policy
                assert "unsafe" not in policy
        for path in ("/static/none.js", "/control/files/x"):
            async with session.get(sim.page_url + path) as response:
                assert response.status == 404
        async with session.get(f"{sim.url}/file/bot{sim.token}/x") as response:
            assert response.status == 404
        async with session.get(f"{sim.url}/file/bot1:x/x") as response:
            assert response.status == 401


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Origin": "https://evil.example"},
        {"Content-Type": "text/plain"},
    ],
)
async def test_pages_from_elsewhere_cannot_reach_the_controls(
    sim: Simulator, headers: dict[str, str]
) -> None:
    sent = {"Content-Type": "application/json"} | headers
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{sim.page_url}/control/phones", data="{}", headers=sent) as response,
    ):
        assert response.status == 403
    assert sim.phones == []


async def test_only_loopback_is_listened_to(clock: Clock) -> None:
    with pytest.raises(ValueError, match="loopback only"):
        await Simulator(clock=clock).start(host="192.0.2.1")
