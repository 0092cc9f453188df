"""A blocked bot or a vanished chat: a human learns of it at once, and nobody is lost."""

from __future__ import annotations

import pytest

from domain.case import CaseKind, CaseState
from domain.checkin import CheckInState
from domain.reply import ReplyKind
from storage.tables import occurrence, outbox
from tests.journeys.town import DANGER, Town, at, labels, said_after, texts

REACH = "kan ikke nås her"


async def test_blocking_opens_a_case_at_once_and_is_no_sign_of_life(any_town: Town) -> None:
    amal = await any_town.enrol("Amal")
    before = (await any_town.youth(amal)).last_sign_of_life_at
    await any_town.until("2026-03-03 14:00")
    await amal.block()
    await any_town.settle()
    youth = await any_town.youth(amal)
    assert youth.blocked_at == any_town.clock.now()
    assert youth.last_sign_of_life_at == before
    assert await any_town.kinds(amal) == [CaseKind.UNREACHABLE]
    assert REACH in texts(any_town.mentor)[-1]
    assert [one.state for one in await any_town.checkins(amal)] == [CheckInState.CANCELLED]
    await any_town.until("2026-03-05 13:00")
    rows = await any_town.rows(occurrence, what="skipped")
    assert [row["reason"] for row in rows] == ["blocked"]


async def test_a_refused_message_tells_the_same(any_town: Town) -> None:
    amal = await any_town.enrol("Amal")
    await amal.delete_account()  # Telegram tells nobody
    await any_town.until("2026-03-03 13:59")
    assert await any_town.cases(amal) == []
    await any_town.until("2026-03-03 14:00")
    assert await any_town.kinds(amal) == [CaseKind.UNREACHABLE]
    rows = await any_town.rows(outbox, purpose="checkin")
    assert [row["state"] for row in rows] == ["refused"]


async def test_both_ways_of_learning_it_are_one_case(any_town: Town) -> None:
    amal = await any_town.enrol("Amal")
    await any_town.until("2026-03-03 13:59")
    await amal.block()
    any_town.clock.advance_to(at("2026-03-03 14:00"))
    await any_town.app.engine.until_idle()  # the question is refused before the news is read
    assert await any_town.kinds(amal) == [CaseKind.UNREACHABLE]
    await any_town.settle()
    assert [case.kind for case in await any_town.cases(amal)] == [CaseKind.UNREACHABLE]
    assert sum(REACH in text for text in texts(any_town.mentor)) == 1


