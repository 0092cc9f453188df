"""A café week word for word, in both languages: from the coordinator's page to *tiden værd*."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from content.areas.cafe import CafeKey
from domain.people import LANGUAGES, Language
from simulator.phones import Phone
from tests.journeys.conftest import MakeTown
from tests.journeys.evenings import THURSDAYS, cafe_page, cafe_town, fill_in, series
from tests.journeys.story import Story

WORDS = {
    "theme_da": "dit første job",
    "theme_en": "your first job",
    "food_da": "pizza",
    "cook_da": "køkkenholdet",
    "cook_en": "The kitchen team",
    "guest_da": "en UU-vejleder",
    "guest_en": "a guidance counsellor",
}


class Week:
    """The people of the story, and how the coordinator finds an evening in a list."""

    def __init__(self, story: Story, amal: Phone, bo: Phone) -> None:
        self.story = story
        self.amal = amal
        self.bo = bo
        self.conny = story.town.coordinator

    async def pick(self, *parts: str) -> None:
        """Tap the coordinator's button that has one of these parts."""
        labels = [label for row in self.conny.last.buttons for label in [b.label for b in row]]
        label = next(one for one in labels if any(part in one for part in parts))
        await self.story.tap(self.conny, label)

    async def planned(self) -> None:
        """Monday's work, done on the page."""
        story, conny = self.story, self.conny
        await story.write(conny, "/cafe")
        await self.pick("17", "5 pm")
        async with cafe_page(story.town, conny, story.say(CafeKey.B_EDIT)) as (browser, page):
            await fill_in(browser, page, "/ord", **WORDS)

    async def invited(self) -> None:
        """Tuesday: the invitation, and two answers."""
        story = self.story
        await story.until("2026-03-03 14:00")
        await story.tap(self.amal, CafeKey.B_YES)
        await story.tap(self.amal, CafeKey.B_FETCHED)
        await story.tap(self.bo, CafeKey.B_MAYBE)

    async def moved(self) -> None:
        """Wednesday: an hour later, told once to who comes or may come."""
        story, conny = self.story, self.conny
        await story.until("2026-03-04 12:00")
        await story.write(conny, "/cafe")
        await self.pick("17", "5 pm")
        await story.tap(conny, CafeKey.B_MOVE)
        await self.pick("18", "6 pm")
        await story.tap(conny, CafeKey.B_MOVE_YES)
        await story.tap(self.bo, CafeKey.B_YES)
        await story.tap(self.bo, CafeKey.B_NO_HELP)

    async def held(self) -> None:
        """Thursday: the reminder, who is here, and whether it was worth it."""
        story, conny = self.story, self.conny
        await story.until("2026-03-05 12:30")
        await story.until("2026-03-05 18:20")
        await story.tap(conny, CafeKey.B_ALL_YES)
        await self.pick(" B:")
        await self.pick(" B:")
        await story.tap(conny, CafeKey.B_GUEST)
        await story.until("2026-03-05 20:30")
        await story.tap(self.amal, CafeKey.B_WORTH_YES)
        await story.tap(self.amal, CafeKey.B_WISH_COOK)

    async def cancelled(self) -> None:
        """Somebody is ill: everybody who was invited hears of the next date."""
        story, conny = self.story, self.conny
        await story.until("2026-03-03 14:00")
        await story.tap(self.amal, CafeKey.B_NO)
        await story.until("2026-03-04 12:00")
        await story.write(conny, "/cafe")
        await self.pick("17", "5 pm")
        await story.tap(conny, CafeKey.B_CANCEL)
        await story.tap(conny, CafeKey.B_CANCEL_YES)


@asynccontextmanager
async def begun(make_town: MakeTown, folder: Path, language: Language) -> AsyncIterator[Week]:
    """Give a week with two youths and a series that offers help to get there."""
    async with cafe_town(make_town, folder, language=language) as town:
        amal, bo = [await town.enrol(name, language=language) for name in ("Amal", "Bo")]
        await series(town, replace(THURSDAYS, transport=True))
        yield Week(Story(town, language), amal, bo)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_cafe_week_is_told_in_the_words_that_were_read(
    make_town: MakeTown, tmp_path: Path, language: Language
) -> None:
    async with begun(make_town, tmp_path, language) as week:
        for part in (week.planned, week.invited, week.moved, week.held):
            await part()
        week.story.check("cafe_week")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_cancelled_cafe_is_told_in_the_words_that_were_read(
    make_town: MakeTown, tmp_path: Path, language: Language
) -> None:
    async with begun(make_town, tmp_path, language) as week:
        await week.cancelled()
        week.story.check("cafe_cancelled")


async def test_a_youth_never_reads_a_count_a_name_or_who_else_comes(
    make_town: MakeTown, tmp_path: Path
) -> None:
    async with begun(make_town, tmp_path, "da") as week:
        await week.invited()
        await week.moved()
        await week.held()
        phones = {week.amal: "Bo", week.bo: "Amal"}
        for phone, other in phones.items():
            said = [
                text for one in phone.messages if one.from_bot for text in (one.text, *one.history)
            ]
            evening = [text for text in said if "afé" in text]
            assert evening
            assert not any(other in text or "kommer:" in text.lower() for text in evening)


async def test_a_coordinator_reads_numbers_and_initials_and_no_name(
    make_town: MakeTown, tmp_path: Path
) -> None:
    async with begun(make_town, tmp_path, "da") as week:
        await week.invited()
        await week.moved()
        await week.held()
        for phone in (week.conny, week.story.town.mentor):
            shown = [one for one in phone.messages if one.from_bot]
            told = [text for one in shown for text in (one.text, *one.history)]
            told += [button.label for one in shown for row in one.buttons for button in row]
            assert not any("Amal" in text or "Bo" in text.split() for text in told)
