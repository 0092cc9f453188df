"""What the auditor asks of a red case: it lies still for no longer than an hour, taken or not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from domain.case import Case, CaseKind, CaseState, Level, Outcome
from reports.audit.verdict import Promise
from tests.reports.audit.plant import Plant, wall

TALKED = {
    "02-13 09:40": "opened",
    "02-13 09:50": "taken",
    "02-13 10:00": "talked",
    "02-16 09:50": "closed",
}


CLOSED: dict[str, Any] = {
    "state": CaseState.CLOSED,
    "closed_at": wall("02-18 11:50"),
    "escalate_at": None,
    "outcome": Outcome.TALKED,
}


async def ended(plant: Plant, story: Mapping[str, str], *, told: str = "", **values: Any) -> None:
    """Put a red case there that everybody was told of at once, with its story.

    `told` is when the others heard of a try.
    """
    first, last = min(story), max(story)
    red = await plant.case(
        CaseKind.CRISIS,
        first,
        story,
        state=CaseState.CLOSED,
        closed_at=wall(last),
        escalate_at=None,
        outcome=Outcome.TALKED,
        **values,
    )
    await plant.told(red, first)
    if told:
        await plant.noted(red, told, "tried_told")


async def test_a_red_case_that_was_parked_until_the_morning_is_named(plant: Plant) -> None:
    story = {
        "02-18 02:14": "opened",
        "02-18 02:20": "taken",
        "02-18 02:30": "not_reached",
        "02-18 08:00": "closed",
    }
    await ended(plant, story, told="02-18 02:30")
    assert await plant.broken() == {Promise.CASE}


async def test_a_try_of_which_nobody_else_heard_is_named(plant: Plant) -> None:
    story = {
        "02-18 11:14": "opened",
        "02-18 11:20": "taken",
        "02-18 11:30": "not_reached",
        "02-18 12:00": "closed",
    }
    await ended(plant, story)
    assert await plant.broken() == {Promise.CASE}


async def test_a_try_that_was_told_and_tried_again_within_the_hour_is_kept(plant: Plant) -> None:
    story = {
        "02-18 11:14": "opened",
        "02-18 11:20": "taken",
        "02-18 11:30": "not_reached",
        "02-18 12:30": "try_again",
        "02-18 12:50": "closed",
    }
    await ended(plant, story, told="02-18 11:30")
    assert await plant.broken() == set()


async def test_it_may_wait_for_its_follow_up_once_somebody_has_talked(plant: Plant) -> None:
    story = {
        "02-17 11:14": "opened",
        "02-17 11:20": "taken",
        "02-17 11:40": "talked",
        "02-18 11:40": "not_reached",
        "02-18 12:40": "closed",
    }
    await ended(plant, story)
    assert await plant.broken() == set()


async def test_what_it_was_before_it_was_red_again_is_not_held_to_the_hour(plant: Plant) -> None:
    red = await plant.case(CaseKind.CRISIS, "02-17 11:14", {"02-17 11:14": "opened"}, **CLOSED)
    await plant.told(red, "02-17 11:14")
    await plant.noted(red, "02-17 11:15", "taken")
    await plant.noted(red, "02-17 11:20", "card_answer", answer="mistake")
    await plant.noted(red, "02-18 11:15", "red_again")
    await plant.told(red, "02-18 11:15")
    await plant.noted(red, "02-18 11:19", "taken")
    await plant.noted(red, "02-18 11:50", "closed")
    assert await plant.broken() == set()


async def test_a_second_look_that_nobody_took_and_no_case_stands_for_is_named(
    plant: Plant,
) -> None:
    await ended(plant, TALKED, talked_at=wall("02-13 10:00"))
    await plant.did("set_interval", "02-13 10:30", to=28, own=True)
    met = {"contact_interval_days": 28, "reassess_at": wall("03-16 09:30")}
    await plant.cast.change_bo(last_human_contact_at=wall("02-16 09:30"), **met)
    assert await plant.broken() == {Promise.NEXT_CONTACT}
    await plant.cast.change_bo(paused_until=wall("03-16 09:00"))
    assert await plant.broken() == {Promise.NEXT_CONTACT}, "a pause excuses nobody"
    await plant.cast.change_bo(last_human_contact_at=wall("02-20 09:30"))
    assert await plant.broken() == set(), "somebody talked with them that day"


async def test_a_case_that_stood_for_the_second_look_is_enough(plant: Plant) -> None:
    await ended(plant, TALKED, talked_at=wall("02-13 10:00"))
    await plant.closed(CaseKind.CONTACT_DUE, "02-23 09:00", "02-23 10:00")
    await plant.cast.change_bo(last_human_contact_at=wall("02-16 09:30"))
    assert await plant.broken() == set()


@pytest.mark.parametrize(("what", "broken"), [("contact_due_too", 0), ("joined", 1)])
async def test_a_case_of_points_that_the_contact_joined_stands_for_it(
    plant: Plant, what: str, broken: int
) -> None:
    await ended(plant, TALKED, talked_at=wall("02-13 10:00"))
    await plant.case(CaseKind.ATTENTION, "02-19 09:00", {"02-20 09:00": what})
    await plant.cast.change_bo(last_human_contact_at=wall("02-16 09:30"))
    assert len(await plant.broken()) == broken


async def a_night(plant: Plant) -> Case:
    """Put a cry of a Wednesday night there that only Anna was told of."""
    concern = await plant.case(CaseKind.CRISIS, "02-18 02:14", **{**CLOSED, "level": Level.YELLOW})
    await plant.noted(concern, "02-18 02:14", "opened", level="red")
    await plant.told(concern, "02-18 02:14", plant.cast.anna)
    return concern


async def test_what_was_not_meant_so_at_night_reaches_the_worker_by_the_opening(
    plant: Plant,
) -> None:
    concern = await a_night(plant)
    await plant.noted(concern, "02-18 02:20", "card_answer", answer="mistake")
    await plant.noted(concern, "02-18 11:50", "closed")
    assert await plant.broken() == {Promise.ALARM}
    await plant.told(concern, "02-18 09:00", plant.cast.mette)
    assert await plant.broken() == set()


async def test_who_took_it_in_the_night_needs_nobody_to_be_told(plant: Plant) -> None:
    concern = await a_night(plant)
    await plant.noted(concern, "02-18 02:16", "taken")
    await plant.noted(concern, "02-18 02:20", "card_answer", answer="mistake")
    await plant.noted(concern, "02-18 11:50", "closed")
    assert await plant.broken() == set()


async def test_a_new_worker_who_did_not_hear_of_an_open_cry_is_named(plant: Plant) -> None:
    ended_at = {**CLOSED, "closed_at": wall("02-20 12:30")}
    red = await plant.case(CaseKind.CRISIS, "02-19 11:14", {"02-19 11:14": "opened"}, **ended_at)
    await plant.told(red, "02-19 11:14")
    await plant.noted(red, "02-19 11:20", "taken")
    await plant.noted(red, "02-19 11:40", "talked")
    await plant.noted(red, "02-19 11:50", "new_worker", to=plant.cast.ulla)
    await plant.noted(red, "02-20 12:30", "closed")
    assert await plant.broken() == {Promise.ALARM}
    await plant.told(red, "02-19 11:50", plant.cast.ulla)
    assert await plant.broken() == set()
