"""One process polls for one bot at a time, and another takes over when it is gone."""

from datetime import timedelta

from domain.people import Actor
from services.poll_lease import LASTS, RENEW_AFTER, give_poll_lease_back, take_poll_lease
from storage import leases
from storage.store import Store
from tests.messages import REAL

ACTOR = Actor.system("test")


async def take(store: Store, holder: str, *, after: timedelta = timedelta(), bot: int = 1) -> bool:
    return await store.write(take_poll_lease, ACTOR, REAL + after, bot_id=bot, holder=holder)


async def test_the_second_process_waits_until_the_lease_of_the_first_ends(store: Store) -> None:
    assert await take(store, "a")
    assert not await take(store, "b", after=LASTS - timedelta(seconds=1))
    assert await take(store, "b", after=LASTS)
    assert not await take(store, "a", after=LASTS)


async def test_who_renews_in_time_keeps_it(store: Store) -> None:
    for turn in range(4):
        assert await take(store, "a", after=turn * RENEW_AFTER)

    assert not await take(store, "b", after=4 * RENEW_AFTER)
    assert await store.read(leases.holder_of, "poll:1", REAL) == "a"


async def test_each_bot_has_its_own(store: Store) -> None:
    assert await take(store, "a", bot=1)
    assert await take(store, "b", bot=2)


async def test_an_orderly_end_lets_the_next_begin_at_once(store: Store) -> None:
    await take(store, "a")
    await store.write(give_poll_lease_back, ACTOR, bot_id=1, holder="b")
    assert not await take(store, "b")

    await store.write(give_poll_lease_back, ACTOR, bot_id=1, holder="a")

    assert await take(store, "b")


async def test_the_only_process_takes_it_from_one_that_died(store: Store) -> None:
    await take(store, "dead")

    assert await store.write(take_poll_lease, ACTOR, REAL, bot_id=1, holder="alive", by_force=True)
