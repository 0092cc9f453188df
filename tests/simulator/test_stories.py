"""Stories to choose on the page: begun by whoever supplies them, ticked as they happen."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from simulator import Simulator
from simulator.client import SimulatorClient
from simulator.stories import Step, Story
from tests.simulator.conftest import Ask, Clock

WORDS = {"da": "Åbn linket.", "en": "Open the link."}


def story(sim: Simulator) -> Story:
    def has_written() -> bool:
        return any(phone.messages for phone in sim.phones)

    steps = (Step(WORDS), Step(WORDS, happened=has_written), Step(WORDS, until=1_795_500_000))
    return Story("first", {"da": "Den første"}, {"da": "Om den første."}, steps)


@pytest.fixture
async def client(sim: Simulator) -> AsyncIterator[SimulatorClient]:
    async with SimulatorClient(sim.page_url) as opened:
        yield opened


async def test_without_stories_there_is_nothing_to_choose(client: SimulatorClient) -> None:
    shown = await client.get("/control/story")
    assert shown == {"can_choose": False, "offered": [], "told": None, "beginning": False}
    with pytest.raises(Exception, match="No story can be chosen"):
        await client.post("/control/story", id="first")


async def test_a_chosen_story_begins_and_nobody_can_choose_meanwhile(
    client: SimulatorClient, sim: Simulator
) -> None:
    begins, may_go_on = asyncio.Event(), asyncio.Event()
    one = story(sim)

    async def begin(wanted: str) -> None:
        begins.set()
        await may_go_on.wait()
        sim.forget()
        sim.phone(wanted)
        sim.stories.tell(one)

    sim.stories.offered, sim.stories.on_choose = [one], begin
    sim.on_jump = lambda seconds: asyncio.sleep(0)
    choosing = asyncio.create_task(client.post("/control/story", id="first"))
    await begins.wait()
    assert (await client.get("/control/story"))["beginning"]
    with pytest.raises(Exception, match="a story begins"):
        await client.post("/control/story", id="first")
    with pytest.raises(Exception, match="under way"):
        await client.post("/control/clock", seconds=60)
    may_go_on.set()
    told = (await choosing)["told"]
    assert told["title"] == {"da": "Den første"}
    assert [step["done"] for step in told["steps"]] == [False, False, False]
    with pytest.raises(LookupError, match="No story second"):
        await client.post("/control/story", id="second")


async def test_what_cannot_begin_is_said_and_another_can_be_chosen(
    client: SimulatorClient, sim: Simulator
) -> None:
    async def begin(wanted: str) -> None:
        raise RuntimeError("no room")

    sim.stories.offered, sim.stories.on_choose = [story(sim)], begin
    for _ in range(2):
        with pytest.raises(Exception, match="no room"):
            await client.post("/control/story", id="first")


async def test_steps_tick_themselves_or_by_hand(client: SimulatorClient, sim: Simulator) -> None:
    sim.stories.tell(story(sim))
    amal = sim.phone("Amal")

    async def done() -> list[bool]:
        shown = await client.get("/control/story")
        return [step["done"] for step in shown["told"]["steps"]]

    await amal.start()
    assert await done() == [False, True, False]
    await client.post("/control/story/steps/0", done=True)
    await client.post("/control/story/steps/1", done=False)
    assert await done() == [True, False, False], "the reader's own tick counts"
    with pytest.raises(LookupError, match="No step 3"):
        await client.post("/control/story/steps/3", done=True)


async def test_forgetting_leaves_nobody_and_no_id_comes_twice(
    client: SimulatorClient, sim: Simulator, ask: Ask
) -> None:
    amal = sim.phone("Amal")
    await amal.start()
    await ask("sendMessage", chat_id=amal.id, text="Hej")
    await ask("setMyCommands", commands=[{"command": "pause", "description": "Hold pause"}])
    sim.links = [("Amal: start", f"https://t.me/{sim.username}?start=a")]
    sim.stories.tell(story(sim))
    sim.forget()
    state = await client.get("/control/state")
    assert (state["phones"], state["links"]) == ([], [])
    status, answer = await ask("getUpdates", timeout=0)
    assert (status, answer["result"]) == (200, [])
    assert sim.stories.told is None
    again = sim.phone("Amal")
    assert again.id != amal.id
    assert (again.messages, again.commands) == ([], [])


async def test_the_clock_moves_to_an_instant(
    client: SimulatorClient, sim: Simulator, clock: Clock
) -> None:
    async def jump(seconds: float) -> None:
        clock.pass_by(seconds=seconds)

    sim.on_jump = jump
    until = clock.now.timestamp() + 90
    assert (await client.post("/control/clock", until=until))["now"] == until
    with pytest.raises(ValueError, match="forward"):
        await client.post("/control/clock", until=until - 1)
