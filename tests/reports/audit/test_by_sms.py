"""The auditor sees what youths were sent by SMS, and what they were not."""

from __future__ import annotations

from typing import Any

from domain.message import Purpose, Road
from reports.audit.verdict import Promise
from storage import tables
from storage.tx import Tx
from tests.reports.audit.plant import Plant

BY_SMS: dict[str, Any] = {
    "road": Road.SMS,
    "address": "+4522334455",
    "wording": "youth.sms_checkin",
}
ASKED_AT = "02-17 14:00"


def _refused(tx: Tx, number: int) -> None:
    same = tables.outbox.c.outbox_id == number
    gone = {"state": "refused", "reason": "content", "ready_at": None}
    tx.execute(tables.outbox.update().where(same).values(**gone))


async def _refused_sms(plant: Plant) -> int:
    checkin = await plant.question(ASKED_AT, state="cancelled", asked=["sms"])
    number = await plant.says(ASKED_AT, checkin_id=checkin, arrives=0, sent=False, **BY_SMS)
    await plant.cast.store.write(_refused, number)
    await plant.became(ASKED_AT, "sent", checkin_id=checkin)
    return number


async def test_an_sms_that_was_refused_and_that_nobody_was_asked_to_say(plant: Plant) -> None:
    await _refused_sms(plant)
    assert await plant.broken() == {Promise.PLANNED}


async def test_an_sms_that_became_a_duty_breaks_nothing(plant: Plant) -> None:
    number = await _refused_sms(plant)
    await plant.duty("planned_contact", ASKED_AT, dedupe=f"sms:{number}")
    assert await plant.broken() == set()


async def test_an_sms_at_night(plant: Plant) -> None:
    await plant.says("02-17 23:30", Purpose.CARING, arrives=0, **BY_SMS)
    assert await plant.broken() == {Promise.QUIET_HOURS}


async def test_an_sms_in_the_day_makes_a_sound_and_breaks_nothing(plant: Plant) -> None:
    await plant.says(ASKED_AT, Purpose.CARING, arrives=0, **BY_SMS)
    assert await plant.broken() == set()
