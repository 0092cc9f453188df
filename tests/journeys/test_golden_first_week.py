"""A youth's first week with the built-in programme, word for word, in both languages.

After a change that is meant: UPDATE_GOLDEN=1 pytest tests/journeys/test_golden_first_week.py
"""

from __future__ import annotations

import pytest

from content.areas.cafe import CafeKey
from content.keys import Key
from domain.people import LANGUAGES, Language
from tests.journeys.conftest import MakeTown
from tests.journeys.evenings import series
from tests.journeys.story import Story
from tests.journeys.town import OPEN, at, newest_with
from tests.plain import BUILT_IN

AS_I_WANTED = {"da": "Som jeg håbede", "en": "As I hoped"}
DONE = {"da": "2 · Gjort", "en": "2 · Done"}


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_first_week_is_told_as_it_was_agreed(
    make_town: MakeTown, language: Language
) -> None:
    async with make_town(at("2026-03-03 14:00"), content=BUILT_IN) as town:
        await town.hire(language=language)
        await series(town)
        amal = await town.enrol(language=language)
        story = Story(town, language)
        await story.until("2026-03-03 20:00")
        await story.until("2026-03-04 16:10")  # a few minutes after four, each a little different
        await story.until("2026-03-05 14:10")
        for label in ("7", "8", AS_I_WANTED[language], CafeKey.B_YES):
            await story.tap(amal, label)
        await story.until("2026-03-06 09:10")
        await story.write(town.mentor, "/idag")
        await story.tap(town.mentor, DONE[language])  # the call of the third day
        await story.tap(town.mentor, Key.B_CALLED)
        opens = newest_with(town.mentor, OPEN[language])
        async with town.page(town.mentor, message=opens) as (browser, shown):
            await browser.mark_read(shown)
        await story.until("2026-03-06 14:00")
        await story.until("2026-03-08 23:00")
        await story.until("2026-03-10 14:10")
        for label in ("5", "6"):
            await story.tap(amal, label)
        await story.until("2026-03-10 16:10")
        story.check("first_week")
