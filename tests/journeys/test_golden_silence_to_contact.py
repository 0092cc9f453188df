"""From silence to contact with the built-in programme, word for word, as each phone shows it.

After a change that is meant: UPDATE_GOLDEN=1 pytest and the name of this file.
"""

from __future__ import annotations

import pytest

from content.areas.enrolment import EnrolmentKey
from content.areas.talks import TalkKey
from content.keys import Key
from domain.people import LANGUAGES, Language
from simulator.phones import Phone
from tests.journeys.conftest import MakeTown
from tests.journeys.story import Story
from tests.journeys.test_golden_first_week import WORDS, takes_in
from tests.journeys.town import at
from tests.plain import BUILT_IN

WHO = {"da": "A., fase 2", "en": "A., phase 2"}
WORD = {"da": "hej, jeg er her igen", "en": "hi, I am back"}
HELLO = {"da": "Godt at høre fra dig.", "en": "Good to hear from you."}
SECOND_MONTH = "2026-01-27"  # their day 0: a human every seven days


async def sits_down(story: Story, link: str) -> Phone:
    """Let the youth say yes, and choose what happens when they go quiet."""
    language = story.language
    amal = story.town.sim.phone("Amal", language=language)
    await story.town.until("2026-03-02 15:00")
    await story.open(amal, link)
    await story.tap(amal, Key.B_DANISH if language == "da" else Key.B_ENGLISH)
    to_quiet = (Key.B_NEXT, Key.B_AGE_18, Key.B_YES_TRY, Key.B_SKIP, Key.B_SKIP, Key.B_SKIP)
    for key in (*to_quiet, EnrolmentKey.B_QUIET_CALL, EnrolmentKey.B_AFTERNOON):
        await story.tap(amal, key)
    await story.write(amal, WORDS["sister"][language])
    await story.tap(amal, EnrolmentKey.B_NOT_NOW)
    return amal


async def meets(story: Story) -> None:
    """Let the worker note the meeting, from which the seven days count."""
    mentor = story.town.mentor
    await story.until("2026-03-02 15:30")
    await story.write(mentor, "/talt")
    for label in (WHO[story.language], Key.B_MET, TalkKey.B_MOOD_GOOD, Key.B_AS_AGREED):
        await story.tap(mentor, label)


async def goes_quiet(story: Story) -> None:
    """Let two questions run out, and the worker read on Monday what is left to them."""
    for day in ("03-03 14:10", "03-04 12:10", "03-05 14:10", "03-06 12:10", "03-08 14:10"):
        await story.until(f"2026-{day}")
    await story.until("2026-03-09 09:00")
    await story.write(story.town.mentor, "/idag")


async def is_tried(story: Story) -> None:
    """Let the case come on the eighth day, and calls find nobody at two hours of two days."""
    mentor = story.town.mentor
    await story.until("2026-03-10 09:00")
    await story.tap(mentor, Key.B_TAKE)
    before, new = story.say(TalkKey.P_BEFORE), story.say(Key.P_CASES)
    await story.looks(mentor, (before, new))
    await story.tap(mentor, TalkKey.B_CALL_NOW)
    await story.tap(mentor, Key.B_NOT_REACHED)
    await story.tap(mentor, Key.B_TOMORROW_MORNING)
    await story.until("2026-03-11 13:00")
    await story.tap(mentor, TalkKey.B_CALL_NOW)
    await story.tap(mentor, Key.B_NOT_REACHED)
    await story.tap(mentor, Key.B_TOMORROW_MORNING)
    await story.until("2026-03-12 09:00")
    await story.tap(mentor, TalkKey.B_ANOTHER_ROAD)
    await story.tap(mentor, TalkKey.B_ROAD_VISIT)
    await story.until("2026-03-13 13:00")
    await story.until("2026-03-16 13:00")


async def is_met(story: Story) -> None:
    """Let the coordinator plan together and meet the youth, and nothing automatic come."""
    conny = story.town.coordinator
    await story.tap(conny, Key.B_TAKE)
    await story.tap(conny, TalkKey.B_ANOTHER_ROAD)
    await story.tap(conny, TalkKey.B_ROAD_OTHERS)
    for key in (Key.B_TALKED, Key.B_MET, TalkKey.B_MOOD_SO_SO, Key.B_IN_3_DAYS):
        await story.tap(conny, key)
    await story.until("2026-03-16 23:00")


async def comes_back(story: Story, amal: Phone) -> None:
    """Let the youth write, and the next question be a light one."""
    await story.until("2026-03-17 09:30")
    await story.write(amal, WORD[story.language])
    await story.until("2026-03-17 14:10")
    await story.answer(story.town.mentor, HELLO[story.language])
    await story.tap(amal, "7")


async def blocks(story: Story, amal: Phone) -> None:
    """Let the youth block the bot, which is a case at once, and come back."""
    await amal.block()
    await story.do(amal, "blocks the robot")
    await amal.unblock()
    await story.do(amal, "lets the robot in again")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_silence_becomes_contact_in_the_words_that_were_read(
    make_town: MakeTown, language: Language
) -> None:
    async with make_town(at("2026-03-02 14:30"), content=BUILT_IN) as town:
        await town.hire(language=language)
        story = Story(town, language)
        await story.write(town.mentor, "/nummer 12 34 56 78")
        amal = await sits_down(story, await takes_in(story, start=SECOND_MONTH))
        await meets(story)
        await goes_quiet(story)
        await is_tried(story)
        await is_met(story)
        await comes_back(story, amal)
        await blocks(story, amal)
        story.check("silence_to_contact")
