"""With every worker away a cry reaches the leader at once, and nobody on holiday for nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.case import CaseKind
from domain.people import Actor, Role
from services.raise_case import raise_case
from storage import staff
from storage.tx import Tx
from tests.web.cast import NOW, Cast

DAY = timedelta(days=1)
STRANGER = 4711


@pytest.fixture
def store_url(sqlite_url: str) -> str:
    """Return one database: no query here differs between the two."""
    return sqlite_url


async def leave(cast: Cast, *people: int, cover: int | None = None) -> None:
    """Let these be away for three days, with Ulla as the leader of the house."""

    def write(tx: Tx) -> None:
        staff.change(tx, cast.ulla, role=Role.LEADER.value)
        for one in people:
            until = NOW + 3 * DAY
            staff.change(tx, one, away_at=NOW - DAY, away_until=until, away_cover_id=cover)

    await cast.store.write(write)


@pytest.mark.parametrize("is_anna_here", [False, True])
async def test_the_leader_hears_at_once_where_nobody_else_is_here(
    cast: Cast, is_anna_here: bool
) -> None:
    await leave(cast, cast.mette, cast.karl, *(() if is_anna_here else (cast.anna,)))
    await cast.opens_case(CaseKind.CRISIS)
    heard = any("RØD" in text for text in await cast.messages(cast.ulla))
    assert heard is not is_anna_here, "otherwise in the second round, five minutes later"
    for one in (cast.mette, cast.karl):
        assert not await cast.messages(one), "they are away, and somebody who is here hears"
    assert bool(await cast.messages(cast.anna)) is is_anna_here


async def test_with_the_leader_away_as_well_everybody_is_told_and_that_nobody_is_there(
    cast: Cast,
) -> None:
    await leave(cast, cast.mette, cast.karl, cast.anna, cast.ulla)
    await cast.opens_case(CaseKind.CRISIS)
    for one in (cast.mette, cast.karl, cast.anna, cast.ulla):
        [told] = await cast.messages(one)
        assert "RØD" in told, "on holiday, rather than nobody"
        assert "Ingen på vagt" in told


async def test_of_an_away_boss_the_cover_hears_of_red_and_the_boss_has_peace(cast: Cast) -> None:
    await leave(cast, cast.anna, cast.ulla, cover=cast.karl)
    await cast.opens_case(CaseKind.CRISIS)
    for one in (cast.mette, cast.karl):
        assert "RØD" in "".join(await cast.messages(one))
    for one in (cast.anna, cast.ulla):
        assert not await cast.messages(one)


@pytest.mark.parametrize("has_cover", [False, True])
async def test_of_a_strangers_cry_whoever_is_at_work_hears_while_the_coordinator_is_away(
    cast: Cast, has_cover: bool
) -> None:
    await leave(cast, cast.anna, cast.ulla, cover=cast.karl if has_cover else None)
    house, kind = cast.world.house, CaseKind.UNKNOWN_SENDER
    case = await cast.store.write(
        raise_case, Actor.unknown(), NOW, house, youth=None, kind=kind, sender_chat=STRANGER
    )
    assert "RØD" in "".join(await cast.messages(cast.karl))
    assert bool(await cast.messages(cast.mette)) is not has_cover, "where nobody covers, all do"
    for one in (cast.anna, cast.ulla):
        assert not await cast.messages(one)
    assert cast.karl in case.ladder, "and may take it"
