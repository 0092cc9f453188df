"""From silence to contact, word for word, as each phone shows it; read a change before it stays.

After a change that is meant: UPDATE_GOLDEN=1 pytest and the name of this file.
"""

from __future__ import annotations

import pytest

from content.areas.talks import TalkKey
from content.keys import Key
from domain.agreement import Agreement, IfQuiet
from domain.people import Language
from simulator.phones import Phone
from storage import agreements
from storage.tx import Tx
from tests.journeys.conftest import MakeTown
from tests.journeys.story import Story
from tests.journeys.test_golden import LANGUAGES, begun, says_yes
from tests.journeys.town import OPEN

OFTEN = {"da": "gerne eftermiddag", "en": "afternoons are best"}
WORD = {"da": "hej, jeg er her igen", "en": "hi, I am back"}


async def agrees(story: Story, amal: Phone) -> None:
    """Let the youth have chosen to be called when they go quiet."""
    youth, now = await story.town.youth(amal), story.town.clock.now()
    agreed = Agreement(if_quiet=IfQuiet.CALL, if_quiet_note=OFTEN[story.language])

    def keep(tx: Tx) -> None:
        agreements.save(tx, now, youth.id, agreed)

    await story.town.app.world.store.write(keep)


async def before_the_call(story: Story) -> None:
    """Let the worker open the page, and write down what stands first on it."""
    mentor, say = story.town.mentor, story.say
    async with story.town.page(mentor) as (_, shown):
        lines = shown.text.splitlines()
    at = lines.index(say(TalkKey.P_BEFORE))
    story.lines.append(f"    {mentor.name} reads on the page: {' / '.join(lines[at : at + 5])}")


async def silence_to_contact(story: Story, amal: Phone) -> None:
    """Tell how a youth goes quiet and how a human reaches them."""
    mentor = story.town.mentor
    await says_yes(story, amal)
    await agrees(story, amal)
    await story.write(mentor, "/nummer 12 34 56 78")
    for day in ("2026-03-05 16:00", "2026-03-06 12:00", "2026-03-09 10:00"):
        await story.until(day)
    await story.write(mentor, "/idag")
    await story.until("2026-03-10 10:00")
    await story.tap(mentor, Key.B_TAKE)
    await before_the_call(story)
    await story.tap(mentor, OPEN[story.language])
    await story.tap(mentor, TalkKey.B_CALL_NOW)
    await story.tap(mentor, Key.B_NOT_REACHED)
    await story.tap(mentor, Key.B_TOMORROW_MORNING)
    await story.tap(amal, TalkKey.B_CALL_TOMORROW)
    await story.until("2026-03-11 13:00")
    await story.tap(mentor, TalkKey.B_CALL_NOW)
    await story.tap(amal, TalkKey.B_FINE)
    for key in (Key.B_TALKED, Key.B_CALLED, TalkKey.B_MOOD_GOOD, Key.B_AS_AGREED):
        await story.tap(mentor, key)
    await story.until("2026-03-11 23:00")
    await story.write(amal, WORD[story.language])


@pytest.mark.parametrize("language", LANGUAGES)
async def test_silence_becomes_contact_in_the_words_that_were_read(
    make_town: MakeTown, language: Language
) -> None:
    async with begun(make_town, language) as (story, amal):
        await silence_to_contact(story, amal)
        story.check("silence_to_contact")
