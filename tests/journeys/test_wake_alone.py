"""With every beat stopped, what is written still reaches humans: a commit wakes what follows."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from tests.journeys.conftest import MakeTown
from tests.journeys.town import DANGER, Town


@asynccontextmanager
async def running_without_beats(town: Town) -> AsyncIterator[None]:
    """Let the product poll and work on its own, with no metronome."""
    task = asyncio.create_task(town.app.run(ticking=False))
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait({task})


async def test_a_cry_for_help_reaches_everybody_by_the_wake_alone(small_town: Town) -> None:
    town = small_town
    amal = await town.enrol("Amal")
    phones = (town.mentor, town.cover, town.coordinator)
    marks = [phone.mark for phone in phones]
    async with running_without_beats(town):
        await amal.write(DANGER)
        card = await amal.wait_for("Er du i fare lige nu?")
        assert "ring 112" in card.text
        for phone, mark in zip(phones, marks, strict=True):
            await phone.wait_for("RØD · sag 1 · ny vigtig besked", since=mark)


async def test_a_word_and_its_answer_need_no_beat(small_town: Town) -> None:
    town = small_town
    amal = await town.enrol("Amal")
    async with running_without_beats(town):
        await amal.write("hej")
        await amal.wait_for("Det er givet videre til Maja")
        told = await town.mentor.wait_for("ny besked")
        query = await town.mentor.tap("Jeg tager den", told)
        assert (await town.mentor.wait_for_answer(query)).text == "", "only the spinner stops"
        await town.mentor.wait_for("Sag 1 er din.")


async def test_the_wake_alone_works_on_postgresql(make_town: MakeTown, postgres_url: str) -> None:
    async with make_town(database_url=postgres_url) as town:
        await town.hire()
        amal = await town.enrol("Amal")
        async with running_without_beats(town):
            await amal.write(DANGER)
            await amal.wait_for("Er du i fare lige nu?")
            for phone in (town.mentor, town.cover, town.coordinator):
                await phone.wait_for("RØD · sag 1 · ny vigtig besked")
