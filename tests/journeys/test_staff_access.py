"""Every tap of staff asks the one door: a colleague from elsewhere changes nothing."""

from __future__ import annotations

import pytest

from domain.case import CaseState
from domain.ids import encode
from domain.people import Role
from storage import agreements, tasks
from tests.journeys.town import Town, newest_with, texts

OLD = "Den knap er gammel."
NO = "Det har du ikke adgang til. Spørg koordinatoren."
ON_A_CASE = ("give", "allwell", "well", "callnow", "mood", "showcase", "take")
ON_A_YOUTH = ("talkto", "concern", "callyou", "tried", "openy", "worker", "cover", "ending")
VALUES = {"well": "yes", "mood": "called-good", "talkto": "called-good-0"}
OUTSIDE = (Role.MENTOR, Role.PARTNER, Role.ADMIN)


@pytest.mark.parametrize("role", OUTSIDE)
async def test_an_outsider_is_refused_at_every_tap(small_town: Town, role: Role) -> None:
    amal = await small_town.enrol("Amal")
    ulla = await small_town.hire_one("Ulla Udenfor", role)
    await small_town.tap(amal, "📞 Ring til mig", newest_with(amal, "📞 Ring til mig"))
    [case] = await small_town.cases(amal)
    taps = [(verb, case.id) for verb in ON_A_CASE] + [(verb, case.youth_id) for verb in ON_A_YOUTH]
    before = await small_town.youth(amal)
    for verb, subject in taps:
        mark, heard = ulla.mark, texts(amal)
        await ulla.forge(f"v1.{verb}.{encode(subject or 0)}.{VALUES.get(verb, '')}")
        await small_town.settle()
        assert [one.text for one in ulla.messages if one.seq > mark and one.from_bot] == [NO], verb
        assert texts(amal) == heard, verb
    [after] = await small_town.cases(amal)
    assert (after.state, after.given_by) == (CaseState.OPEN, None)
    assert await small_town.youth(amal) == before


@pytest.mark.parametrize("role", OUTSIDE)
async def test_an_outsider_settles_nothing_that_parents_know_and_no_duty(
    small_town: Town, role: Role
) -> None:
    amal = await small_town.said_yes("Amal", age="15 til 17")
    ulla = await small_town.hire_one("Ulla Udenfor", role)
    youth = await small_town.youth(amal)
    owed = await small_town.read(tasks.open_of_youth, youth.id)
    taps = [("guardian", youth.id, "informed"), ("guardian", youth.id, "youth_tells")]
    taps += [("task", task.id, act) for task in owed for act in ("done-0", "more-0", "did_it-0")]
    assert len(taps) > len(OUTSIDE), "there are duties about Amal"
    for verb, subject, value in taps:
        mark = ulla.mark
        await ulla.forge(f"v1.{verb}.{encode(subject)}.{value}")
        await small_town.settle()
        said = [one.text for one in ulla.messages if one.seq > mark and one.from_bot]
        assert said in ([NO], [OLD]), verb
    assert await small_town.read(tasks.open_of_youth, youth.id) == owed
    assert (await small_town.read(agreements.get, youth.id)).guardian is None


@pytest.mark.parametrize("role", [Role.PARTNER, Role.ADMIN])
async def test_who_works_with_no_youths_takes_in_none_and_gives_none_away(
    small_town: Town, role: Role
) -> None:
    await small_town.enrol("Amal")
    ulla = await small_town.hire_one("Ulla Udenfor", role)
    own, mentor = await small_town.person(ulla), await small_town.person(small_town.mentor)
    for data in (f"v1.newyouth.{encode(own.id)}.", f"v1.workers.{encode(mentor.id)}."):
        await ulla.forge(data)
        await small_town.settle()
        assert ulla.last.text == NO, data


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
