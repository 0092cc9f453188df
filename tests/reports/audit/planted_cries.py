"""Planted broken promises about words of danger."""

from __future__ import annotations

from domain.case import CaseKind
from domain.message import Purpose
from domain.people import YouthStatus
from reports.audit.audit import emergency_words
from reports.audit.grounds import Outage
from reports.audit.verdict import Promise
from reports.audit.wire import ASKED_FOR_HELP, CRIED, STOPPED, Heard
from storage import tables
from storage.tx import Tx
from tests.reports.audit.plant import STRANGER_CHAT, Plant, wall
from tests.reports.audit.planted import breaks
from tests.web.cast import BO_CHAT, SITE_CHAT


async def cries(plant: Plant, *, card: str | None, told: str | None, case: bool = True) -> None:
    """Let Bo cry for help at 11.14, and say when the card came and everybody was told."""
    at = "02-18 11:14"
    await plant.wrote(at, level="crisis", read_at=wall("02-18 11:40"))
    if card is not None:
        await plant.says(card, Purpose.CARD, text="Ring 112")
    if case:
        red = await plant.closed(CaseKind.CRISIS, at, "02-18 11:40")
        if told is not None:
            await plant.told(red, told)


@breaks(Promise.CARD)
async def a_cry_without_a_card(plant: Plant) -> None:
    await cries(plant, card=None, told="02-18 11:14")


@breaks(Promise.CARD)
async def a_card_that_came_late(plant: Plant) -> None:
    await cries(plant, card="02-18 11:16", told="02-18 11:14")


@breaks(Promise.ALARM)
async def a_cry_that_nobody_heard_of(plant: Plant) -> None:
    await cries(plant, card="02-18 11:14", told=None)


@breaks(Promise.ALARM)
async def an_alarm_that_came_late(plant: Plant) -> None:
    await cries(plant, card="02-18 11:14", told="02-18 11:20")


@breaks(Promise.ALARM)
async def an_alarm_that_only_the_worker_got(plant: Plant) -> None:
    await cries(plant, card="02-18 11:14", told=None, case=False)
    red = await plant.closed(CaseKind.CRISIS, "02-18 11:14", "02-18 11:40")
    await plant.told(red, "02-18 11:14", plant.cast.mette)


@breaks(Promise.ALARM, Promise.READ)
async def a_cry_without_a_case(plant: Plant) -> None:
    await plant.wrote("02-18 02:14", level="crisis")
    await plant.says("02-18 02:14", Purpose.CARD, text="Ring 112")


@breaks(Promise.ALARM)
async def a_tap_on_help_that_nobody_heard_of(plant: Plant) -> None:
    await plant.says("02-18 11:14", Purpose.CARD, text="Ring 112")
    await plant.closed(CaseKind.CRISIS, "02-18 11:14", "02-18 11:40")


@breaks(Promise.CARD, Promise.ALARM)
async def a_cry_that_waited_until_storage_took_it(plant: Plant) -> None:
    await refused(plant, card=False)


@breaks(Promise.ALARM)
async def a_cry_of_which_nobody_heard_while_storage_refused(plant: Plant) -> None:
    await refused(plant, card=True)


async def refused(plant: Plant, *, card: bool, alarm: bool = False) -> None:
    """Let storage refuse from 11.10 to 12.40, and Bo cry at 11.14; what is kept is told after."""
    plant.outages.append(Outage(wall("02-18 11:10"), wall("02-18 12:40"), storage=True))
    number, taken = next(plant.numbers), wall("02-18 11:14")
    plant.heard.append(
        Heard(chat_id=BO_CHAT, update_id=1, at=taken, kind="message", message_id=number)
    )
    words = emergency_words(plant.cast.world.house)
    said = min(words)
    if card:
        plant.arrives(BO_CHAT, next(plant.numbers), taken, text=said)
    if alarm:
        plant.arrives(SITE_CHAT, next(plant.numbers), taken, text=said)
    await plant.wrote(
        "02-18 12:40", level="crisis", message_id=number, read_at=wall("02-18 13:00")
    )
    await plant.says("02-18 12:40", Purpose.CARD, text="Ring 112")
    red = await plant.closed(CaseKind.CRISIS, "02-18 12:40", "02-18 13:00")
    await plant.told(red, "02-18 12:40")


