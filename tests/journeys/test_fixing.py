"""*Ret*: a slip of the thumb is no answer; the new one counts and the worker sees both."""

from __future__ import annotations

import pytest

from domain.case import CaseKind, CaseState
from domain.checkin import CheckInState
from simulator.phones import Phone
from storage.tables import reply_before
from tests.journeys.town import Town, labels, newest_with, said_after

THANKS = "Tak, noteret. Maja ser det."
OVER = "Det svar kan ikke rettes mere. Skriv bare her, så ser Maja det."


async def answered(town: Town, label: str) -> Phone:
    """Return the phone of a youth who has tapped two answers, the second with this label."""
    amal = await town.enrol("Amal")
    await town.until("2026-03-03 14:00")
    for choice in ("7", label, "Spring over"):
        await town.tap(amal, choice)
    return amal


async def test_a_slip_is_put_right_and_the_worker_sees_both(any_town: Town) -> None:
    amal = await answered(any_town, "Det kører")
    assert (amal.last.text, labels(amal.last)) == (THANKS, ["Ret"])
    asked = await any_town.tap(amal, "Ret")
    assert labels(asked) == [
        "Det kører",
        "Op og ned",
        "Overvejer at stoppe",
        "Kommer ikke mere",
        "Lad det stå",
    ]
    again = await any_town.tap(amal, "Op og ned")
    assert (again.id, again.text, labels(again)) == (asked.id, THANKS, ["Ret"])
    kept = [(r.question_key, r.value) for r in await any_town.replies(amal)]
    assert kept[:2] == [("school", "7"), ("staying", "mixed")]
    [before] = await any_town.rows(reply_before)
    assert before["value"] == "fine"
    [checkin] = await any_town.checkins(amal)
    assert checkin.state is CheckInState.DONE
    await any_town.write(amal, "hej")
    async with any_town.page(any_town.mentor) as (_, shown):
        assert "Op og ned" in shown.text
        assert "Før rettelsen i dag kl. 14\nDet kører" in shown.text


async def test_an_answer_that_stands_is_thanked_for_again(small_town: Town) -> None:
    amal = await answered(small_town, "Det kører")
    await small_town.tap(amal, "Ret")
    assert (await small_town.tap(amal, "Lad det stå")).text == THANKS
    await small_town.tap(amal, "Ret")
    assert (await small_town.tap(amal, "Det kører")).text == THANKS
    assert await small_town.rows(reply_before) == []


async def test_a_low_answer_by_a_slip_closes_no_case_and_one_put_in_later_opens_it(
    small_town: Town,
) -> None:
    amal = await answered(small_town, "Overvejer at stoppe")
    assert labels(amal.last)[-1] == "Ret"
    await small_town.tap(amal, "Ret")
    await small_town.tap(amal, "Det kører")
    assert amal.last.text == THANKS
    case = await small_town.case(amal, CaseKind.LOW_ANSWER)
    assert case.state is CaseState.OPEN
    bo = await small_town.enrol("Bo")
    await small_town.until("2026-03-10 14:00")
    for choice in ("7", "Det kører", "Spring over", "Ret", "Kommer ikke mere"):
        await small_town.tap(bo, choice)
    assert bo.last.text.startswith("Tak, fordi du siger det, som det er.")
    assert CaseKind.LOW_ANSWER in await small_town.kinds(bo)


@pytest.mark.parametrize("opened", [True, False])
async def test_after_the_window_an_answer_stands(small_town: Town, opened: bool) -> None:
    amal = await answered(small_town, "Det kører")
    label = "Ret"
    if opened:
        await small_town.tap(amal, "Ret")
        label = "Op og ned"
    await small_town.wait(days=4)
    button = newest_with(amal, label)
    mark = amal.mark
    await small_town.tap(amal, label, button)
    assert said_after(amal, mark)[-1] == OVER
    assert [r.value for r in await small_town.replies(amal)][1] == "fine"


async def test_nobody_else_can_put_an_answer_right(small_town: Town) -> None:
    amal = await answered(small_town, "Det kører")
    ret = amal.last.button("Ret")
    assert ret is not None
    await small_town.tap(amal, "Ret")
    other = amal.last.button("Op og ned")
    assert other is not None
    bo = await small_town.enrol("Bo")
    for data in (ret.data, other.data):
        await bo.forge(data or "")
        await small_town.settle()
        assert bo.last.text == "Den knap er gammel. Skriv bare til mig i stedet."
    assert [r.value for r in await small_town.replies(amal)][1] == "fine"


async def test_an_answer_in_words_is_put_right_by_changing_the_message(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.until("2026-03-03 14:00")
    for choice in ("7", "Det kører"):
        await small_town.tap(amal, choice)
    first = await amal.write("en god uge")
    await small_town.settle()
    await amal.edit(first, "en hård uge")
    await small_town.settle()
    assert (await small_town.replies(amal))[-1].text == "en hård uge"
    await small_town.wait(days=4)
    await amal.edit(first, "en lang uge")
    await small_town.settle()
    kept = [reply.text for reply in await small_town.replies(amal)][2:]
    assert kept == ["en hård uge", "en lang uge"], "after the window it is a word of its own"
