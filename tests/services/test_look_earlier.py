"""New opening hours bring a look at the contact guarantee forward, and never put one off."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from domain.case import CaseKind
from domain.people import Actor
from services.look_earlier import look_earlier
from services.world import House
from tests.web.cast import NOW, Cast

ACTOR = Actor.system("start")
DAY = timedelta(days=1)
MONDAY = datetime(2026, 3, 2, 8, tzinfo=UTC)  # the first staffed minute after the Sunday
SUNDAY = 6


def open_on_sundays(cast: Cast) -> House:
    """Return the house as it is after somebody wrote Sundays into the site's hours."""
    house = cast.world.house
    hours = {**house.site.hours, SUNDAY: (time(9), time(15))}
    return replace(house, site=replace(house.site, hours=hours))


async def test_a_day_that_is_open_now_is_the_day_of_the_look(cast: Cast) -> None:
    await cast.change_bo(last_human_contact_at=NOW - 2 * DAY, reassess_at=MONDAY)

    brought = await cast.store.write(look_earlier, ACTOR, NOW, open_on_sundays(cast))

    assert brought == 1
    # Seven days after the talk is a Sunday.
    assert (await cast.youth()).reassess_at == NOW + 5 * DAY
    assert (NOW + 5 * DAY).weekday() == SUNDAY


async def test_hours_that_did_not_change_move_nothing(cast: Cast) -> None:
    await cast.change_bo(last_human_contact_at=NOW - 2 * DAY, reassess_at=MONDAY)

    assert await cast.store.write(look_earlier, ACTOR, NOW, cast.world.house) == 0
    assert (await cast.youth()).reassess_at == MONDAY


async def test_a_look_that_is_early_stays(cast: Cast) -> None:
    await cast.change_bo(last_human_contact_at=NOW - 2 * DAY, reassess_at=NOW + DAY)

    assert await cast.store.write(look_earlier, ACTOR, NOW, open_on_sundays(cast)) == 0
    assert (await cast.youth()).reassess_at == NOW + DAY


async def test_who_waits_for_the_end_of_a_case_is_left_alone(cast: Cast) -> None:
    await cast.opens_case(CaseKind.CONTACT_DUE)
    await cast.change_bo(last_human_contact_at=NOW - 8 * DAY, reassess_at=None)

    assert await cast.store.write(look_earlier, ACTOR, NOW, open_on_sundays(cast)) == 0
    assert (await cast.youth()).reassess_at is None


async def test_words_are_read_by_the_end_of_a_day_that_is_open_now(cast: Cast) -> None:
    saturday = NOW + 4 * DAY
    await cast.says("hej", ago=NOW - saturday)
    monday_closes = datetime(2026, 3, 2, 14, tzinfo=UTC)
    await cast.change_bo(last_human_contact_at=saturday, reassess_at=monday_closes)

    assert await cast.store.write(look_earlier, ACTOR, saturday, open_on_sundays(cast)) == 1
    assert (await cast.youth()).reassess_at == datetime(2026, 3, 1, 14, tzinfo=UTC)


async def test_words_about_which_a_case_is_open_move_nothing(cast: Cast) -> None:
    await cast.says("hej")
    await cast.opens_case(CaseKind.WORD)
    await cast.change_bo(last_human_contact_at=NOW, reassess_at=NOW + 6 * DAY)

    assert await cast.store.write(look_earlier, ACTOR, NOW, open_on_sundays(cast)) == 0