async def stranger_cries(
    plant: Plant, *, card: str | None = None, told: str | None, chat_id: int = STRANGER_CHAT
) -> None:
    """Let somebody whom nobody has enrolled cry for help today at 12.00; an hour later is now."""
    ladder = (plant.cast.anna,)
    red = await plant.case(CaseKind.UNKNOWN_SENDER, "02-24 12:00", youth_id=None, ladder=ladder)
    await plant.cast.store.write(_sent_by_stranger, red.id, chat_id)
    if card is not None:
        await plant.to_stranger(card, Purpose.CARD, text="Ring 112", chat_id=chat_id)
    if told is not None:
        await plant.told(red, told)


def _sent_by_stranger(tx: Tx, case_id: int, chat_id: int) -> None:
    lane = tx.lookup("chat", chat_id).hex()
    mine = tables.case_file.c.case_file_id == case_id
    values = {"episode": f"{lane}:unknown_sender", "sender_chat": b"sealed"}
    tx.execute(tables.case_file.update().where(mine).values(**values))


@breaks(Promise.ALARM)
async def a_strangers_cry_that_nobody_heard_of(plant: Plant) -> None:
    await stranger_cries(plant, card="02-24 12:00", told=None)


@breaks(Promise.CARD)
async def a_strangers_cry_without_a_card(plant: Plant) -> None:
    await stranger_cries(plant, told="02-24 12:00")


@breaks(Promise.CARD)
async def a_card_for_a_stranger_that_came_late(plant: Plant) -> None:
    await stranger_cries(plant, card="02-24 12:03", told="02-24 12:00")


@breaks(Promise.CARD)
async def a_strangers_card_that_another_stranger_got(plant: Plant) -> None:
    await stranger_cries(plant, told="02-24 12:00")
    await plant.to_stranger("02-24 12:00", Purpose.CARD, text="Ring 112", chat_id=4712)


@breaks(Promise.CARD, Promise.ALARM)
async def a_strangers_cry_that_was_taken_for_an_ordinary_word(plant: Plant) -> None:
    plant.meant(CRIED, "02-18 02:14", chat_id=STRANGER_CHAT)
    await plant.to_stranger("02-18 02:14", Purpose.NOTICE, text="Hej")


@breaks(Promise.CARD)
async def a_cry_of_somebody_who_had_said_no_without_a_card(plant: Plant) -> None:
    await plant.did("decline", "02-10 10:00")
    await plant.cast.change_bo(status=YouthStatus.DECLINED.value)
    await cries(plant, card=None, told="02-18 11:14")


@breaks(Promise.ALARM)
async def a_cry_after_the_end_of_which_nobody_heard(plant: Plant) -> None:
    await plant.did("end", "02-17 10:00", actor=f"staff:{plant.cast.mette}")
    await plant.cast.change_bo(status=YouthStatus.ENDED.value)
    await cries(plant, card="02-18 11:14", told=None)


@breaks(Promise.CARD, Promise.ALARM)
async def a_cry_that_was_taken_for_an_ordinary_word(plant: Plant) -> None:
    plant.meant(CRIED, "02-18 11:14")
    await plant.wrote("02-18 11:14", read_at=wall("02-18 11:15"))


@breaks(Promise.CARD, Promise.ALARM)
async def a_tap_on_help_of_which_nothing_came(plant: Plant) -> None:
    plant.meant(ASKED_FOR_HELP, "02-18 11:14")


@breaks(Promise.STOP)
async def a_stop_that_nobody_wrote_down(plant: Plant) -> None:
    plant.meant(STOPPED, "02-17 10:00")
    await plant.says("02-18 14:00", Purpose.CARING, silent=True)


@breaks(Promise.CARD, Promise.ALARM)
async def a_cry_that_was_taken_two_hours_after_telegram_had_it(plant: Plant) -> None:
    await cries_late(plant)


async def cries_late(plant: Plant) -> None:
    """Let Bo cry at 9.14, and the product take it from Telegram at 11.14."""
    await plant.wrote(
        "02-18 11:14", level="crisis", sent_at=wall("02-18 09:14"), read_at=wall("02-18 11:40")
    )
    await plant.says("02-18 11:14", Purpose.CARD, text="Ring 112")
    await plant.told(
        await plant.closed(CaseKind.CRISIS, "02-18 11:14", "02-18 11:40"), "02-18 11:14"
    )
