"""An answer of 0-2, or *overvejer at stoppe*, is seen by a human within a working day."""

from __future__ import annotations

import pytest

from domain.case import CaseKind, CaseState, Level, Outcome
from simulator.phones import Phone
from storage import cases
from tests.journeys.town import Town, at, labels, texts

LOW = "Tak, fordi du siger det, som det er. Maja ser det senest i morgen kl. 14. Vil du ringes op?"


async def answered(town: Town, first: str, second: str) -> Phone:
    """Return the phone of a youth who gave these answers and skipped the words."""
    amal = await town.enrol("Amal")
    await town.until("2026-03-03 14:00")
    for label in (first, second, "Spring over"):
        await town.tap(amal, label)
    return amal


@pytest.mark.parametrize("number", ["0", "1", "2"])
async def test_a_low_number_goes_to_the_worker_with_a_clock_of_one_working_day(
    small_town: Town, number: str
) -> None:
    amal = await answered(small_town, number, "Det kører")
    assert amal.last.text == LOW
    assert labels(amal.last) == ["Ja", "Skriv til mig", "Nej tak", "Ret"]
    [case] = await small_town.cases(amal)
    assert (case.kind, case.level) == (CaseKind.LOW_ANSWER, Level.YELLOW)
    assert case.due_at == case.escalate_at == at("2026-03-04 14:00")
    told = texts(small_town.mentor)[-1]
    assert told.startswith("Gul · sag 1 · svar at tale om · aftalt hver 7. dag")
    assert told.endswith("forfald i morgen kl. 14")


async def test_three_is_no_low_number(small_town: Town) -> None:
    amal = await answered(small_town, "3", "Op og ned")
    assert await small_town.cases(amal) == []
    assert amal.last.text == "Tak, noteret. Maja ser det."


@pytest.mark.parametrize("label", ["Overvejer at stoppe", "Kommer ikke mere"])
async def test_thinking_of_stopping_is_passed_on_as_it_was_said(
    small_town: Town, label: str
) -> None:
    amal = await answered(small_town, "8", label)
    assert await small_town.kinds(amal) == [CaseKind.LOW_ANSWER]
    assert amal.last.text == LOW


async def test_two_low_answers_in_one_check_in_are_one_case(small_town: Town) -> None:
    amal = await answered(small_town, "0", "Kommer ikke mere")
    assert await small_town.kinds(amal) == [CaseKind.LOW_ANSWER]
    assert sum("svar at tale om" in text for text in texts(small_town.mentor)) == 1


async def test_yes_to_a_call_is_a_promise_with_a_case(any_town: Town) -> None:
    amal = await answered(any_town, "1", "Det kører")
    said = await any_town.tap(amal, "Ja")
    assert (said.text, labels(said)) == ("Godt. Maja ringer til dig senest i morgen kl. 14.", [])
    assert await any_town.kinds(amal) == [CaseKind.LOW_ANSWER, CaseKind.CALL_ME]
    case = await any_town.case(amal, CaseKind.CALL_ME)
    assert case.due_at == at("2026-03-04 14:00")


async def test_write_to_me_tells_the_worker_so(any_town: Town) -> None:
    amal = await answered(any_town, "1", "Det kører")
    said = await any_town.tap(amal, "Skriv til mig")
    assert said.text == "Godt. Maja skriver til dig her."
    assert texts(any_town.mentor)[-1] == (
        "Gul · svar at tale om\nSag 1 · vil gerne have, at du skriver"
    )
    case = await any_town.case(amal, CaseKind.LOW_ANSWER)
    assert await any_town.story(case) == ["opened", "wish"]


async def test_write_to_me_after_the_case_was_closed_is_still_a_promise(
    small_town: Town,
) -> None:
    amal = await answered(small_town, "1", "Det kører")
    await small_town.mark_read(small_town.mentor)
    assert await small_town.kinds(amal) == []
    await small_town.tap(amal, "Skriv til mig")
    assert await small_town.kinds(amal) == [CaseKind.LOW_ANSWER]
    assert "vil gerne have, at du skriver" in texts(small_town.mentor)[-1]


async def test_no_thanks_is_fine_and_the_answer_is_read_all_the_same(small_town: Town) -> None:
    amal = await answered(small_town, "1", "Det kører")
    said = await small_town.tap(amal, "Nej tak")
    assert said.text == "Helt fint. Maja ser dit svar. Du kan skrive når som helst."
    await small_town.mark_read(small_town.mentor)
    case = await small_town.case(amal, CaseKind.LOW_ANSWER)
    assert (case.state, case.outcome) == (CaseState.CLOSED, Outcome.READ)


async def test_an_unseen_low_answer_goes_to_the_cover_when_the_day_is_over(
    small_town: Town,
) -> None:
    amal = await answered(small_town, "1", "Det kører")
    await small_town.until("2026-03-04 13:59")
    assert "sag 1" not in " ".join(texts(small_town.cover))
    await small_town.until("2026-03-04 14:00")
    assert "sag 1 · svar at tale om" in texts(small_town.cover)[-1]
    case = await small_town.case(amal, CaseKind.LOW_ANSWER)
    assert "climbed" in await small_town.story(case)


async def test_call_me_twice_is_one_case_and_said_again(any_town: Town) -> None:
    amal = await any_town.enrol("Amal")
    welcome = amal.last
    said = await any_town.tap(amal, "📞 Ring til mig")
    assert said.text == "Det er givet videre. Maja ringer til dig senest i morgen kl. 10."
    assert "vil gerne ringes op" in texts(any_town.mentor)[-1]
    await any_town.tap(amal, "📞 Ring til mig", welcome)
    assert texts(amal).count(said.text) == 1, "a double tap"
    await any_town.wait(hours=1)
    await any_town.tap(amal, "📞 Ring til mig", welcome)
    assert texts(amal).count(said.text) == 2
    assert texts(any_town.mentor)[-1] == ("Gul · vil gerne ringes op\nSag 1 · der er kommet mere")
    assert await any_town.kinds(amal) == [CaseKind.CALL_ME]


async def test_nobody_is_promised_a_call_at_a_time_that_has_passed(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    welcome = amal.last
    await small_town.tap(amal, "📞 Ring til mig")
    await small_town.until("2026-03-06 10:00")
    said = await small_town.tap(amal, "📞 Ring til mig", welcome)
    assert said.text == "Det er givet videre. Maja ringer til dig senest i dag kl. 14."
    case = await small_town.case(amal, CaseKind.CALL_ME)
    assert await small_town.read(cases.get, case.id) == case
