"""A help card that Telegram or a gateway will not bring: staff hear of it at once, and call."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from content.keys import Key
from domain.case import CaseKind
from domain.message import Purpose
from services.say import Line, to_youth
from storage.tables import outbox
from tests.journeys.conftest import MakeTown
from tests.journeys.test_duty import LEADER_MAIL, LEADER_SMS, NIGHT, town_with
from tests.journeys.test_sms import amal_by_sms
from tests.journeys.town import DANGER, Town, texts
from tests.second_roads import Gateway, MailBox, box, gateway

__all__ = ["box", "gateway"]

FAILED = "hjælpekortet nåede ikke frem"


@pytest.fixture
async def town(make_town: MakeTown, box: MailBox, gateway: Gateway) -> AsyncIterator[Town]:
    async with town_with(make_town, box, gateway) as made:
        yield made


@pytest.mark.parametrize("code", [403, 400])
async def test_a_card_that_is_refused_rings_the_chain_by_every_road(
    town: Town, box: MailBox, gateway: Gateway, code: int
) -> None:
    amal = await town.enrol("Amal")
    await town.until(NIGHT)
    words = {403: "Forbidden: bot was blocked by the user", 400: "Bad Request: too bad"}[code]
    town.sim.faults.on("sendMessage", chat=amal.id).answer(code, description=words)
    await town.write(amal, DANGER)

    rows = await town.rows(outbox, purpose="card")
    assert [row["state"] for row in rows] == ["refused"]
    assert any(FAILED in text for text in texts(town.coordinator))
    assert f"RØD · sag 1 · {FAILED}" in " ".join(gateway.to(LEADER_SMS))
    assert f"RØD · sag 1 · {FAILED}" in [one["Subject"] for one in box.to(LEADER_MAIL)]
    assert not any("Amal" in text for text in texts(town.coordinator))
    assert [FAILED in text for text in (*texts(town.mentor), *texts(town.cover))].count(True) == 0
    assert len(gateway.to(LEADER_SMS)) == 2, "the alarm, and that the card failed"


async def test_it_stands_with_the_case_on_the_page_until_it_was_answered(
    small_town: Town,
) -> None:
    amal = await small_town.enrol("Amal")
    small_town.sim.faults.on("sendMessage", chat=amal.id).answer(400, description="too bad")
    await small_town.write(amal, DANGER)
    case = await small_town.case(amal, CaseKind.CRISIS)
    assert "card_failed" in await small_town.story(case)
    assert small_town.mentor.last.text.endswith(f"Sag 1 · {FAILED} · ring nu")
    async with small_town.page(small_town.mentor) as (_, shown):
        assert "Hjælpekortet nåede ikke frem i dag" in shown.text


async def test_the_page_says_how_many_messages_the_cry_kept_away(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.until("2026-03-03 14:00")  # the question stands in the chat
    youth, now = await small_town.youth(amal), small_town.clock.now()
    line = Line(
        purpose=Purpose.RECEIPT,
        key=Key.CLOSED,
        text="læst",
        dedupe="receipt:planted",
        due_at=now + timedelta(hours=2),
    )
    await small_town.app.world.store.write(to_youth, now, youth, line)
    await small_town.write(amal, DANGER)
    async with small_town.page(small_town.mentor) as (_, shown):
        assert "Beskeder fra robotten, der ikke sendes mere: 1" in shown.text


async def test_a_card_by_sms_that_the_gateway_refuses_rings_as_well(make_town: MakeTown) -> None:
    async with amal_by_sms(make_town) as (town, phone):
        phone.network.gateway.status = 400
        await phone.write(DANGER)
        phone.network.gateway.status = 200
        assert any(FAILED in text for text in texts(town.mentor))


async def test_a_card_to_a_stranger_that_is_refused_rings_the_coordinator(
    small_town: Town,
) -> None:
    stranger = small_town.sim.phone("Nogen")
    small_town.sim.faults.on("sendMessage", chat=stranger.id).answer(400, description="too bad")
    await stranger.write(DANGER)
    await small_town.settle()
    assert any(FAILED in text for text in texts(small_town.coordinator))
