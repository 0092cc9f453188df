"""Permission is asked at every tap, from the database, and a refusal is written down."""

from __future__ import annotations

import pytest

from domain.case import CaseKind, CaseState
from domain.people import Role
from services.invite import NewYouth, invite_staff, invite_youth
from simulator.phones import Phone
from storage.tables import audit
from tests.journeys.town import CLI, COORDINATOR, COVER, Town, labels, texts

NOT_YOURS = "Det har du ikke adgang til. Spørg koordinatoren."


async def with_a_case(town: Town) -> tuple[Phone, list[str]]:
    """Return the phone of a youth with an open case, and the data of the mentor's buttons."""
    amal = await town.enrol("Amal")
    await town.write(amal, "hej")
    buttons = [button.data or "" for row in town.mentor.last.buttons for button in row]
    case = (await town.cases(amal))[0]
    code = buttons[0].split(".")[2]
    acts = ("talked", "notreached", "how.called", "nextcall.called-1", "when.hour")
    forged = [
        f"v1.{verb}.{code}.{value}" for verb, _, value in (act.partition(".") for act in acts)
    ]
    assert case.state is CaseState.OPEN
    return amal, [*buttons, *forged]


async def refusals(town: Town, phone: Phone) -> list[str]:
    """Return what was refused about a youth or about nobody, in one word each."""
    return [row["action"] for row in await town.rows(audit, allowed=False)]


async def test_another_mentor_is_refused_at_every_button(any_town: Town) -> None:
    amal, buttons = await with_a_case(any_town)
    olga = await any_town.hire_one("Olga Other")
    for data in buttons:
        await olga.forge(data)
        await any_town.settle()
        assert olga.last.text == NOT_YOURS
    assert (await any_town.cases(amal))[0].state is CaseState.OPEN
    assert await refusals(any_town, amal) == [
        "handle_case",
        "open_page",
        *["handle_case"] * 7,
    ]


async def test_the_youth_is_refused_the_buttons_of_staff(any_town: Town) -> None:
    amal, buttons = await with_a_case(any_town)
    for data in buttons:
        await amal.forge(data)
        await any_town.settle()
        assert amal.last.text == "Den knap er gammel. Skriv bare til mig i stedet."
    assert (await any_town.cases(amal))[0].state is CaseState.OPEN
    assert await refusals(any_town, amal) == ["foreign_button"] * len(buttons)


async def test_a_stranger_is_refused_and_learns_nothing(small_town: Town) -> None:
    amal, buttons = await with_a_case(small_town)
    stranger = small_town.sim.phone("Stranger")
    await stranger.write("hej")
    await small_town.settle()
    for data in buttons:
        await stranger.forge(data)
        await small_town.settle()
        assert "Den knap virker ikke mere." in stranger.last.text
        assert "Amal" not in stranger.last.text
    assert len(await refusals(small_town, amal)) == len(buttons)


async def test_staff_have_no_use_for_the_buttons_of_youths(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.until("2026-03-03 14:00")
    answers = [button.data or "" for row in amal.last.buttons for button in row]
    for data in answers:
        await small_town.mentor.forge(data)
        await small_town.settle()
        assert small_town.mentor.last.text == NOT_YOURS
    assert await small_town.replies(amal) == []
    assert await refusals(small_town, amal) == ["foreign_button"] * len(answers)


async def test_staff_who_have_not_opened_their_link_are_strangers(small_town: Town) -> None:
    amal, buttons = await with_a_case(small_town)
    new = small_town.sim.phone("Nina")
    await invite_staff(small_town.app.world, CLI, name="Nina Ny", role=Role.COORDINATOR)
    await small_town.write(new, "hej")
    await new.forge(buttons[0])
    await small_town.settle()
    assert (await small_town.cases(amal))[0].state is CaseState.OPEN


async def test_a_coordinator_may_act_for_every_youth(small_town: Town) -> None:
    amal, buttons = await with_a_case(small_town)
    await small_town.coordinator.forge(buttons[0])
    await small_town.settle()
    case = (await small_town.cases(amal))[0]
    assert case.taken_by == (await small_town.person(small_town.coordinator)).id


async def test_the_cover_may_act_before_being_told(small_town: Town) -> None:
    amal, buttons = await with_a_case(small_town)
    await small_town.cover.forge(buttons[0])
    await small_town.settle()
    assert (await small_town.cases(amal))[0].state is CaseState.TAKEN
    assert "Sag 1 er taget af Karim." in texts(small_town.mentor)[-1]


@pytest.mark.parametrize("data", ["v1.take.0.", "v1.open.0.", "v1.openy.0.", "v1.take.{youth}."])
async def test_a_button_about_nothing_opens_nothing(small_town: Town, data: str) -> None:
    amal, _ = await with_a_case(small_town)
    for phone in (small_town.mentor, small_town.coordinator):
        await phone.forge(data.format(youth="0000000000001"))
        await small_town.settle()
        assert phone.last.text == NOT_YOURS
    assert (await small_town.cases(amal))[0].state is CaseState.OPEN


async def test_nonsense_about_a_case_changes_nothing(small_town: Town) -> None:
    amal, buttons = await with_a_case(small_town)
    code = buttons[0].split(".")[2]
    for value in (
        "nextcall.called-2",
        "nextcall.flown-1",
        "when.never",
        "how.flown",
        "nextcall.x",
    ):
        verb, _, choice = value.partition(".")
        await small_town.mentor.forge(f"v1.{verb}.{code}.{choice}")
        await small_town.settle()
    assert (await small_town.cases(amal))[0].kind is CaseKind.WORD
    assert (await small_town.cases(amal))[0].state is not CaseState.CLOSED


async def test_whoever_is_cover_and_coordinator_is_told_once(small_town: Town) -> None:
    new = NewYouth(name="Bo", programme="projekt-run", mentor="Maja Mentor", cover=COORDINATOR)
    bo = small_town.sim.phone("Bo")
    await bo.open((await invite_youth(small_town.app.world, CLI, new)).link)
    await small_town.settle()
    for label in ("Dansk", "Videre", "18 eller mere", "Ja, prøv det", "Ikke nu"):
        await small_town.tap(bo, label)
    await small_town.tap(bo, "🆘 Hjælp nu")
    assert sum("ny vigtig besked" in text for text in texts(small_town.coordinator)) == 1
    case = await small_town.case(bo, CaseKind.CRISIS)
    assert len(case.ladder) == 2
    assert COVER not in " ".join(texts(small_town.coordinator))
    assert labels(small_town.coordinator.last) == [
        "Jeg tager den",
        "Åbn",
        "Giv videre",
        "Bekymret",
    ]
