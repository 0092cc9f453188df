"""The exact words of the youth's own rhythm, in both languages, kept to be read aloud.

After a change that is meant: UPDATE_GOLDEN=1 pytest tests/journeys/test_rhythm_golden.py
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest

from content.areas.rhythm import RhythmKey
from content.keys import Key
from domain.people import LANGUAGES, Language
from simulator.phones import Phone
from tests.journeys.conftest import MakeTown
from tests.journeys.story import Story

Told = Callable[[Story, Phone], Awaitable[None]]
# What each command is called in each language; the Danish name is always understood.
COMMANDS = {
    "da": ("/uge", "/tid", "/emner", "/sprog"),
    "en": ("/week", "/times", "/topics", "/language"),
}
MONTH = {"da": "April", "en": "April"}
CAFE = {"da": "Caféen", "en": "The café"}
SIX = {"da": "kl. 18", "en": "6 pm"}
TEN = {"da": "kl. 10", "en": "10 am"}


async def later(story: Story, amal: Phone) -> None:
    await story.until("2026-03-03 14:00")
    await story.tap(amal, RhythmKey.B_LATER)
    await story.tap(amal, RhythmKey.B_TONIGHT)
    await story.until("2026-03-03 18:00")
    await story.tap(amal, "7")


async def own_rhythm(story: Story, amal: Phone) -> None:
    week, times, topics, language = COMMANDS[story.language]
    await story.write(amal, "/menu")
    await story.write(amal, week)
    await story.write(amal, times)
    await story.tap(amal, RhythmKey.B_QUIET)
    await story.tap(amal, SIX[story.language])
    await story.tap(amal, TEN[story.language])
    await story.tap(amal, RhythmKey.B_AS_NOW)
    await story.write(amal, topics)
    await story.tap(amal, CAFE[story.language])
    await story.write(amal, "/pause")
    await story.tap(amal, RhythmKey.B_TO_A_DATE)
    await story.tap(amal, MONTH[story.language])
    await story.tap(amal, RhythmKey.B_BACK)
    await story.write(amal, "24/12")
    await story.write(amal, "24/4")
    await story.write(amal, language)


async def quiet_mode(story: Story, amal: Phone) -> None:
    await story.until("2026-03-03 14:00")
    await story.until("2026-03-10 14:00")
    await story.until("2026-03-13 14:00")
    await story.until("2026-03-24 16:00")
    await story.write(amal, ":)")
    await story.until("2026-03-31 14:00")
    await story.tap(amal, "7")


async def less(story: Story, amal: Phone) -> None:
    for day in ("03", "10", "17", "24"):
        await story.until(f"2026-03-{day} 14:00")
        await story.tap(amal, Key.B_SKIP)


STORIES: dict[str, Told] = {
    "later": later,
    "own_rhythm": own_rhythm,
    "quiet_mode": quiet_mode,
    "less": less,
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", STORIES)
async def test_the_words_of_the_rhythm_are_the_ones_that_were_read(
    make_town: MakeTown, name: str, language: Language
) -> None:
    async with make_town() as town:
        await town.hire(language=language)
        amal = await town.enrol("Amal", language=language)
        story = Story(town, language)  # from here on: the way in has a story of its own
        await STORIES[name](story, amal)
        story.check(f"rhythm_{name}")
