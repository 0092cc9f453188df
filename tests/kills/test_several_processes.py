"""The same deaths on PostgreSQL, where another process lives on or comes after.

Leases count real time. A process that comes later has a clock whose real time is ahead by what
one would have waited; nobody waits half a minute for a test.
"""

from __future__ import annotations

import pytest

from domain.message import OutboxState
from tests.kills.account import account_of
from tests.kills.product import Moment, Point
from tests.kills.scene import LEASE, Scene
from tests.kills.test_words_of_danger import (
    CARD,
    CASE,
    TOLD,
    check_kept_once,
    cry,
    dies_at,
    marks,
    new,
    start_again,
)
from tests.processes import SOON


@pytest.mark.parametrize(
    "point",
    [
        Point("store_updates", Moment.AFTER),
        Point("receive", Moment.BEFORE),
        Point("receive", Moment.AFTER),
    ],
    ids=str,
)
async def test_what_is_stored_is_done_at_once_by_whoever_comes_next(
    shared_house: Scene, point: Point
) -> None:
    outcome = await dies_at(shared_house, point)

    check_kept_once(outcome.account)
    assert (outcome.first_life, outcome.duplicates) == (0, 0)


async def test_a_case_climbs_once_though_the_process_that_moved_it_is_dead(
    shared_house: Scene,
) -> None:
    house = shared_house
    await cry(house)
    await house.settled()
    house.pass_red_step()
    before = marks(house)
    await house.dies(Point("climb_ladder", Moment.AFTER))
    account = await house.settled()

    account.check()
    check_kept_once(account)
    assert [len(new(phone, before[phone.id], CASE)) for phone in house.staff] == [1, 1, 1]


@pytest.mark.parametrize(
    "point",
    [
        Point("settle_and_claim", Moment.AFTER),
        Point("settle_and_claim", Moment.BEFORE, 2),
    ],
    ids=str,
)
async def test_what_a_dead_sender_held_is_left_alone_until_its_lease_ends(
    shared_house: Scene, point: Point
) -> None:
    house = shared_house
    before, after = marks(house), house.calls()
    await cry(house)
    await house.dies(point)
    first_life = house.accepted(after=after)
    async with house.again() as app:
        await app.settle()
        early = await app.world.store.read(account_of, house.clock.now())
    assert house.accepted(after=after) == first_life
    assert early.count(OutboxState.SENDING) == TOLD

    house.clock.ahead = LEASE
    outcome = await start_again(house, before, after)

    check_kept_once(outcome.account)
    assert outcome.duplicates == first_life


async def test_a_living_process_takes_over_without_being_asked(shared_house: Scene) -> None:
    house = shared_house
    before = marks(house)
    async with house.process(Point("store_updates", Moment.AFTER)) as dying:
        await house.sim.log.wait_for_open("getUpdates", after=house.calls())
        async with house.process(name="living") as living:
            await house.sim.log.wait_for("getMe", count=2, timeout=SOON)
            await cry(house)
            assert await dying.ended() < 0
            await house.amal.wait_for(CARD, timeout=20, since=before[house.amal.id])
            for phone in house.staff:
                await phone.wait_for(CASE, timeout=20, since=before[phone.id])
            living.process.terminate()
            assert await living.ended() == 0, living.said()
    house.clock.ahead = LEASE
    account = await house.settled()
    account.check()
    check_kept_once(account)
    assert len(new(house.amal, before[house.amal.id], CARD)) == 1
