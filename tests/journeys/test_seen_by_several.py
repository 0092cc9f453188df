"""A red case is seen by more than its taker, and what is taken does not lie still."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from domain.callback import encode
from domain.case import CaseKind, CaseState
from simulator.phones import Phone
from tests.journeys.conftest import MakeTown
from tests.journeys.town import DANGER, Town, labels, said_after, texts
from tests.plain import edited

SEEN = "Jeg har set den"
MORNING = "2026-03-05 10:14"


@pytest.fixture
async def town(make_town: MakeTown, tmp_path: Path) -> AsyncIterator[Town]:
    """Return a town in which two people must have seen a red case."""
    folder = edited(tmp_path, "\n[waits]", "\nred_acknowledged_by = 2\n[waits]")
    async with make_town(content=folder) as made:
        await made.hire()
        yield made


async def cry(town: Town, wall: str) -> Phone:
    """Return a youth who has cried for help at a local wall time."""
    amal = await town.enrol("Amal")
    await town.until(wall)
    await town.write(amal, DANGER)
    return amal


async def test_a_red_case_is_told_again_until_a_second_person_has_seen_it(town: Town) -> None:
    amal = await cry(town, MORNING)
    await town.tap(town.mentor, "Jeg tager den")
    stands = "Set af 1 af 2: den unges medarbejder. Endnu ikke set af: vikar, koordinator."
    assert stands in town.mentor.last.text
    assert stands in town.cover.last.text
    assert labels(town.cover.last) == [SEEN, "Åbn", "Bekymret"]
    mark = town.cover.mark
    await town.wait(minutes=6)
    again = texts(town.cover)[-1]
    assert town.cover.mark > mark, "a new message, with its sound"
    assert "En kollega har taget den. Tryk, når du har set den" in again
    assert "Maja" not in again
    assert "Amal" not in again
    await town.write(town.coordinator, "/idag")
    row = town.coordinator.last.text
    assert "se den, og tryk, når du har set den" in row
    assert stands in row

    await town.tap(town.cover, SEEN)
    assert "Set af 2 af 2: den unges medarbejder, vikar." in town.cover.last.text
    assert town.mentor.last.text.startswith("Sag 1 · Set af 2 af 2")
    mark = town.coordinator.mark
    await town.wait(minutes=20)
    assert not [text for text in said_after(town.coordinator, mark) if "En kollega" in text]
    case = await town.case(amal, CaseKind.CRISIS)
    assert len(case.acknowledged) == 2
    assert (await town.story(case)).count("acknowledged") == 1


async def test_at_night_nobody_who_is_off_is_woken_to_see_it_too(town: Town) -> None:
    amal = await cry(town, "2026-03-09 08:24")
    await town.tap(town.coordinator, "Jeg tager den")
    await town.until("2026-03-09 08:55")
    case = await town.case(amal, CaseKind.CRISIS)
    assert "asks_later" in await town.story(case)
    assert not [text for text in texts(town.mentor) if text.startswith("RØD")]
    await town.until("2026-03-09 09:01")
    assert [text for text in texts(town.mentor) if text.startswith("RØD")] != []
    await town.tap(town.mentor, SEEN)
    assert len((await town.case(amal, CaseKind.CRISIS)).acknowledged) == 2


async def test_who_takes_it_and_forgets_is_reminded_and_then_everybody_is_told(town: Town) -> None:
    amal = await cry(town, MORNING)
    await town.tap(town.mentor, "Jeg tager den")
    await town.tap(town.cover, SEEN)
    await town.wait(minutes=46)
    said = texts(town.mentor)[-1]
    assert "Sag 1 er din. Tryk senest i dag kl. 11.14, hvordan det gik." in said
    assert (await town.case(amal, CaseKind.CRISIS)).state is CaseState.TAKEN
    mark = town.coordinator.mark
    await town.wait(minutes=15)
    case = await town.case(amal, CaseKind.CRISIS)
    assert (case.state, case.acknowledged) == (
        CaseState.OPEN,
        ((await town.person(town.cover)).id,),
    )
    assert town.coordinator.mark > mark
    assert (await town.story(case)).count("reminded") == 1


async def test_somebody_who_may_not_see_it_cannot_say_they_have(town: Town) -> None:
    amal = await cry(town, MORNING)
    await town.tap(town.mentor, "Jeg tager den")
    case = await town.case(amal, CaseKind.CRISIS)
    stranger = await town.hire_one("Nora Ny")
    await stranger.forge(encode("ack", case.id), stranger.last)
    await town.settle()
    assert (await town.case(amal, CaseKind.CRISIS)).acknowledged == case.acknowledged