async def test_unblocking_is_told_and_is_no_sign_of_life(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    before = (await small_town.youth(amal)).last_sign_of_life_at
    await small_town.wait(hours=1)
    await amal.block()
    await small_town.settle()
    mark = amal.mark
    await amal.unblock()
    await small_town.settle()
    youth = await small_town.youth(amal)
    assert (youth.blocked_at, youth.last_sign_of_life_at) == (None, before)
    assert said_after(amal, mark) == ["Godt at se dig."], "and nothing else"
    assert texts(small_town.mentor)[-1] == "En af dine unge er tilbage."
    assert await small_town.kinds(amal) == [CaseKind.UNREACHABLE], "a human still calls"
    await small_town.until("2026-03-03 14:00")
    assert "ugens tre" in amal.last.text


async def test_who_comes_back_by_writing_is_heard(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    await amal.block()
    await small_town.settle()
    await amal.start()
    await small_town.settle()
    assert amal.last.text.startswith("Hej Amal. Du er med.")
    await small_town.write(amal, "jeg er her igen")
    assert [reply.kind for reply in await small_town.replies(amal)] == [ReplyKind.WORD]


async def test_a_talk_answers_that_nobody_could_be_reached(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    await amal.block()
    await small_town.settle()
    await small_town.talk(small_town.mentor, how="Mødtes")
    assert await small_town.cases(amal, still_open=True) == []
    assert (await small_town.youth(amal)).blocked_at is not None


async def test_who_has_said_no_to_calls_may_block_in_peace(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.write(amal, "/stop")
    await small_town.tap(amal, "Nej tak")
    await amal.block()
    await small_town.settle()
    assert await small_town.cases(amal) == []


async def test_who_has_not_said_yes_may_block_in_peace(small_town: Town) -> None:
    amal = await small_town.asked("Amal")
    await amal.block()
    await small_town.settle()
    assert await small_town.cases(amal) == []


@pytest.mark.parametrize("gone", ["blocks", "vanishes"])
async def test_a_case_passes_over_a_worker_who_is_gone(any_town: Town, gone: str) -> None:
    amal = await any_town.enrol("Amal")
    if gone == "blocks":
        await any_town.mentor.block()
    else:
        await any_town.mentor.delete_account()
    await any_town.settle()
    await any_town.write(amal, "hej")
    assert "ny besked" in texts(any_town.cover)[-1], "at once"
    assert "ny besked" not in " ".join(texts(any_town.mentor))
    case = await any_town.case(amal, CaseKind.WORD)
    assert case.step == 1


async def test_cases_that_wait_for_a_worker_climb_when_the_worker_blocks(
    any_town: Town,
) -> None:
    amal, bo = await any_town.enrol("Amal"), await any_town.enrol("Bo")
    await any_town.write(amal, "hej")  # told
    await any_town.write(bo, "hej")
    await any_town.tap(any_town.mentor, "Jeg tager den")  # Bo's is taken
    await any_town.mentor.block()
    await any_town.settle()
    assert [await any_town.kinds(one) for one in (amal, bo)] == [[CaseKind.WORD]] * 2
    assert sum("ny besked" in text for text in texts(any_town.cover)) == 2
    assert (await any_town.cases(bo))[0].state is CaseState.OPEN


async def test_a_case_that_its_lost_taker_wanted_to_try_again_climbs_too(
    any_town: Town,
) -> None:
    amal = await any_town.enrol("Amal")
    await any_town.tap(amal, "📞 Ring til mig")
    for label in ("Jeg tager den", "Ikke fat i, prøver igen", "I morgen tidlig"):
        await any_town.tap(any_town.mentor, label)
    await any_town.mentor.block()
    await any_town.settle()
    assert "vil gerne ringes op" in texts(any_town.cover)[-1]
    assert (await any_town.cases(amal))[0].taken_by is None


async def test_when_the_top_is_gone_those_below_are_told_again(any_town: Town) -> None:
    amal = await any_town.enrol("Amal")
    await any_town.coordinator.delete_account()
    await any_town.write(amal, "hej")
    await any_town.until("2026-03-03 14:00")
    await any_town.until("2026-03-04 14:00")
    mark = any_town.mentor.mark
    await any_town.until("2026-03-05 14:00")
    assert any("ny besked" in text for text in said_after(any_town.mentor, mark))
    assert await any_town.kinds(amal) == [CaseKind.WORD]


async def test_when_nobody_can_be_written_to_the_case_stays_and_is_reported(
    any_town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    amal = await any_town.enrol("Amal")
    for phone in (any_town.mentor, any_town.cover, any_town.coordinator):
        await phone.block()
    await any_town.settle()
    await any_town.write(amal, DANGER)
    assert "Godt, at du siger til." in amal.last.text
    await any_town.wait(hours=1)
    case = await any_town.case(amal, CaseKind.CRISIS)
    assert (case.state, "nobody_at_all" in await any_town.story(case)) == (CaseState.OPEN, True)
    assert "nobody on the ladder" in caplog.text
    await any_town.cover.unblock()
    await any_town.settle()
    await any_town.wait(minutes=16)
    assert "ny vigtig besked" in texts(any_town.cover)[-1], "whoever is back is told"


async def test_news_of_a_youth_goes_to_the_cover_when_the_worker_is_gone(
    small_town: Town,
) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.mentor.block()
    await small_town.settle()
    await small_town.write(amal, "/stop")
    assert "har stoppet robotten" in texts(small_town.cover)[-1]
    assert labels(small_town.cover.last) == ["Åbn", "Jeg er bekymret"]
