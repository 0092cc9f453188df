"""The scenarios of the demo are true: each is played from its own steps, by the phones."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.demo import Demo, demo
from bot.scenario_list import PLAIN, SCENARIOS
from bot.scenarios import Act, Answer, Open, Page, Pick, Step, Tap, Voice, Wait, Write
from domain.people import LANGUAGES
from simulator.client import RemotePhone, SimulatorClient
from tests.processes import plain_environment, started
from tests.web.browser import Browser

NUMBERS = {str(one) for one in range(11)}


class Player:
    """Plays a demo as somebody at the page does: over HTTP."""

    def __init__(self, made: Demo, client: SimulatorClient) -> None:
        self.made = made
        self.client = client
        self.tapped: list[str] = []

    async def story(self) -> Any:
        """Return what the page tells now."""
        return (await self.client.get("/control/story"))["told"]

    async def done(self) -> list[bool]:
        """Return which steps are ticked."""
        return [step["done"] for step in (await self.story())["steps"]]

    async def play(self, step: Step, told: Any) -> None:
        """Move the clock where the step has a button for it, and do what the step says."""
        self.tapped.clear()
        if told["until"] is not None:
            await self.client.post("/control/clock", until=told["until"])
        for act in step.acts:
            await self.do(act)
            await self.made.app.settle()

    async def phone(self, name: str) -> RemotePhone:
        """Return a phone as it is now."""
        return next(one for one in await self.client.phones() if one.name == name)

    async def do(self, act: Act) -> None:
        """Do one thing on a phone, or on the page that it opens."""
        assert not isinstance(act, Wait), "the clock moves by the button of a step"
        phone = await self.phone(act.who)
        match act:
            case Open(who):
                links = (await self.client.get("/control/state"))["links"]
                await phone.open(next(one["url"] for one in links if who in one["label"]["da"]))
            case Tap(_, label, values):
                await self.tap(phone, self.made.say(label, **values))
            case Pick(_, place):
                await self.tap(phone, phone.last.labels[place])
            case Write(_, words):
                self.tapped.append(words)
                await phone.write(words)
            case Voice():
                await phone.attach("voice")
            case Answer(who):
                await self.answer(who)
            case Page():
                await self.read(phone, act)

    async def tap(self, phone: RemotePhone, label: str) -> None:
        """Tap a button, and remember what it is called."""
        self.tapped.append(label)
        await phone.tap(label)

    async def answer(self, who: str) -> None:
        """Answer question by question: 7, or else the first answer."""
        phone = await self.phone(who)
        question = phone.last.id
        for _ in range(3):
            labels = (await self.phone(who)).last.labels
            await phone.tap("7" if set(labels) >= NUMBERS else labels[0])
            await self.made.app.settle()
        assert (await self.phone(who)).last.id == question

    async def read(self, phone: RemotePhone, act: Page) -> None:
        """Open the newest link of a phone, press *Vis*, and do there what the step says."""
        links = [re.search(r"http://[^/]+(/\S+)", one.text) for one in phone.messages]
        path = next(found[1] for found in reversed(links) if found)
        app = self.made.app
        async with Browser.open(app.world, files=app.files) as browser:
            page = await browser.post(path, (await browser.get(path)).form(path))
            if act.shows is not None:
                assert self.made.say(act.shows) in page.response.text
            if act.button is None:
                return
            self.tapped.append(self.made.say(act.button))
            assert self.tapped[-1] in page.response.text
            action = next(one for one in page.forms if one.endswith(act.form))
            fields = {**page.form(action), **act.fields}
            assert (await browser.post(action, fields)).response.status_code == 200


@asynccontextmanager
async def player(scenario: str | None = None) -> AsyncIterator[Player]:
    """Give somebody at the page of a demo."""
    async with demo(scenario=scenario) as made, SimulatorClient(made.page_url) as client:
        yield Player(made, client)


@pytest.mark.parametrize("name", SCENARIOS)
async def test_every_step_is_true_in_its_order(name: str) -> None:
    async with player(name) as one:
        steps, told = SCENARIOS[name].steps, (await one.story())["steps"]
        assert len(told) == len(steps)
        for number, step in enumerate(steps):
            assert await one.done() == [True] * number + [False] * (len(steps) - number), (
                f"before step {number + 1}"
            )
            await one.play(step, told[number])
            for label in one.tapped:
                for language in LANGUAGES:
                    assert label in told[number]["say"][language], f"step {number + 1}"
            if step.seen is None and step.until is None:
                await one.client.post(f"/control/story/steps/{number}", done=True)
        assert all(await one.done())


async def test_a_chosen_scenario_begins_anew_with_its_cast_and_its_clock() -> None:
    async with player() as one:
        assert (await one.story())["id"] == PLAIN.id
        await one.made.jump(timedelta(days=9).total_seconds())
        cafe, week = SCENARIOS["cafe-week"], SCENARIOS["first-week"]
        for scenario in (cafe, week, week):
            before = one.made.app.world.store
            await one.client.post("/control/story", id=scenario.id)
            assert one.made.app.world.store is not before
            names = [phone.name for phone in await one.client.phones()]
            assert names == [*scenario.waiting, *scenario.enrolled, "Maja", "Conny"]
            assert not any(await one.done())
        gone = one.made.clock.now() - one.made.instant(week.begins)
        assert timedelta() <= gone < timedelta(minutes=5)
        amal = await one.phone("Amal")
        assert amal.messages == []


async def test_a_demo_that_runs_goes_on_with_the_chosen_scenario() -> None:
    async with player() as one:
        running = asyncio.create_task(one.made.run())
        await one.client.post("/control/story", id="first-week")
        amal = await one.phone("Amal")
        await one.do(Open("Amal"))
        await amal.wait_for("Pick your language")
        running.cancel()
        await asyncio.wait({running})
        assert running.cancelled()


async def test_the_command_begins_with_a_scenario(tmp_path: Path) -> None:
    arguments = ("-m", "bot", "demo", "--port", "0", "--no-browser", "--scenario", "silence")
    async with started(*arguments, env=plain_environment(), folder=tmp_path) as process:
        line = await process.line()
        async with SimulatorClient(line.removeprefix("Holdfast demo: ").strip()) as client:
            story = await client.get("/control/story")
        assert story["told"]["id"] == "silence", process.said()
        assert [one["id"] for one in story["offered"]] == list(SCENARIOS)
