"""A worker's answer: once, as human contact, and never further than what was shown."""

import asyncio
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.case import CaseState, Outcome
from domain.masking import mask
from domain.people import Actor
from services.access import Denied
from services.answer_word import (
    LONGEST,
    Answered,
    OutOfReach,
    Refused,
    Wrong,
    answer_word,
    clean,
    whats_wrong,
)
from services.mark_read import Read, mark_read
from services.page_link import Visit, spend
from services.reach import Reach
from services.read_page import Page, read_page
from tests.web.cast import Cast

HOUR = timedelta(hours=1)
EVERYTHING = 2**63 - 1


async def visit_of(cast: Cast, staff_id: int) -> Visit:
    token = await cast.link(staff_id)
    visit = await cast.store.write(
        spend, cast.clock.time, cast.world.house, token=token, session_token=f"cookie-{token}"
    )
    assert isinstance(visit, Visit)
    return visit


async def answer(
    cast: Cast, visit: Visit, text: str = "Hej", *, form: str = "form", up_to: int = EVERYTHING
) -> Answered | Refused | OutOfReach | Denied:
    return await cast.store.write(
        answer_word,
        visit.actor,
        cast.clock.time,
        cast.world.house,
        visit=visit,
        form_id=form,
        text=text,
        up_to=up_to,
    )


async def test_one_form_posted_many_times_at_once_sends_one_message(cast: Cast) -> None:
    visit = await visit_of(cast, cast.mette)
    results = await asyncio.gather(*(answer(cast, visit) for _ in range(6)))
    assert all(isinstance(result, Answered) for result in results)
    assert await cast.messages(cast.bo) == ["Hej\n\nMette"]


async def test_whoever_writes_signs(cast: Cast) -> None:
    for person in (cast.karl, cast.anna):
        await answer(cast, await visit_of(cast, person), form=f"form-{person}")
    assert await cast.messages(cast.bo) == ["Hej\n\nKarl", "Hej\n\nAnna"]


async def test_braces_in_an_answer_are_only_braces(cast: Cast) -> None:
    await answer(cast, await visit_of(cast, cast.mette), "{navn} {0} {{x}}")
    assert await cast.messages(cast.bo) == ["{navn} {0} {{x}}\n\nMette"]


async def test_the_sender_is_woken_and_the_answer_belongs_to_the_case(
    cast: Cast, wakes: list[str]
) -> None:
    case = await cast.opens_case()
    token = await cast.link(case=case)
    visit = await cast.store.write(
        spend, cast.clock.time, cast.world.house, token=token, session_token="cookie"
    )
    assert isinstance(visit, Visit)
    wakes.clear()
    result = await answer(cast, visit)
    assert isinstance(result, Answered)
    assert result.read == Read(0, (case.number,), newer=False)
    assert "outbox" in wakes


async def test_an_answer_within_72_hours_of_a_word_is_human_contact(cast: Cast) -> None:
    await cast.says("Hej", ago=71 * HOUR)
    await answer(cast, await visit_of(cast, cast.mette))
    youth = await cast.youth()
    assert youth.last_human_contact_at == cast.clock.time
    assert youth.last_staff_message_at == cast.clock.time


async def test_an_answer_to_nothing_waits_for_the_youth_to_be_contact(cast: Cast) -> None:
    before = (await cast.youth()).last_human_contact_at
    await answer(cast, await visit_of(cast, cast.mette))
    youth = await cast.youth()
    assert youth.last_human_contact_at == before
    assert youth.last_staff_message_at == cast.clock.time


async def test_what_was_not_shown_stays_unread_and_its_case_open(cast: Cast) -> None:
    shown = await cast.says("Vist")
    case = await cast.opens_case()
    await cast.says("Ikke vist", ago=timedelta(0))
    result = await answer(cast, await visit_of(cast, cast.mette), up_to=shown)
    assert isinstance(result, Answered)
    assert result.read == Read(1, (), newer=True)
    assert (await cast.case(case)).state is CaseState.OPEN
    assert [reply.read_at is None for reply in await cast.replies()] == [True, False]


async def test_marking_as_read_twice_does_no_more_than_once(cast: Cast) -> None:
    up_to = await cast.says("Hej")
    case = await cast.opens_case()
    visit = await visit_of(cast, cast.mette)
    reads = [
        await cast.store.write(
            mark_read, visit.actor, cast.clock.time, cast.world.house, visit=visit, up_to=up_to
        )
        for _ in range(2)
    ]
    assert reads == [Read(1, (case.number,), newer=False), Read(0, (), newer=False)]
    assert (await cast.case(case)).outcome is Outcome.READ


async def test_a_refused_text_changes_nothing(cast: Cast) -> None:
    up_to = await cast.says("Hej")
    case = await cast.opens_case()
    visit = await visit_of(cast, cast.mette)
    assert await answer(cast, visit, " ", up_to=up_to) == Refused(Wrong.EMPTY, 0)
    assert (await cast.case(case)).state is CaseState.OPEN
    assert (await cast.youth()).last_staff_message_at is None


@pytest.mark.parametrize(
    ("status", "call", "reach"),
    [
        ("stopped", True, Reach.STOPPED_CALL),
        ("stopped", False, Reach.STOPPED_NO_CALL),
        ("asked", None, Reach.NOT_WITH_US),
        ("underage", None, Reach.NOT_WITH_US),
        ("ended", None, Reach.NOT_WITH_US),
    ],
)
async def test_nothing_is_queued_for_who_cannot_be_reached(
    cast: Cast, status: str, call: bool | None, reach: Reach
) -> None:
    await cast.change_bo(status=status, call_allowed=call)
    assert await answer(cast, await visit_of(cast, cast.mette)) == OutOfReach(reach)
    assert await cast.messages(cast.bo) == []


async def test_a_red_case_stops_the_robot_and_no_human(cast: Cast) -> None:
    await cast.change_bo(held_at=cast.clock.time, paused_until=cast.clock.time + HOUR)
    assert isinstance(await answer(cast, await visit_of(cast, cast.mette)), Answered)


async def test_who_lost_the_youth_may_neither_read_write_nor_mark(cast: Cast) -> None:
    visit = await visit_of(cast, cast.mette)
    await cast.says("Hej")
    await cast.change_bo(mentor_id=cast.ulla)
    now, house = cast.clock.time, cast.world.house
    assert isinstance(await answer(cast, visit), Denied)
    shown = await cast.store.write(read_page, visit.actor, now, house, visit=visit)
    marked = await cast.store.write(mark_read, visit.actor, now, house, visit=visit, up_to=1)
    assert isinstance(shown, Denied)
    assert isinstance(marked, Denied)
    assert [reply.read_at for reply in await cast.replies()] == [None]


async def test_the_page_reaches_as_far_as_its_newest_reply(cast: Cast) -> None:
    await cast.says("Først", ago=2 * HOUR)
    newest = await cast.says("Sidst")
    visit = await visit_of(cast, cast.anna)
    page = await cast.store.write(
        read_page, Actor.staff(cast.anna), cast.clock.time, cast.world.house, visit=visit
    )
    assert isinstance(page, Page)
    assert page.up_to == newest
    assert page.reader.first_name == "Anna"
    assert [said.reply.text for said in page.said] == ["Sidst", "Først"]


@given(st.text())
def test_what_may_be_sent_is_seen_short_and_without_a_cpr_number(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert "\r" not in cleaned
    if whats_wrong(cleaned) is None:
        assert 0 < len(cleaned) <= LONGEST
        assert mask(cleaned) == cleaned
    else:
        assert not cleaned or not cleaned.isalpha() or len(cleaned) > LONGEST
