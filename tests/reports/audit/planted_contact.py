"""Planted broken promises about the next contact, at every instant and not only at the last."""

from __future__ import annotations

from datetime import datetime, timedelta

from domain.case import CaseKind
from domain.people import YouthStatus
from domain.talk import TalkWay
from reports.audit.verdict import Promise
from storage import tables
from storage.tx import Tx
from tests.reports.audit.plant import UNTIL, Plant, wall
from tests.reports.audit.planted import breaks

AGAIN = UNTIL - timedelta(hours=1)


async def last_talked(
    plant: Plant, at: str, *, promised: datetime | None = None, again: datetime = AGAIN
) -> None:
    """Let the talk at `at` be the only one of these weeks until another one."""
    await plant.cast.store.write(_no_talks)
    await plant.talk(wall(at), next_contact_at=promised)
    await plant.talk(again)


def _no_talks(tx: Tx) -> None:
    tx.execute(tables.talk.delete().where(tables.talk.c.site_id == tx.site_id))


@breaks(Promise.NEXT_CONTACT)
async def a_youth_who_should_have_been_called(plant: Plant) -> None:
    await last_talked(plant, "02-11 10:00")


@breaks(Promise.NEXT_CONTACT)
async def a_case_that_came_three_days_late_and_is_closed(plant: Plant) -> None:
    await last_talked(plant, "02-10 10:00", again=wall("02-20 13:00"))
    await plant.closed(CaseKind.CONTACT_DUE, "02-20 10:00", "02-20 13:00")


@breaks(Promise.NEXT_CONTACT)
async def a_case_that_was_closed_without_a_talk_and_not_opened_again(plant: Plant) -> None:
    await last_talked(plant, "02-10 10:00")
    await plant.closed(CaseKind.CONTACT_DUE, "02-17 10:00", "02-18 09:00")


@breaks(Promise.NEXT_CONTACT)
async def a_promised_day_that_passed(plant: Plant) -> None:
    await last_talked(plant, "02-16 10:00", promised=wall("02-18 10:00"))


@breaks(Promise.NEXT_CONTACT)
async def a_pause_that_swallowed_a_promised_day(plant: Plant) -> None:
    await last_talked(plant, "02-11 10:00", promised=wall("02-17 12:00"))
    await _paused_until_today(plant)


@breaks(Promise.NEXT_CONTACT)
async def a_pause_that_swallowed_the_call_for_which_the_youth_chose_a_time(plant: Plant) -> None:
    await last_talked(plant, "02-13 10:00")
    chosen = wall("02-18 10:00")
    await plant.talk(wall("02-14 10:00"), TalkWay.TRIED, next_contact_at=chosen)
    await _paused_until_today(plant)


async def _paused_until_today(plant: Plant) -> None:
    until = int(wall("02-24 11:55").timestamp() * 1000)
    await plant.did("pause", "02-15 10:00", until=until)


@breaks(Promise.NEXT_CONTACT)
async def a_pause_that_ended_and_nobody_called(plant: Plant) -> None:
    await last_talked(plant, "02-03 10:00")
    until = int(wall("02-18 08:00").timestamp() * 1000)
    await plant.did("pause", "02-05 10:00", until=until)


@breaks(Promise.NEXT_CONTACT)
async def a_tap_that_was_taken_for_a_talk(plant: Plant) -> None:
    await last_talked(plant, "02-11 10:00")
    await plant.talk(wall("02-18 09:00"), TalkWay.TRIED)
    await plant.cast.change_bo(last_human_contact_at=wall("02-18 09:00"))


@breaks(Promise.NEXT_CONTACT)
async def words_of_one_side_that_were_taken_for_a_talk(plant: Plant) -> None:
    await last_talked(plant, "02-11 10:00")
    await plant.wrote("02-17 10:00", read_at=wall("02-17 10:01"))


@breaks(Promise.NEXT_CONTACT)
async def an_interval_that_was_made_shorter_and_not_looked_at(plant: Plant) -> None:
    await last_talked(plant, "02-13 10:00")
    await plant.did("set_interval", "02-16 10:00", to=3, own=True)
    await plant.cast.change_bo(contact_interval_days=3)


@breaks(Promise.NEXT_CONTACT)
async def who_stopped_the_robot_and_may_be_called(plant: Plant) -> None:
    await last_talked(plant, "02-11 10:00")
    await plant.did("stop", "02-12 10:00")
    await plant.cast.change_bo(status=YouthStatus.STOPPED.value, call_allowed=True)
