"""Cases and a worker's words, and the process killed at the steps that they take."""

from __future__ import annotations

import pytest

from domain.case import CaseKind
from domain.message import OutboxState, Purpose
from services.answer_word import Answered, answer_word
from services.page_link import Visit, spend
from services.read_page import Page, read_page
from tests.kills.product import Moment, Point
from tests.kills.scene import Scene
from tests.kills.test_words_of_danger import CASE, CRY, marks, new, newest

ANSWER = "Jeg ringer til dig i dag kl. 14."
UNCLEAR = "nåede måske ikke frem"


@pytest.mark.parametrize("moment", [Moment.BEFORE, Moment.AFTER])
async def test_a_case_climbs_once_whenever_we_die(house: Scene, moment: Moment) -> None:
    await house.amal.write(CRY)
    await house.settled()
    before = marks(house)
    house.pass_red_step()
    await house.dies(Point("climb_ladder", moment))
    account = await house.settled()

    account.check()
    assert account.cases == [CaseKind.CRISIS.value]
    told = [len(new(phone, before[phone.id], CASE)) for phone in house.staff]
    assert told == [1, 1, 1]


@pytest.mark.parametrize("moment", [Moment.BEFORE, Moment.UNWOKEN])
async def test_silence_becomes_one_case_whenever_we_die(house: Scene, moment: Moment) -> None:
    before = marks(house)
    house.until("2026-03-11 10:00")
    await house.dies(Point("reassess", moment))
    account = await house.settled()

    account.check()
    assert account.cases == [CaseKind.CONTACT_DUE.value]
    assert len(new(house.mentor, before[house.mentor.id], CASE)) == 1


@pytest.mark.parametrize("when", ["before", "accepted"])
async def test_a_workers_words_are_never_repeated_and_an_unclear_fate_is_told(
    house: Scene, when: str
) -> None:
    await house.amal.write("kan du ringe?")
    await house.settled()
    before = newest(house.amal)
    await answer(house)
    async with house.process() as running:
        fault = house.sim.faults.on("sendMessage", chat=house.amal.id)
        fault.kill(running.pid, when=when)
        await house.killed(running)
    account = await house.settled()

    account.check()
    assert account.count(OutboxState.UNKNOWN, Purpose.ANSWER) == 1
    arrived = 1 if when == "accepted" else 0
    assert len(new(house.amal, before, ANSWER)) == arrived
    assert UNCLEAR in house.mentor.last.text


async def answer(house: Scene) -> None:
    """Let the mentor answer on the page, and the process end before anything is sent."""
    async with house.again() as app:
        await house.mentor.tap("Åbn")
        await app.settle()
        token = house.mentor.last.text.rsplit("/", 1)[1]
        store, now = app.world.store, house.clock.now()
        visit = await store.write(
            spend, now, app.world.house, token=token, session_token="session"
        )
        assert isinstance(visit, Visit)
        page = await store.write(read_page, visit.actor, now, app.world.house, visit=visit)
        assert isinstance(page, Page)
        answered = await store.write(
            answer_word,
            visit.actor,
            now,
            app.world.house,
            visit=visit,
            form_id="form",
            text=ANSWER,
            up_to=page.up_to,
        )
    assert isinstance(answered, Answered)
