"""A line goes out only under the name of whoever wrote it."""

from __future__ import annotations

from dataclasses import replace

from domain.people import Language
from services.caring_words import caring_words
from storage import caring, youths
from storage.tx import Tx
from tests.domain import rhythms
from tests.web.cast import NOW, Cast

LINE = "Jeg tænkte på det bord, vi to byggede sammen."
ROUND: dict[Language, str] = {"da": "Hej. {linje} {medarbejder}", "en": "Hi. {linje}"}
GREETING = replace(rhythms.caring(30), opening=ROUND)


async def says(cast: Cast) -> str:
    """Return what Bo is sent on the day for which Mette has written a line."""

    def say(tx: Tx) -> str:
        bo = youths.get(tx, cast.bo)
        assert bo is not None
        slot = GREETING.drafts[0].slot
        caring.save(tx, NOW, youth_id=cast.bo, slot=slot, line=LINE, staff_id=cast.mette)
        return caring_words(tx, bo, GREETING, GREETING.drafts[0])[1]

    return await cast.store.write(say)


async def test_a_line_stands_under_the_name_of_whoever_wrote_it(cast: Cast) -> None:
    assert await says(cast) == f"Hej. {LINE} Mette"


async def test_after_a_change_of_worker_the_draft_is_sent(cast: Cast) -> None:
    await cast.change_bo(mentor_id=cast.ulla)
    assert await says(cast) == "Hej. Hav det godt. Ulla"
