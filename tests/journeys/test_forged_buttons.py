"""Buttons that were never there, or are somebody else's: nothing happens, kindly."""

from __future__ import annotations

import pytest

from domain.callback import encode
from domain.case import Case
from simulator.phones import Phone
from storage import tables
from tests.journeys import kept
from tests.journeys.town import Town

OLD = "Den knap er gammel. Skriv bare til mig i stedet."
NOT_YOURS = "Det har du ikke adgang til. Spørg koordinatoren."


async def press(town: Town, phone: Phone, data: str) -> str:
    """Press a button that was never there; return what the bot says to it."""
    query = await phone.forge(data)
    await town.settle()
    await town.app.dispatch.close()  # the spinner stops after the commit, in a task of its own
    answer = await phone.wait_for_answer(query)
    assert answer.text == ""
    return phone.last.text


@pytest.fixture
async def amal(small_town: Town) -> Phone:
    """Return the phone of Amal, who wants to be called."""
    phone = await small_town.enrol()
    await phone.tap("📞 Ring til mig")
    await small_town.settle()
    return phone


async def the_case(town: Town) -> Case:
    [case] = await kept.all_cases(town)
    return case


NONSENSE = [
    "hej",
    "v1",
    "v2.take.1",
    "v1.take",
    "v1.erase.1",
    "v1.take.!",
    "v1.ans.0000000000001.0-5",
    "v1.ans.0000000000001.x",
    "v1.age.0000000000001.200",
    "v1.pause.0000000000001.99999999999999999999",
    "é" * 32,
]


@pytest.mark.parametrize("data", NONSENSE)
async def test_data_that_we_never_wrote_changes_nothing(
    small_town: Town, amal: Phone, data: str
) -> None:
    before = await the_case(small_town)
    said = await press(small_town, amal, data)

    assert said == OLD or data.startswith("v1.pause")  # a pause of no known length says nothing
    assert await the_case(small_town) == before
    assert (await small_town.youth(amal)).paused_until is None
    assert set(await kept.column(small_town, tables.inbox, "state")) == {"done"}


async def test_an_answer_that_is_none_of_the_questions_is_not_kept(
    small_town: Town, amal: Phone
) -> None:
    await small_town.until("2026-03-03 14:00")
    mine = await kept.latest_checkin(small_town, amal)
    for value in ("0-11", "0--1", "0-1x", "1-fine", "7-1", "0-"):
        assert await press(small_town, amal, encode("ans", mine.id, value)) == OLD
    assert await kept.latest_checkin(small_town, amal) == mine
    assert await small_town.replies(amal) == []
