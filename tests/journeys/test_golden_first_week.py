"""A youth's first week with the built-in programme, word for word, in both languages.

From the form a week before to the second check-in. After a change that is meant:
UPDATE_GOLDEN=1 pytest tests/journeys/test_golden_first_week.py
"""

from __future__ import annotations

import pytest

from content.areas.cafe import CafeKey
from content.areas.enrolment import EnrolmentKey
from content.areas.staff import StaffKey
from content.areas.talks import TalkKey
from content.audience import TextKey
from content.keys import Key
from domain.new_youth import line_field
from domain.people import LANGUAGES, Language
from simulator.phones import Phone
from tests.journeys.conftest import MakeTown
from tests.journeys.evenings import series
from tests.journeys.story import Story
from tests.journeys.test_enrolment_new_youth import filled
from tests.journeys.town import OPEN, at
from tests.plain import BUILT_IN
from tests.web.browser import Browser

WORDS: dict[str, dict[Language, str]] = {
    "line": {"da": "Jeg gik forbi værkstedet.", "en": "I walked past the workshop."},
    "tuesday": {"da": "Tirsdag", "en": "Tuesday"},
    "thursday": {"da": "Torsdag", "en": "Thursday"},
    "hour": {"da": "kl. 14", "en": "2 pm"},
    "sister": {"da": "Min storesøster Sara, 22 33 44 55", "en": "My sister Sara, 22 33 44 55"},
    "as hoped": {"da": "Som jeg håbede", "en": "As I hoped"},
}


async def takes_in(story: Story, *, start: str = "2026-03-03") -> str:
    """Let the coordinator fill in /ny, with the youth's day 0; return the link of the picture."""
    town, conny = story.town, story.town.coordinator
    await story.write(conny, "/ny")
    await story.tap(conny, OPEN[story.language])
    token = conny.last.text.rpartition("/d/")[2]
    async with Browser.open(town.app.world) as browser:
        before = await browser.get(f"/d/{token}")
        shown = await browser.post(f"/d/{token}", before.form(f"/d/{token}"))
        lines = shown.text.splitlines()
        story.reads(conny, lines[_last(lines, "Projekt RUN") :])  # the greetings, and the button
        line = {line_field("projekt-run", "day_1"): WORDS["line"][story.language]}
        language = story.language
        typed = await filled(town, shown, sprog=language, start=start, **line)
        done = await browser.post("/ny", typed)
    assert "<svg" in done.response.text, "the picture to scan"
    await story.do(conny, "fills in the page")
    story.reads(conny, done.text.splitlines())
    return "https://t.me/" + done.response.text.partition("https://t.me/")[2].partition('"')[0]


def _last(lines: list[str], wanted: str) -> int:
    return max(number for number, line in enumerate(lines) if line == wanted)


async def sits_down(story: Story, link: str) -> Phone:
    """Let the youth scan, say yes and choose, all on their own phone."""
    language = story.language
    amal = story.town.sim.phone("Amal", language=language)
    await story.open(amal, link)
    await story.tap(amal, Key.B_DANISH if language == "da" else Key.B_ENGLISH)
    for key in (Key.B_NEXT, Key.B_AGE_18, Key.B_YES_TRY):
        await story.tap(amal, key)
    for label in (
        WORDS["tuesday"][language],
        WORDS["thursday"][language],
        EnrolmentKey.B_GO_ON,
        WORDS["hour"][language],
        EnrolmentKey.B_BY_BOT,
        EnrolmentKey.B_QUIET_CALL,
        EnrolmentKey.B_AFTERNOON,
    ):
        await story.tap(amal, label)
    await story.write(amal, WORDS["sister"][language])
    for number in ("7", "6", "8"):
        await story.tap(amal, number)
    await story.tap(amal, EnrolmentKey.B_HANDSHAKE)
    return amal


async def answers_on_thursday(story: Story, amal: Phone) -> None:
    """Let the youth answer, and the worker read it and set it."""
    await story.until("2026-03-05 14:10")
    for label in ("7", "8", WORDS["as hoped"][story.language], CafeKey.B_YES):
        await story.tap(amal, label)
    await story.until("2026-03-06 09:10")
    await story.write(story.town.mentor, "/idag")
    await reads_answers(story)


async def reads_answers(story: Story) -> None:
    """Let the worker open the page and read what is new."""
    new, answer = (story.say(key, navn="Amal") for key in (Key.P_NEW, Key.P_ANSWER))
    await story.looks(story.town.mentor, (new, answer))


async def is_called_on_friday(story: Story, amal: Phone) -> None:
    """Let the worker try once in vain, and reach the youth at the time that they chose."""
    mentor = story.town.mentor
    await story.write(mentor, "/idag")
    await story.tap_row(mentor, TalkKey.B_CALL_NOW)
    await story.tap(mentor, StaffKey.B_NO_LUCK)
    await story.tap(amal, TalkKey.B_CALL_TODAY)
    await story.until("2026-03-06 10:15")
    await story.write(mentor, "/idag")
    await story.tap_row(mentor, TalkKey.B_CALL_NOW)
    await story.tap(amal, TalkKey.B_FINE)
    await talks(story, StaffKey.B_TALKED_TO)
    await story.write(mentor, "/idag")


async def talks(story: Story, first: TextKey) -> None:
    """Let the worker note a call in three taps, with what they should know next time."""
    for key in (first, Key.B_CALLED, TalkKey.B_MOOD_GOOD, Key.B_AS_AGREED):
        await story.tap(story.town.mentor, key)


async def speaks_on_saturday(story: Story, amal: Phone) -> None:
    """Let the youth send their voice at night, and the worker hear it when the site opens."""
    mentor = story.town.mentor
    await story.until("2026-03-07 23:10")
    await story.speak(amal)
    await story.until("2026-03-09 09:00")
    await story.tap(mentor, Key.B_TAKE)
    await reads_answers(story)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_first_week_is_told_as_it_was_agreed(
    make_town: MakeTown, language: Language
) -> None:
    async with make_town(at("2026-02-24 14:30"), content=BUILT_IN) as town:
        await town.hire(language=language)
        await series(town)
        story = Story(town, language)
        await story.write(town.mentor, "/nummer 12 34 56 78")
        link = await takes_in(story)
        await story.until("2026-03-03 14:00")
        amal = await sits_down(story, link)
        await reads_answers(story)
        await story.until("2026-03-04 16:10")  # a few minutes after four, each a little different
        await answers_on_thursday(story, amal)
        await is_called_on_friday(story, amal)
        await speaks_on_saturday(story, amal)
        await story.until("2026-03-10 14:10")
        for label in ("5", "6"):
            await story.tap(amal, label)
        await story.until("2026-03-10 16:10")
        await reads_answers(story)
        story.check("first_week")
