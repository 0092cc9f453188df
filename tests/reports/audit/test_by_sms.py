"""The auditor sees what youths were sent by SMS, and what they were not."""

from __future__ import annotations

from typing import Any

import pytest

from domain.message import Purpose, Road
from domain.phone import chat_of_number
from reports.audit.verdict import Promise
from reports.audit.wire import Sent
from storage import tables
from storage.tx import Tx
from tests.reports.audit.plant import Plant, wall

BY_SMS: dict[str, Any] = {
    "road": Road.SMS,
    "address": "+4522334455",
    "wording": "youth.sms_checkin",
    "text": "Hej. Har du det okay? Svar JA eller NEJ.",
}
ASKED_AT = "02-17 14:00"
NUMBER = chat_of_number("+4522334455")


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


@pytest.mark.parametrize(
    "text", ["Hej Bo. Har du det okay?", "Husk Projekt RUN i dag.", "Ring 22 33 44 55."]
)
async def test_an_sms_that_names_the_youth_or_says_the_programme(plant: Plant, text: str) -> None:
    await plant.cast.change_bo(phone="+4522334455")
    await plant.says(ASKED_AT, Purpose.CARING, arrives=0, **{**BY_SMS, "text": text})
    assert await plant.broken() == {Promise.CONTENT_POOR}


async def test_an_sms_that_repeats_what_the_youth_wrote(plant: Plant) -> None:
    await plant.wrote("02-17 10:00", "jeg blev uvenner med min bror", read_at=wall("02-17 10:01"))
    said = {**BY_SMS, "text": "Hej. Jeg blev uvenner med min bror, skrev du."}
    await plant.says(ASKED_AT, Purpose.CARING, arrives=0, **said)
    assert Promise.CONTENT_POOR in await plant.broken()


def taken(number: int, *, chat_id: int = NUMBER) -> Sent:
    """Return what a gateway took, by the number of the row."""
    return Sent(chat_id=chat_id, message_id=number, at=wall(ASKED_AT), method="sms", text="Hej.")


async def test_what_a_gateway_took_is_a_row_and_what_a_row_says_was_sent_it_took(
    plant: Plant,
) -> None:
    await plant.cast.change_bo(phone="+4522334455")
    number = await plant.says(ASKED_AT, Purpose.CARING, arrives=0, **BY_SMS)
    plant.texts = [taken(number)]
    assert await plant.broken() == set()
    plant.texts = []
    assert await plant.broken() == {Promise.EXPLAINED}, "it was never taken"
    plant.texts = [taken(number), taken(4711)]
    assert await plant.broken() == {Promise.EXPLAINED}, "nobody queued it"
    plant.texts = [taken(number), taken(4711, chat_id=NUMBER - 1)]
    assert await plant.broken() == set(), "a stranger's of a week ago is forgotten"


async def test_the_soft_line_of_an_evening_asks_nothing_in_quiet_mode(plant: Plant) -> None:
    await plant.duty("try_yourself", "02-17 09:00")
    soft = {**BY_SMS, "wording": "youth.sms_soft", "text": "Hej. Vi ses, hvis du har lyst."}
    await plant.says(ASKED_AT, Purpose.CHECKIN, arrives=0, **soft)
    assert Promise.QUIET_MODE not in await plant.broken()
    await plant.says("02-18 14:00", Purpose.CHECKIN, arrives=0, **BY_SMS)
    assert Promise.QUIET_MODE in await plant.broken()


async def test_a_no_to_the_robot_is_none_to_sms(plant: Plant) -> None:
    await plant.did("decline_bot", "02-16 10:00")
    await plant.says(ASKED_AT, Purpose.CARING, arrives=0, **BY_SMS)
    assert await plant.broken() == set()
