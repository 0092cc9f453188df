"""What follows when a message cannot be delivered, on both databases."""

from __future__ import annotations

from dataclasses import replace

import pytest

from content.keys import Key
from domain.case import CaseKind
from domain.message import Purpose
from domain.people import YouthStatus
from services.reactions import NO_NUMBER, reactions_of
from services.say import Line, to_youth
from storage import cases, outbox, staff
from storage.outbox import Message
from storage.tx import Tx
from tests.web.cast import NOW, Cast


async def message(cast: Cast, **more: object) -> Message:
    """Return an answer to Bo that went wrong, or another message like it."""
    youth = await cast.youth()

    def queue(tx: Tx) -> Message:
        name = f"test:{tx.new_id()}"
        line = Line(purpose=Purpose.ANSWER, key=Key.STAFF_ANSWER, text="hej", dedupe=name)
        queued = outbox.get(tx, to_youth(tx, NOW, youth, line) or 0)
        assert queued is not None
        return queued

    return replace(await cast.store.write(queue), **more)  # type: ignore[arg-type]


async def test_a_repeat_about_a_case_says_that_it_is_one(cast: Cast) -> None:
    case = await cast.opens_case()
    about = await message(
        cast, purpose=Purpose.CASE, youth_id=None, staff_id=cast.mette, case_id=case.id
    )
    words = await cast.store.read(reactions_of(cast.world.house).repeat, about)
    assert words == "Sag 1 · sendt igen, fordi den forrige måske ikke nåede frem."


@pytest.mark.parametrize(
    "more",
    [
        {"purpose": Purpose.CARD},
        {"purpose": Purpose.CASE, "staff_id": None},
        {"purpose": Purpose.CASE, "staff_id": 1, "case_id": None},
    ],
)
async def test_other_repeats_need_no_words(cast: Cast, more: dict[str, object]) -> None:
    words = await cast.store.read(
        reactions_of(cast.world.house).repeat, await message(cast, **more)
    )
    assert words == ""


async def test_a_youth_who_cannot_be_reached_becomes_a_case(cast: Cast) -> None:
    reactions = reactions_of(cast.world.house)
    lost = [await message(cast), await message(cast)]
    for one in lost:
        await cast.store.write(reactions.unreachable, NOW, one, "blocked")
    assert (await cast.youth()).blocked_at == NOW
    found = await cast.store.read(cases.of_youth, cast.bo, still_open=True)
    assert [case.kind for case in found] == [CaseKind.UNREACHABLE]


async def test_a_youth_whom_nobody_is_owed_to_is_only_marked(cast: Cast) -> None:
    await cast.change_bo(status=YouthStatus.STOPPED.value, call_allowed=False)
    reactions = reactions_of(cast.world.house)
    await cast.store.write(reactions.unreachable, NOW, await message(cast), "blocked")
    assert (await cast.youth()).blocked_at == NOW
    assert await cast.store.read(cases.of_youth, cast.bo, still_open=True) == []


async def test_staff_who_cannot_be_reached_let_their_cases_go_on(cast: Cast) -> None:
    case = await cast.opens_case()
    assert case.escalate_at is not None
    assert case.escalate_at > NOW
    gone = await message(cast, youth_id=None, staff_id=cast.mette)
    await cast.store.write(reactions_of(cast.world.house).unreachable, NOW, gone, "blocked")
    assert (await cast.case(case)).escalate_at == NOW
    mette = await cast.store.read(staff.get, cast.mette)
    assert mette is not None
    assert mette.blocked_at == NOW


@pytest.mark.parametrize(
    "nobody", [{"youth_id": 1}, {"youth_id": None, "staff_id": 1}, {"youth_id": None}]
)
async def test_a_message_to_nobody_we_know_changes_nothing(
    cast: Cast, nobody: dict[str, object]
) -> None:
    reactions = reactions_of(cast.world.house)
    lost = await message(cast, **nobody)
    await cast.store.write(reactions.unreachable, NOW, lost, "blocked")
    await cast.store.write(reactions.tell_staff, NOW, lost)
    assert await cast.messages(cast.mette) == []


@pytest.mark.parametrize("with_case", [False, True])
async def test_an_answer_that_may_be_lost_is_told_with_its_case(
    cast: Cast, with_case: bool
) -> None:
    case = await cast.opens_case() if with_case else None
    unclear = await message(cast, case_id=case.id if case else None)
    for _ in range(2):
        await cast.store.write(reactions_of(cast.world.house).tell_staff, NOW, unclear)
    told = await cast.messages(cast.mette)
    number = case.number if case else NO_NUMBER
    words = cast.world.house.texts.say("da", Key.ANSWER_UNKNOWN, nummer=number)
    assert told[-1] == words
    assert told.count(words) == 1


async def test_an_answer_from_the_page_that_was_refused_is_told_too(cast: Cast) -> None:
    case = await cast.opens_case()
    refused = await message(cast, case_id=case.id)
    for _ in range(2):
        await cast.store.write(reactions_of(cast.world.house).not_sent, NOW, refused)
    told = await cast.messages(cast.mette)
    assert told[-1] == "Sag 1: dit svar er ikke sendt. Ring, eller skriv igen."
    assert told.count(told[-1]) == 1
