"""A phone that answers every SMS has no endless talk with us, and a human hears of it."""

from __future__ import annotations

import pytest

from domain.case import CaseKind
from services.sms_spent import ANSWERS_A_DAY, YES_IN_ROW
from tests.journeys.conftest import MakeTown
from tests.journeys.test_sms import amal_by_sms, open_cases
from tests.journeys.town import DANGER, texts
from tests.sms_phone import SmsPhone, sms_town

ROUNDS = 40
CRIES = 10
SPENT = "robotten svarer nu kun på råb om hjælp"


async def loop(phone: SmsPhone, says: list[str], *, minutes: float = 0) -> int:
    """Let a phone answer whatever comes, as long as something comes; return how often it did."""
    for turn in range(ROUNDS):
        if not await phone.write(says[turn % len(says)]):
            return turn
        if minutes:
            await phone.town.wait(minutes=minutes)
    return ROUNDS


@pytest.mark.parametrize("says", [[DANGER], [DANGER, "NEJ"]])
async def test_a_machine_that_cries_back_is_answered_so_often_and_no_more(
    make_town: MakeTown, says: list[str]
) -> None:
    async with amal_by_sms(make_town) as (town, phone):
        turns = await loop(phone, says)

        assert turns <= 2 * ANSWERS_A_DAY + 1
        assert "ring 112" in phone.got[0]
        (case,) = [one for one in await open_cases(town) if one.kind is CaseKind.CRISIS]
        assert f"Sag {case.number} · mange SMS-svar" in " ".join(texts(town.coordinator))
        told = sum(SPENT in text for text in texts(town.coordinator))
        assert told == 1, "a human is told, once"


async def test_each_yes_to_danger_is_told_also_where_112_was_said_just_before(
    make_town: MakeTown,
) -> None:
    async with amal_by_sms(make_town) as (town, phone):
        assert await loop(phone, [DANGER, "JA"]) == 2 * YES_IN_ROW + 1
        yes = sum("har svaret ja til fare nu" in text for text in texts(town.coordinator))
        assert yes == YES_IN_ROW + 1


async def test_a_machine_that_says_yes_is_answered_so_often_and_its_worker_hears(
    make_town: MakeTown,
) -> None:
    async with amal_by_sms(make_town) as (town, phone):
        await town.until("2026-03-03 14:10")
        assert await loop(phone, ["ja"]) == ANSWERS_A_DAY
        assert "Fem SMS-svar på et døgn" in town.mentor.last.text

        (card,) = await phone.write(DANGER)
        assert "ring 112" in card, "numbers to call have room of their own"
        await town.until("2026-03-04 15:30")
        assert await phone.write("hej") != [], "a day later it is answered again"


async def test_a_stranger_who_cries_without_end_is_a_case_and_not_a_talk(
    make_town: MakeTown,
) -> None:
    async with make_town() as town, sms_town(town) as network:
        await town.hire()
        stranger = SmsPhone(town, network, "+4599887766")
        assert await loop(stranger, [DANGER]) <= ANSWERS_A_DAY + 1
        assert sum(SPENT in text for text in texts(town.coordinator)) == 1


async def test_a_stranger_who_cries_all_night_has_every_card_and_staff_hear_every_cry(
    make_town: MakeTown,
) -> None:
    async with make_town() as town, sms_town(town) as network:
        await town.hire()
        stranger = SmsPhone(town, network, "+4599887766")
        for _ in range(CRIES):
            (card,) = await stranger.write(DANGER)
            assert "112" in card
            await town.wait(minutes=31)
        heard = sum("Sag 1 · der er kommet mere" in text for text in texts(town.coordinator))
        assert heard == CRIES - 1


async def test_a_youth_who_cries_all_night_has_every_card(make_town: MakeTown) -> None:
    async with amal_by_sms(make_town) as (town, phone):
        await town.until("2026-03-03 22:00")
        for _ in range(CRIES):
            (card,) = await phone.write(DANGER)
            assert "112" in card
            await town.wait(minutes=31)
