"""Planted broken promises about how long a case may lie still, and who hears of it."""

from __future__ import annotations

from typing import Any

from domain.case import Case, CaseKind, CaseState, Outcome
from reports.audit.verdict import Promise
from tests.reports.audit.plant import Plant, wall
from tests.reports.audit.planted import breaks


async def told_of(plant: Plant, kind: CaseKind, at: str, until: str, **values: Any) -> Case:
    """Put a case there that opened at `at`, of which Mette was told, and that ends at `until`."""
    usual = {
        "state": CaseState.CLOSED,
        "closed_at": wall(until),
        "escalate_at": None,
        "outcome": Outcome.TALKED,
    }
    made = await plant.case(kind, at, {at: "opened"}, **{**usual, **values})
    await plant.told(made, at, plant.cast.mette)
    return made


@breaks(Promise.DECISION)
async def a_decision_that_nobody_made_and_nobody_heard_of(plant: Plant) -> None:
    await plant.duty("notify_decision", "02-17 10:00")


@breaks(Promise.CASE)
async def a_new_case_that_nobody_took_and_that_did_not_climb_in_four_hours(plant: Plant) -> None:
    case = await told_of(plant, CaseKind.CONTACT_DUE, "02-17 09:30", "02-17 14:30")
    await plant.noted(case, "02-17 14:00", "taken")
    await plant.noted(case, "02-17 14:30", "closed")


@breaks(Promise.CASE)
async def a_case_that_stayed_with_the_cover_for_two_days(plant: Plant) -> None:
    case = await told_of(plant, CaseKind.CONTACT_DUE, "02-17 09:30", "02-19 14:30")
    await plant.noted(case, "02-17 13:30", "climbed", step=1, round=0)
    await plant.told(case, "02-17 13:30", plant.cast.karl)
    await plant.noted(case, "02-19 14:00", "taken")
    await plant.noted(case, "02-19 14:30", "closed")


@breaks(Promise.CASE)
async def a_taken_case_without_an_outcome_for_three_days(plant: Plant) -> None:
    case = await told_of(plant, CaseKind.CONTACT_DUE, "02-17 09:30", "02-20 10:00")
    await plant.noted(case, "02-17 10:00", "taken")
    await plant.noted(case, "02-20 10:00", "closed")


@breaks(Promise.CASE)
async def a_try_in_an_hour_that_nobody_was_reminded_of(plant: Plant) -> None:
    case = await told_of(plant, CaseKind.CONTACT_DUE, "02-17 09:30", "02-17 14:30")
    await plant.noted(case, "02-17 10:00", "taken")
    await plant.noted(case, "02-17 10:30", "not_reached", again="hour")
    await plant.noted(case, "02-17 14:30", "closed")


@breaks(Promise.CASE)
async def an_open_case_that_says_that_it_moves_on_next_week(plant: Plant) -> None:
    case = await plant.case(
        CaseKind.CONTACT_DUE,
        "02-17 09:30",
        {"02-17 09:30": "opened"},
        escalate_at=wall("03-03 09:00"),
    )
    await plant.told(case, "02-17 09:30", plant.cast.mette)


async def red(plant: Plant, until: str) -> Case:
    """Put a cry there that everybody was told of at 11.14."""
    case = await told_of(plant, CaseKind.CRISIS, "02-18 11:14", until)
    await plant.told(case, "02-18 11:14", plant.cast.karl, plant.cast.anna)
    return case


@breaks(Promise.CASE)
async def a_red_case_that_nobody_took_and_that_rang_again_after_half_an_hour(plant: Plant) -> None:
    case = await red(plant, "02-18 12:00")
    await plant.noted(case, "02-18 11:44", "climbed", round=1, why="nobody_took_it")
    await plant.told(case, "02-18 11:44")
    await plant.noted(case, "02-18 11:50", "taken")
    await plant.noted(case, "02-18 12:00", "closed")


@breaks(Promise.CASE)
async def a_red_case_that_its_taker_had_for_two_hours(plant: Plant) -> None:
    case = await red(plant, "02-18 13:16")
    await plant.noted(case, "02-18 11:16", "taken")
    await plant.noted(case, "02-18 13:16", "closed")


@breaks(Promise.CASE)
async def a_rung_that_was_never_told(plant: Plant) -> None:
    case = await told_of(plant, CaseKind.CONTACT_DUE, "02-17 09:30", "02-17 14:30")
    await plant.noted(case, "02-17 13:30", "climbed", step=1, round=0)
    await plant.noted(case, "02-17 14:00", "taken")
    await plant.noted(case, "02-17 14:30", "closed")


@breaks(Promise.CASE)
async def a_rung_that_was_passed_over_for_the_one_below(plant: Plant) -> None:
    case = await told_of(plant, CaseKind.CONTACT_DUE, "02-17 09:30", "02-17 14:30")
    await plant.noted(case, "02-17 13:30", "climbed", step=1, round=0)
    await plant.told(case, "02-17 13:30", plant.cast.mette)
    await plant.noted(case, "02-17 14:00", "taken")
    await plant.noted(case, "02-17 14:30", "closed")
