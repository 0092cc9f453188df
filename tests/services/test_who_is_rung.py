"""Health says that a cry would reach nobody before anybody cries."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.people import Role
from services.who_is_rung import NOBODY_HERE, NOBODY_IN_WEEK, duty_troubles, rung_this_week
from storage import staff
from storage.tx import Tx
from tests.web.cast import NOW, Cast

DAY = timedelta(days=1)


@pytest.fixture
def store_url(sqlite_url: str) -> str:
    """Return one database: no query here differs between the two."""
    return sqlite_url


async def found(cast: Cast) -> list[str]:
    """Return what health says of who would be rung."""
    return list(await cast.store.read(duty_troubles, NOW, cast.world.house))


async def test_with_a_coordinator_who_can_be_told_all_is_well(cast: Cast) -> None:
    assert await found(cast) == []
    week = await cast.store.read(rung_this_week, NOW, cast.world.house)
    assert {week.names[one] for stretch in week.stretches for one in stretch.people}


async def test_without_a_leader_or_coordinator_the_nights_are_named(cast: Cast) -> None:
    def write(tx: Tx) -> None:
        for one in staff.everybody(tx):
            staff.change(tx, one.id, role=Role.MENTOR.value)

    await cast.store.write(write)
    assert await found(cast) == [NOBODY_IN_WEEK]


async def test_with_everybody_away_or_without_a_road_nobody_is_here(cast: Cast) -> None:
    def write(tx: Tx) -> None:
        for one in staff.everybody(tx):
            if one.role is Role.COORDINATOR:
                staff.change(tx, one.id, blocked_at=NOW)
            else:
                staff.change(tx, one.id, away_at=NOW - DAY, away_until=NOW + 9 * DAY)

    await cast.store.write(write)
    assert await found(cast) == [NOBODY_HERE]


async def test_before_there_are_any_staff_nothing_is_said(cast: Cast) -> None:
    def write(tx: Tx) -> None:
        for one in staff.everybody(tx):
            staff.change(tx, one.id, role=Role.PARTNER.value)

    await cast.store.write(write)
    assert await found(cast) == []
