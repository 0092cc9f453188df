"""A pause to a date: by taps alone, or by a date that is typed."""

from __future__ import annotations

import pytest

from domain.reply import ReplyKind
from tests.journeys.conftest import MakeTown
from tests.journeys.town import Town, at, labels, newest_with, said_after
from tests.plain import BUILT_IN

PAUSED = "Pause til {}. Jeg skriver ikke før."


async def test_a_date_is_two_taps_away(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.write(amal, "/pause")
    months = await small_town.tap(amal, "Til en dato")
    assert months.text == "Vælg en måned, eller skriv en dato som 24.12."
    assert labels(months) == ["Marts", "April", "Maj", "Juni", "Tilbage"]
    days = await small_town.tap(amal, "Marts")
    assert (days.id, days.text) == (months.id, "Hvilken dag i marts starter vi igen?")
    assert labels(days) == [*map(str, range(4, 32)), "Tilbage"]
    await small_town.tap(amal, "Tilbage")
    june = await small_town.tap(amal, "Juni")
    assert labels(june) == ["1", "Tilbage"], "ninety days and no more"
    paused = await small_town.tap(amal, "1")
    assert paused.text.startswith(PAUSED.format("mandag den 1. juni"))
    assert labels(paused) == ["Start nu"]
    assert (await small_town.youth(amal)).paused_until == at("2026-06-01 09:00")
    mark = amal.mark
    await small_town.wait(days=5)
    assert said_after(amal, mark) == []


async def test_the_weeks_are_still_there_behind_the_way_back(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.write(amal, "/pause")
    await small_town.tap(amal, "Til en dato")
    weeks = await small_town.tap(amal, "Tilbage")
    assert labels(weeks) == ["1 uge", "2 uger", "4 uger", "Til en dato"]
    paused = await small_town.tap(amal, "2 uger")
    assert paused.text.startswith(PAUSED.format("tirsdag den 17. marts"))


@pytest.mark.parametrize("typed", ["24.4", "24/4", "den 24. april"])
async def test_a_typed_date_is_understood(small_town: Town, typed: str) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.write(amal, "/pause")
    await small_town.tap(amal, "Til en dato")
    paused = await small_town.write(amal, typed)
    assert paused.text.startswith(PAUSED.format("fredag den 24. april"))
    assert await small_town.replies(amal) == [], "a date is no word to read"


async def test_a_date_too_far_away_is_offered_what_there_is(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.write(amal, "/pause")
    await small_town.tap(amal, "Til en dato")
    said = await small_town.write(amal, "24/12")
    assert said.text == "En pause kan vare op til 90 dage. Vælg en måned herunder."
    assert labels(said)[0] == "Marts"
    assert (await small_town.youth(amal)).paused_until is None


async def test_a_date_that_nobody_asked_for_is_a_word(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.write(amal, "24/4")
    [reply] = await small_town.replies(amal)
    assert (reply.kind, reply.text) == (ReplyKind.WORD, "24/4")
    await small_town.write(amal, "/pause")
    await small_town.tap(amal, "Til en dato")
    await small_town.wait(hours=2)
    await small_town.write(amal, "24/4")
    assert len(await small_town.replies(amal)) == 2, "and not hours after the question"
    assert (await small_town.youth(amal)).paused_until is None


@pytest.mark.parametrize("data", ["v1.pauseday.{id}.2026-13-01", "v1.pausemonth.{id}.x"])
async def test_a_day_that_there_is_not_changes_nothing(small_town: Town, data: str) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.write(amal, "/pause")
    button = amal.last.button("1 uge")
    assert button is not None
    await amal.forge(data.format(id=(button.data or "").split(".")[2]))
    await small_town.settle()
    assert amal.last.text == "Den knap er gammel. Skriv bare til mig i stedet."


async def test_a_call_that_was_promised_comes_in_the_pause(make_town: MakeTown) -> None:
    async with make_town(content=BUILT_IN) as town:
        await town.hire()
        amal = await town.enrol("Amal")
        await town.write(town.mentor, "/nummer 12345678")
        await town.until("2026-03-06 09:10")
        listed = await town.write(town.mentor, "/idag")
        rings = next(one for one in listed.labels if "Jeg ringer nu" in one)
        await town.tap(town.mentor, rings)
        await town.tap(town.mentor, "Ikke fat i")
        await town.tap(amal, "Næste hverdag", newest_with(amal, "Næste hverdag"))
        await town.write(amal, "/pause")
        await town.tap(amal, "4 uger")
        youth = await town.youth(amal)
        assert youth.reassess_at == youth.next_contact_at == at("2026-03-09 13:00")
