"""The main journeys word for word, in both languages; read a change before it is kept."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import pytest

from content.areas.enrolment import EnrolmentKey
from content.areas.talks import TalkKey
from content.keys import Key
from domain.people import Language
from simulator.phones import Phone
from tests.journeys.conftest import MakeTown
from tests.journeys.story import Story
from tests.journeys.town import OPEN, Town

LANGUAGES: tuple[Language, ...] = ("da", "en")
OPTIONS = {
    "da": {"fine": "Det kører", "quitting": "Overvejer at stoppe", "yes": "Kommer"},
    "en": {"fine": "Going fine", "quitting": "Thinking of stopping", "yes": "Coming"},
}
CRY = {"da": "jeg vil ikke leve mere", "en": "i want to kill myself"}
MORE = {"da": "der er ingen der svarer mig", "en": "nobody answers me"}

Told = Callable[[Story, Phone], Awaitable[None]]


@asynccontextmanager
async def begun(make_town: MakeTown, language: Language) -> AsyncIterator[tuple[Story, Phone]]:
    """Give a story in a town whose staff speak the language, and the phone of a youth."""
    async with make_town() as town:
        await town.hire(language=language)
        story = Story(town, language)
        amal = town.sim.phone("Amal", language=language)
        await story.open(amal, await town.invite("Amal", language=language))
        yield story, amal


async def says_yes(story: Story, amal: Phone) -> None:
    """Go through the whole of enrolment."""
    await story.tap(amal, Key.B_DANISH if story.language == "da" else Key.B_ENGLISH)
    await story.tap(amal, Key.B_READ_MORE)
    for key in (Key.B_NEXT, Key.B_AGE_18, Key.B_YES_TRY):
        await story.tap(amal, key)


async def enrolment(story: Story, amal: Phone) -> None:
    await says_yes(story, amal)
    await story.write(amal, "/start")
    await story.write(amal, "/hjaelp")


async def a_no(story: Story, amal: Phone) -> None:
    await story.tap(amal, Key.B_DANISH if story.language == "da" else Key.B_ENGLISH)
    await story.tap(amal, Key.B_NO_THANKS)
    await story.tap(amal, Key.B_TAKE_BACK)
    await story.tap(amal, Key.B_AGE_U15)


async def a_check_in(story: Story, amal: Phone) -> None:
    await says_yes(story, amal)
    await story.until("2026-03-03 14:00")
    await story.until("2026-03-04 12:00")
    await story.tap(amal, Key.B_ANSWER)
    await story.tap(amal, "1")
    await story.tap(amal, OPTIONS[story.language]["quitting"])
    await story.tap(amal, Key.B_SKIP)
    await story.tap(amal, Key.B_WRITE_ME)
    await story.until("2026-03-05 12:30")
    await story.tap(amal, OPTIONS[story.language]["yes"])
    await story.until("2026-03-10 14:00")
    await story.until("2026-03-13 14:00")


async def a_word(story: Story, amal: Phone) -> None:
    await says_yes(story, amal)
    await story.write(amal, "010190-1234 :)")
    await story.answer(story.town.mentor, "👍")
    await story.until("2026-03-07 23:10")
    await amal.voice()
    await story.write(amal, ":)")
    await story.until("2026-03-09 09:00")


async def silence(story: Story, amal: Phone) -> None:
    await says_yes(story, amal)
    mentor, cover = story.town.mentor, story.town.cover
    await story.until("2026-03-10 10:00")
    await story.until("2026-03-10 14:00")
    for key in (Key.B_TAKE, Key.B_NOT_REACHED, Key.B_TOMORROW_MORNING):
        await story.tap(mentor, key)
    await story.until("2026-03-11 09:00")
    await story.until("2026-03-12 09:15")
    talk = (Key.B_TAKE, Key.B_TALKED, Key.B_CALLED, TalkKey.B_MOOD_GOOD, Key.B_AS_AGREED)
    for said in talk:
        await story.tap(cover, said)


async def a_cry(story: Story, amal: Phone) -> None:
    await says_yes(story, amal)
    town = story.town
    await story.until("2026-03-07 02:14")
    await story.write(amal, CRY[story.language])
    await story.tap(amal, Key.B_IN_DANGER_SILENT)
    await story.write(amal, CRY[story.language])
    await story.until("2026-03-07 02:19")
    await story.tap(town.coordinator, Key.B_TAKE)
    await story.tap(town.coordinator, OPEN[story.language])
    for key in (Key.B_TALKED, Key.B_MET, TalkKey.B_MOOD_HARD, Key.B_IN_3_DAYS):
        await story.tap(town.coordinator, key)


async def pause_and_stop(story: Story, amal: Phone) -> None:
    await says_yes(story, amal)
    await story.tap(amal, EnrolmentKey.B_NOT_NOW)
    await story.write(amal, "/pause")
    await story.tap(amal, Key.B_PAUSE_2)
    await story.tap(amal, Key.B_START_NOW)
    await story.tap(amal, Key.B_CALL_ME)
    await story.write(amal, "/stop")
    await story.tap(amal, Key.B_NO_THANKS)
    await story.write(amal, "/start")
    await story.tap(amal, Key.B_YES_TRY)


STORIES: dict[str, Told] = {
    "enrolment": enrolment,
    "a_no": a_no,
    "a_check_in": a_check_in,
    "a_word": a_word,
    "silence": silence,
    "a_cry": a_cry,
    "pause_and_stop": pause_and_stop,
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", STORIES)
async def test_the_words_are_the_ones_that_were_read(
    make_town: MakeTown, name: str, language: Language
) -> None:
    opened: AbstractAsyncContextManager[tuple[Story, Phone]] = begun(make_town, language)
    async with opened as (story, amal):
        await STORIES[name](story, amal)
        story.check(name)


async def test_no_word_of_staff_names_a_youth(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.write(amal, MORE["da"])
    for phone in (small_town.mentor, small_town.cover, small_town.coordinator):
        shown = [text for one in phone.messages for text in (one.text, *one.history)]
        assert not any("Amal" in text or MORE["da"] in text for text in shown)
