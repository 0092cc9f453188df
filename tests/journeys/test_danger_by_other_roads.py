"""*Fare nu* reaches phones and mail as well, whatever Telegram takes."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.journeys.conftest import MakeTown
from tests.journeys.test_duty import LEADER_MAIL, LEADER_SMS, NIGHT, cry, town_with
from tests.journeys.town import DANGER, Town
from tests.second_roads import Gateway, MailBox, box, gateway

__all__ = ["box", "gateway"]

OPEN_IT = "\nÅbn Holdfast i Telegram, og ring nu."
NOW = f"RØD · sag 1 · fare nu{OPEN_IT}"
COUNTS_AS = f"RØD · sag 1 · regnes som fare nu{OPEN_IT}"


@pytest.fixture
async def town(make_town: MakeTown, box: MailBox, gateway: Gateway) -> AsyncIterator[Town]:
    async with town_with(make_town, box, gateway) as made:
        yield made


async def test_danger_now_reaches_a_phone_by_sms_while_telegram_takes_nothing(
    town: Town, box: MailBox, gateway: Gateway
) -> None:
    amal = await cry(town)
    town.sim.faults.on("sendMessage", times=100_000).answer(429, retry_after=30)
    await amal.tap("Ja")
    await town.app.intake.poll_once(0)
    await town.wait(seconds=5)

    assert gateway.to(LEADER_SMS)[1:] == [NOW]
    assert [one["Subject"] for one in box.to(LEADER_MAIL)][1:] == ["RØD · sag 1 · fare nu"]
    said = f"{gateway.sent}{[one.as_string() for one in box.to(LEADER_MAIL)]}"
    assert "Amal" not in said
    assert DANGER not in said


@pytest.mark.parametrize("silent", ["Vil ikke svare", ""])
async def test_no_answer_counts_as_danger_on_every_road_and_is_said_once(
    town: Town, gateway: Gateway, silent: str
) -> None:
    amal = await cry(town)
    if silent:
        await town.tap(amal, silent)
    await town.until(NIGHT.replace("02:14", "02:40"))

    assert gateway.to(LEADER_SMS).count(COUNTS_AS) == 1
    assert NOW not in gateway.to(LEADER_SMS)


async def test_a_no_to_danger_rings_nobody_again(town: Town, gateway: Gateway) -> None:
    amal = await cry(town)
    before = list(gateway.sent)
    await town.tap(amal, "Nej")

    assert gateway.sent == before
