"""When a human owes contact, where nothing is amiss: what fulfils it, moves it and covers it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from domain.case import CaseKind
from domain.message import Purpose
from domain.people import Actor
from domain.talk import Report, TalkWay
from reports.audit.grounds import Outage
from reports.audit.verdict import Promise
from services.earlier_talk import note_earlier_talk
from storage import youths
from storage.tx import Tx
from tests.reports.audit.plant import UNTIL, Plant, wall
from tests.reports.audit.planted_contact import last_talked


async def test_a_case_that_stood_when_contact_was_due_until_the_talk_is_enough(
    plant: Plant,
) -> None:
    await last_talked(plant, "02-11 14:00", again=wall("02-19 13:00"))
    await plant.closed(CaseKind.CONTACT_DUE, "02-18 14:00", "02-19 13:00")
    assert await plant.broken() == set()


async def test_words_in_both_directions_are_contact(plant: Plant) -> None:
    await last_talked(plant, "02-11 10:00")
    await plant.says("02-17 09:00", Purpose.ANSWER, text="Hvordan går det?")
    await plant.wrote("02-18 09:30", read_at=wall("02-18 09:31"))
    assert await plant.broken() == set()


async def test_words_four_days_apart_are_not(plant: Plant) -> None:
    await last_talked(plant, "02-11 10:00")
    await plant.says("02-14 09:00", Purpose.ANSWER, text="Hvordan går det?")
    await plant.wrote("02-18 09:30", read_at=wall("02-18 09:31"))
    assert await plant.broken() == {Promise.NEXT_CONTACT}


async def test_a_day_that_was_promised_later_than_usual_stands(plant: Plant) -> None:
    await last_talked(plant, "02-11 10:00", promised=wall("02-24 12:00"))
    assert await plant.broken() == set()


async def test_a_time_that_the_youth_chose_for_the_call_stands(plant: Plant) -> None:
    await last_talked(plant, "02-11 10:00")
    await plant.talk(
        wall("02-18 09:00"), TalkWay.ANNOUNCED, next_contact_at=UNTIL - timedelta(hours=1)
    )
    assert await plant.broken() == set()


async def test_a_talk_at_an_evening_is_contact(plant: Plant) -> None:
    await last_talked(plant, "02-11 10:00")
    at = wall("02-17 19:00").isoformat()
    await plant.did("talked_there", "02-17 20:00", actor="staff:1", talked_at=at)
    assert await plant.broken() == set()


async def test_a_pause_puts_it_off(plant: Plant) -> None:
    await last_talked(plant, "02-11 10:00")
    until = int(wall("02-24 11:55").timestamp() * 1000)
    await plant.did("pause", "02-15 10:00", until=until)
    assert await plant.broken() == set()


async def test_a_time_chosen_after_a_missed_call_stands(plant: Plant) -> None:
    await last_talked(plant, "02-11 10:00")
    await plant.talk(
        wall("02-18 09:00"), TalkWay.TRIED, next_contact_at=UNTIL - timedelta(hours=1)
    )
    assert await plant.broken() == set()


async def test_who_wants_no_call_is_owed_none(plant: Plant) -> None:
    await last_talked(plant, "02-11 10:00")
    await plant.did("stop", "02-15 10:00")
    await plant.did("refuse_calls", "02-15 10:01")
    await plant.cast.change_bo(status="stopped", call_allowed=False)
    assert await plant.broken() == set()


async def test_an_outage_lets_the_case_come_as_much_later(plant: Plant) -> None:
    await last_talked(plant, "02-10 10:00", again=wall("02-19 13:00"))
    await plant.closed(CaseKind.CONTACT_DUE, "02-18 15:00", "02-19 13:00")
    assert await plant.broken() == {Promise.NEXT_CONTACT}
    plant.outages.append(Outage(wall("02-17 09:00"), wall("02-18 15:00")))
    assert await plant.broken() == set()


async def test_a_talk_that_is_noted_days_later_counts_from_its_own_day(plant: Plant) -> None:
    await last_talked(plant, "02-11 10:00", again=wall("02-12 13:30"))
    assert await plant.broken() == {Promise.NEXT_CONTACT}

    def note(tx: Tx) -> None:
        youth = youths.get(tx, plant.cast.bo)
        assert youth is not None
        youth = replace(youth, last_human_contact_at=wall("02-12 13:30"), next_contact_at=None)
        by, house = Actor.staff(plant.cast.mette), plant.cast.world.house
        report = Report(way=TalkWay.CALLED, back=6)
        note_earlier_talk(tx, by, UNTIL, house, youth, report)

    await plant.cast.store.write(note)
    assert await plant.broken() == set()
