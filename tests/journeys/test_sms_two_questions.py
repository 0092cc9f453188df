"""*NEJ* by SMS to one question is never read as *nej* to danger, and a *ja* to danger is heard."""

from __future__ import annotations

from datetime import timedelta

import pytest

from content.areas.sms import SmsKey
from domain.case import Case, CaseKind
from domain.checkin import CheckInState
from domain.message import Body, OutboxState, Purpose, Road
from services.queue_message import Outgoing, Recipient, queue_message
from storage import checkins, outbox, replies
from storage.tx import Tx
from tests.journeys.conftest import MakeTown
from tests.journeys.test_sms import amal, amal_by_sms, open_cases
from tests.journeys.town import DANGER, Town, texts
from tests.sms_phone import SmsPhone

ASKED_AT = "2026-03-03 14:00"
NEAR, LATER = "2026-03-03 14:05", "2026-03-03 14:30"
NO_ANSWER = "har skrevet efter hjælpekortet, men ikke svaret på, om der er fare nu"


async def cries(town: Town, phone: SmsPhone, wall: str) -> Case:
    """Let Amal cry by SMS at that hour, some time after being asked how things are."""
    await town.until(wall)
    card = (await phone.write(DANGER))[-1]
    assert card.endswith("Er du i fare lige nu? Svar JA eller NEJ.")
    (case,) = [one for one in await open_cases(town) if one.kind is CaseKind.CRISIS]
    return case


async def asked_after_the_card(town: Town) -> None:
    """Let the question of the check-in leave once more, after the card: it was on its way."""
    youth, now = await amal(town), town.clock.now()
    (asked,) = await town.read(checkins.latest_of, youth.id, 9)
    to = Recipient.by_road(youth, Road.SMS)
    assert to is not None

    def plant(tx: Tx) -> None:
        new = Outgoing(
            to=to,
            purpose=Purpose.THANKS,
            wording=SmsKey.CHECKIN,
            body=Body("?"),
            dedupe="planted",
            due_at=now,
            checkin_id=asked.id,
        )
        number = queue_message(tx, now, new)
        outbox.move(tx, [number or 0], OutboxState.SENDING, ready_at=None)
        outbox.mark_sent(tx, now + timedelta(seconds=1), [(number or 0, None)])

    await town.app.world.store.write(plant)


@pytest.mark.parametrize("crossed", [False, True])
async def test_a_no_that_may_be_meant_for_something_else_is_no_answer_to_danger(
    make_town: MakeTown, *, crossed: bool
) -> None:
    async with amal_by_sms(make_town) as (town, phone):
        case = await cries(town, phone, LATER if crossed else NEAR)
        if crossed:
            await asked_after_the_card(town)
        assert await phone.write("NEJ") == ["Det er gemt og sendt videre."]
        assert "card_answer" not in await town.story(case)
        youth = await amal(town)
        (asked,) = await town.read(checkins.latest_of, youth.id, 9)
        assert asked.state is not CheckInState.DONE, "nor to how things are"
        assert (await town.read(replies.latest_of, youth.id, 9))[0].text == "NEJ", "a human reads"
        await town.wait(minutes=11)
        assert any(NO_ANSWER in text for text in texts(town.mentor))


async def test_a_yes_that_may_be_meant_for_something_else_is_danger(make_town: MakeTown) -> None:
    async with amal_by_sms(make_town) as (town, phone):
        case = await cries(town, phone, NEAR)
        (said,) = await phone.write("JA")
        assert said.startswith("Ring 112 nu.")
        assert "card_answer" in await town.story(case)


async def test_a_no_to_the_card_alone_is_its_answer(make_town: MakeTown) -> None:
    async with amal_by_sms(make_town) as (town, phone):
        case = await cries(town, phone, LATER)
        (said,) = await phone.write("NEJ")
        assert said.startswith("Tak.")
        assert "card_answer" in await town.story(case)
