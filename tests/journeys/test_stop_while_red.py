"""/stop ends the robot. While a cry for help is open the card and the human remain."""

from __future__ import annotations

import pytest

from content.keys import Key
from domain.case import CaseKind, CaseState
from domain.people import YouthStatus
from tests.journeys.town import DANGER, Town, labels, newest_with, said_after, texts

STOPPED = "Så er jeg stoppet. Et menneske ser stadig på det, du skrev. Må Maja også ringe senere?"


@pytest.mark.parametrize(("label", "allowed"), [("Ja", True), ("Nej tak", False)])
async def test_stop_ends_the_robot_and_never_the_help(
    any_town: Town, label: str, allowed: bool
) -> None:
    amal = await any_town.enrol("Amal")
    await any_town.write(amal, DANGER)
    yes = any_town.app.world.house.texts.say("da", Key.B_IN_DANGER_YES)
    card = newest_with(amal, yes)
    said = await any_town.write(amal, "/stop")
    assert said.text == STOPPED
    assert labels(said) == ["Ja", "Nej tak", "🆘 Hjælp nu"]
    done = await any_town.tap(amal, label, said)
    assert labels(done) == ["🆘 Hjælp nu"]
    youth = await any_town.youth(amal)
    assert (youth.status, youth.call_allowed) == (YouthStatus.STOPPED, allowed)
    case = await any_town.case(amal, CaseKind.CRISIS)
    assert case.state is CaseState.OPEN, "no answer about calls closes it"

    mark = any_town.mentor.mark
    await any_town.tap(amal, yes, card)
    assert "card_answer" in await any_town.story(case)
    assert said_after(any_town.mentor, mark) != [], "staff hear of the answer on the card"
    before = len(texts(any_town.coordinator))
    await any_town.wait(minutes=20)
    assert len(texts(any_town.coordinator)) > before, "and are told until somebody takes it"


async def test_help_now_still_gives_the_card_after_stop(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.write(amal, DANGER)
    await small_town.write(amal, "/stop")
    await small_town.wait(minutes=5)
    mark = amal.mark
    await small_town.tap(amal, "🆘 Hjælp nu")
    assert any("112" in text for text in said_after(amal, mark))
    await small_town.wait(hours=1)
    mark = amal.mark
    await small_town.write(amal, DANGER)
    assert any("112" in text for text in said_after(amal, mark)), "words are screened as before"
    assert [one.kind for one in await small_town.cases(amal, still_open=True)].count(
        CaseKind.CRISIS
    ) == 1


async def test_a_worker_takes_the_case_of_one_who_stopped(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.write(amal, DANGER)
    await small_town.write(amal, "/stop")
    await small_town.tap(amal, "Nej tak")
    await small_town.talk(small_town.coordinator, how="Mødtes")
    case = await small_town.case(amal, CaseKind.CRISIS)
    assert case.state is CaseState.TAKEN, "somebody looks again after a day"
    mark = amal.mark
    await small_town.wait(days=8)
    assert said_after(amal, mark) == [], "the robot stays stopped"


async def test_without_a_red_case_stop_asks_as_it_always_did(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    said = await small_town.write(amal, "/stop")
    assert said.text == "Så er det stoppet. Det koster dig ikke noget. Må Maja stadig ringe?"
    assert labels(said) == ["Ja", "Nej tak"]
