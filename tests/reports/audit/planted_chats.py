"""Planted broken promises about what reached whose chat, and what may have reached nobody."""

from __future__ import annotations

from domain.message import OutboxState, Purpose
from reports.audit.verdict import Promise
from storage import outbox
from storage.tx import Tx
from tests.reports.audit.plant import Plant, wall
from tests.reports.audit.planted import breaks
from tests.web.cast import SITE_CHAT


@breaks(Promise.EXPLAINED)
async def a_message_that_went_to_another_chat(plant: Plant) -> None:
    await plant.says("02-17 16:00", Purpose.CARING, silent=True)
    await plant.says("02-18 16:00", Purpose.CARING, silent=True, chat_id=SITE_CHAT + 3)


@breaks(Promise.EXPLAINED)
async def a_message_that_went_to_the_phone_they_had_before(plant: Plant) -> None:
    await plant.says("02-16 16:00", Purpose.CARING, silent=True, chat_id=99_001)
    await plant.did("open_invite", "02-17 12:00")
    await plant.says("02-17 16:00", Purpose.CARING, silent=True)
    await plant.says("02-18 16:00", Purpose.CARING, silent=True, chat_id=99_001)


@breaks(Promise.EXPLAINED)
async def a_message_that_another_had_while_they_had_their_first_phone(plant: Plant) -> None:
    for day, chat in (("16", 99_001), ("17", 99_001), ("18", 99_002)):
        await plant.says(f"02-{day} 16:00", Purpose.CARING, silent=True, chat_id=chat)
    await plant.did("open_invite", "02-19 12:00")


@breaks(Promise.EXPLAINED)
async def news_for_the_worker_in_a_colleagues_chat(plant: Plant) -> None:
    await plant.connected(plant.cast.mette, "02-16 10:00")
    news = "Der er en ny sag"
    await plant.says("02-17 10:00", Purpose.NOTICE, to=plant.cast.mette, text=news)
    await plant.says(
        "02-18 10:00", Purpose.NOTICE, to=plant.cast.mette, text=news, chat_id=SITE_CHAT + 1
    )


@breaks(Promise.PLANNED)
async def a_question_that_may_not_have_arrived_and_that_nobody_looks_after(plant: Plant) -> None:
    await unclear(plant, next_at=None)


@breaks(Promise.PLANNED)
async def a_question_that_may_not_have_arrived_and_whose_time_was_missed(plant: Plant) -> None:
    await unclear(plant, next_at=wall("02-18 14:00"))


async def unclear(plant: Plant, **question: object) -> None:
    """Let it be unclear whether a question arrived that is open still."""
    checkin = await plant.question("02-17 14:00", **{"state": "open", **question})
    await plant.became("02-17 14:00", "sent", checkin_id=checkin)
    number = await plant.says("02-17 14:00", checkin_id=checkin, sent=False, arrives=0)
    await plant.cast.store.write(_unclear, number)


def _unclear(tx: Tx, number: int) -> None:
    outbox.move(tx, [number], OutboxState.SENDING, ready_at=None)
    outbox.move(tx, [number], OutboxState.UNKNOWN, reason="no answer", ready_at=None)
