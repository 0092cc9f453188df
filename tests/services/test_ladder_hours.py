"""A rung with hours of its own is told of yellow in them, and the next one outside them."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta

from domain.case import Case, CaseKind, Level
from domain.people import Actor
from domain.plan import LadderRung
from domain.step_hours import StepHours
from services.climb_ladder import climb_ladder
from services.raise_case import raise_case
from services.world import House, Programmes
from storage import cases
from tests.web.cast import Cast

ACTOR = Actor.system("test")
MORNINGS = StepHours(hours=(time(9), time(11)))
NEVER = StepHours(frozenset({6}))  # Sundays: nobody is at work


def house_with(cast: Cast, hours: dict[LadderRung, StepHours]) -> House:
    """Return the house of the cast whose ladder has these hours."""
    house = cast.world.house
    programme = replace(house.programmes.version(cast.version), step_hours=hours)
    known = Programmes({cast.version: programme}, house.programmes.newest)
    return replace(house, programmes=known)


async def opened(cast: Cast, house: House, kind: CaseKind = CaseKind.CONCERN) -> Case:
    """Return a case about Bo that opens on Tuesday at 13.00."""
    youth = await cast.youth()
    return await cast.store.write(
        raise_case, ACTOR, cast.clock.time, house, youth=youth, kind=kind
    )


async def heard(cast: Cast, staff_id: int) -> bool:
    """Return whether somebody was told of anything."""
    return await cast.messages(staff_id) != []


async def test_the_worker_who_may_only_be_told_in_the_morning_is_passed_over(cast: Cast) -> None:
    house = house_with(cast, {"mentor": MORNINGS})
    case = await opened(cast, house)
    assert (case.step, case.level) == (1, Level.YELLOW)
    assert [await heard(cast, one) for one in (cast.mette, cast.karl)] == [False, True]


async def test_a_case_climbs_past_whoever_may_not_be_told(cast: Cast) -> None:
    house = house_with(cast, {"cover": MORNINGS})
    case = await opened(cast, house)
    assert await heard(cast, cast.mette)
    later = cast.clock.pass_by(timedelta(hours=23))
    await cast.store.write(climb_ladder, ACTOR, later, house, [case.id])
    climbed = await cast.store.read(cases.get, case.id)
    assert climbed is not None
    assert climbed.step == 2
    assert [await heard(cast, one) for one in (cast.karl, cast.anna)] == [False, True]


async def test_hours_that_never_come_hold_nobody_back_and_red_asks_for_none(cast: Cast) -> None:
    house = house_with(cast, {"mentor": NEVER})
    case = await opened(cast, house)
    assert case.step == 0
    mornings = house_with(cast, {"mentor": MORNINGS, "cover": MORNINGS})
    red = await opened(cast, mornings, CaseKind.CRISIS)
    assert red.level is Level.RED
    assert [await heard(cast, one) for one in (cast.mette, cast.karl, cast.anna)] == [True] * 3
