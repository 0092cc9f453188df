"""Every tap of staff asks the one door: a colleague from elsewhere changes nothing."""

from __future__ import annotations

import pytest

from domain.case import CaseState
from domain.ids import encode
from tests.journeys.town import Town, newest_with, texts

NO = "Det har du ikke adgang til. Spørg koordinatoren."
ON_A_CASE = ("give", "allwell", "well", "callnow", "mood", "showcase", "take")
ON_A_YOUTH = ("talkto", "concern", "callyou", "tried")
VALUES = {"well": "yes", "mood": "called-good", "talkto": "called-good-0"}


async def test_an_outsider_is_refused_at_every_tap(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    ulla = await small_town.hire_one("Ulla Udenfor")
    await small_town.tap(amal, "📞 Ring til mig", newest_with(amal, "📞 Ring til mig"))
    [case] = await small_town.cases(amal)
    taps = [(verb, case.id) for verb in ON_A_CASE] + [(verb, case.youth_id) for verb in ON_A_YOUTH]
    for verb, subject in taps:
        mark, heard = ulla.mark, texts(amal)
        await ulla.forge(f"v1.{verb}.{encode(subject or 0)}.{VALUES.get(verb, '')}")
        await small_town.settle()
        assert [one.text for one in ulla.messages if one.seq > mark and one.from_bot] == [NO], verb
        assert texts(amal) == heard, verb
    [after] = await small_town.cases(amal)
    assert (after.state, after.given_by) == (CaseState.OPEN, None)


@pytest.mark.parametrize("verb", ["give", "today", "task", "away", "awayend", "undo", "concern"])
async def test_a_youth_who_forges_a_button_of_staff_gets_a_kind_answer(
    small_town: Town, verb: str
) -> None:
    amal = await small_town.enrol("Amal")
    before = texts(small_town.mentor)
    await amal.forge(f"v1.{verb}.{encode(0)}.")
    await small_town.settle()
    assert "knap" in amal.last.text
    assert texts(small_town.mentor) == before
