"""What looks as if somebody got too little, or another's words, and is no broken promise."""

from __future__ import annotations

from typing import Any

from domain.message import Purpose
from domain.people import YouthStatus
from reports.audit.verdict import Promise
from reports.audit.wire import CRIED
from storage import audited
from tests.reports.audit.plant import STRANGER_CHAT, Plant, wall
from tests.reports.audit.planted_chats import unclear
from tests.reports.audit.planted_cries import cries, stranger_cries
from tests.web.cast import BO_CHAT, SITE_CHAT


async def test_a_stranger_who_got_card_and_human_at_once_is_no_breach(plant: Plant) -> None:
    plant.meant(CRIED, "02-24 12:00", chat_id=STRANGER_CHAT)
    await stranger_cries(plant, card="02-24 12:00", told="02-24 12:00")
    plant.meant(CRIED, "02-24 12:05", chat_id=STRANGER_CHAT)
    [case] = (await plant.cast.store.read(audited.cases, None, wall("02-16 00:00")))[0]
    await plant.noted(case, "02-24 12:05", "joined")
    await plant.told(case, "02-24 12:05")
    assert (await plant.look()).breaches == ()


async def test_a_card_for_a_stranger_that_is_known_to_have_failed_is_no_breach(
    plant: Plant,
) -> None:
    await stranger_cries(plant, told="02-24 12:00")
    [case] = (await plant.cast.store.read(audited.cases, None, wall("02-16 00:00")))[0]
    await plant.noted(case, "02-24 12:00", "card_failed")
    assert (await plant.look()).breaches == ()


async def test_a_cry_from_a_phone_that_was_given_up_is_a_strangers(plant: Plant) -> None:
    await plant.says("02-17 16:00", Purpose.CARING, silent=True, chat_id=99_001)
    await plant.did("open_invite", "02-18 12:00")
    await stranger_cries(plant, card="02-24 12:00", told="02-24 12:00", chat_id=99_001)
    assert (await plant.look()).breaches == ()


async def test_a_cry_from_a_chat_that_nobody_could_read_can_have_no_card(plant: Plant) -> None:
    await stranger_cries(plant, told="02-24 12:00", chat_id=0)
    assert (await plant.look()).breaches == ()


async def test_a_cry_of_somebody_who_never_said_yes_is_looked_at_like_any_other(
    plant: Plant,
) -> None:
    await plant.did("decline", "02-10 10:00")
    await plant.cast.change_bo(status=YouthStatus.DECLINED.value, accepted_at=None)
    await cries(plant, card="02-18 11:14", told="02-18 11:14")
    assert Promise.CARD not in await plant.broken()


async def test_an_unclear_question_with_its_reminder_ahead_is_looked_after(plant: Plant) -> None:
    await unclear(plant, next_at=wall("02-24 13:30"))
    assert (await plant.look()).breaches == ()


async def test_an_unclear_question_that_ran_out_is_over(plant: Plant) -> None:
    await unclear(plant, state="expired", next_at=None)
    assert (await plant.look()).breaches == ()


async def test_what_went_to_each_phone_in_its_time_is_no_breach(plant: Plant) -> None:
    old = 99_001
    await plant.connected(plant.cast.mette, "02-18 12:00")
    mettes: dict[str, Any] = {"to": plant.cast.mette, "text": "Der er en ny sag"}
    for at, chat in (("02-17", old), ("02-19", BO_CHAT)):
        await plant.says(f"{at} 16:00", Purpose.CARING, silent=True, chat_id=chat)
    for at, chat in (("02-17", old + 1), ("02-19", SITE_CHAT)):
        await plant.says(f"{at} 10:00", Purpose.NOTICE, chat_id=chat, **mettes)
    await plant.did("open_invite", "02-18 12:00")
    # What was in flight as the link was opened may stand in either.
    await plant.says("02-18 12:01", Purpose.NOTICE, dedupe="in:1", chat_id=old)
    assert (await plant.look()).breaches == ()
