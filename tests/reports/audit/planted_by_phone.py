"""Planted broken promises to who is with us by phone or SMS, and to who is asked nothing."""

from __future__ import annotations

from domain.agreement import Agreement
from domain.case import CaseKind
from domain.people import YouthStatus
from domain.task import TaskKind
from reports.audit.verdict import Promise
from storage import agreements, programmes
from storage.tx import Tx
from tests.reports.audit.plant import Plant, wall
from tests.reports.audit.planted import breaks
from tests.reports.audit.planted_plans import FILE

_WORDS = 'key = "words"'


async def all_off(plant: Plant, at: str) -> None:
    """Let Bo stop all that his programme asks; in it, the last question has a topic as well."""
    assert _WORDS in FILE, "the plain programme asks for words"
    text = FILE.replace(_WORDS, f'{_WORDS}\ntopic = "school"')
    version = await plant.cast.store.write(programmes.remember, wall(at), "projekt-run", text)
    await plant.cast.change_bo(programme_version_id=version)
    off = frozenset({"school", "cafe"})

    def save(tx: Tx) -> None:
        agreements.save(tx, wall(at), plant.cast.bo, Agreement(topics_off=off))

    await plant.cast.store.write(save)


@breaks(Promise.PLANNED)
async def passed_over_after_they_came_back_by_their_word(plant: Plant) -> None:
    await plant.did("accept_by_hand", "01-25 13:00")
    await plant.did("stop", "02-10 18:00")
    await plant.did("accept_by_hand", "02-16 10:00", actor=f"staff:{plant.cast.mette}")
    plant.passed_over.add("02-17 14:00")


@breaks(Promise.PLANNED)
async def passed_over_before_a_stop_by_sms_of_whoever_never_had_a_link(plant: Plant) -> None:
    await plant.did("stop", "02-19 18:00")
    await plant.did("accept", "02-20 10:00")
    plant.passed_over.add("02-17 14:00")


@breaks(Promise.PLANNED)
async def passed_over_before_whoever_met_the_robot_stopped(plant: Plant) -> None:
    await plant.did("open_invite", "02-16 09:00", actor="unknown:-")
    await plant.did("accept_bot", "02-16 10:00")
    await plant.did("stop", "02-19 18:00")
    await plant.did("accept", "02-20 10:00")
    plant.passed_over.add("02-17 14:00")


@breaks(Promise.STOP)
async def the_robot_asks_in_the_chat_of_whoever_said_no_to_it(plant: Plant) -> None:
    await plant.did("decline_bot", "02-16 10:00")
    await plant.asks("02-17 14:00")


@breaks(Promise.NOT_DROPPED)
async def nobodys_since_they_mended_their_age(plant: Plant) -> None:
    await plant.did("underage", "02-18 10:00")
    await plant.did("age_again", "02-18 10:01")
    await plant.closed(CaseKind.UNDERAGE, "02-18 10:00", "02-19 10:00")
    await plant.cast.change_bo(status=YouthStatus.ASKED.value, reassess_at=None)


@breaks(Promise.PLANNED)
async def asked_nothing_and_no_human_knows(plant: Plant) -> None:
    await all_off(plant, "02-18 10:00")


@breaks(Promise.PLANNED)
async def asked_nothing_again_and_no_human_knows(plant: Plant) -> None:
    ended = {"due_at": None, "done_at": wall("02-12 10:00"), "outcome": "youth_chose"}
    await plant.duty(TaskKind.ALL_OFF.value, "02-10 10:00", **ended)
    await all_off(plant, "02-18 10:00")
