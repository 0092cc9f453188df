"""A store commits a unit wholly or not at all, on both databases alike."""

import asyncio
import threading

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import DBAPIError, IntegrityError

from domain.ids import IdSource
from storage.errors import StoreUnavailable
from storage.store import Store, open_store
from storage.tx import Rx, Tx
from storage.vault import Vault
from tests.storage.things import add, make_table, names, thing, things, total

__all__ = ["things"]


async def test_what_is_written_is_there_when_the_call_returns(things: Store) -> None:
    new = await things.write(add, "lamp")

    assert await things.read(names) == ["lamp"]
    assert new > 0


async def test_a_unit_that_fails_leaves_nothing_and_its_caller_is_told(things: Store) -> None:
    def add_and_fail(tx: Tx) -> None:
        add(tx, "lamp")
        raise LookupError("no room")

    with pytest.raises(LookupError, match="no room"):
        await things.write(add_and_fail)

    assert await things.read(names) == []


async def test_a_unit_that_fails_takes_no_other_unit_with_it(things: Store) -> None:
    def twice(tx: Tx, name: str) -> None:
        add(tx, name)
        add(tx, name)  # the name is taken

    results = await asyncio.gather(
        things.write(add, "one"),
        things.write(twice, "two"),
        things.write(add, "three"),
        return_exceptions=True,
    )

    assert isinstance(results[1], IntegrityError)
    assert sorted(await things.read(names)) == ["one", "three"]


async def test_no_value_of_a_failed_statement_is_in_the_error(things: Store) -> None:
    def keep(tx: Tx) -> None:
        tx.execute(insert(thing), {"site_id": 1, "thing_id": None, "name": "Maja Holm"})

    with pytest.raises(IntegrityError) as caught:
        await things.write(keep)

    assert "Maja Holm" not in str(caught.value)


async def test_wakes_come_after_the_commit_each_once_and_before_the_caller_goes_on(
    things: Store, wakes: list[str]
) -> None:
    def add_and_wake(tx: Tx) -> None:
        tx.wake("outbox")
        add(tx, "lamp")
        tx.wake("reassess")
        tx.wake("outbox")
        assert wakes == []

    await things.write(add_and_wake)

    assert wakes == ["outbox", "reassess"]


async def test_a_unit_that_fails_wakes_nobody(things: Store, wakes: list[str]) -> None:
    def wake_and_fail(tx: Tx) -> None:
        tx.wake("outbox")
        raise LookupError

    with pytest.raises(LookupError):
        await things.write(wake_and_fail)

    assert wakes == []


async def test_a_wake_that_fails_costs_nobody_the_commit(
    store_url: str, vault: Vault, ids: IdSource, caplog: pytest.LogCaptureFixture
) -> None:
    def on_wake(name: str) -> None:
        raise RuntimeError("deaf")

    def add_and_wake(tx: Tx) -> None:
        make_table(tx)
        add(tx, "lamp")
        tx.wake("outbox")

    store = open_store(store_url, vault=vault, ids=ids, on_wake=on_wake)
    await store.write(add_and_wake)

    assert await store.read(names) == ["lamp"]
    assert "a wake was not passed on" in caplog.text
    await store.close()


async def test_reading_cannot_write(things: Store) -> None:
    def sneak(rx: Rx) -> None:
        rx.execute(insert(thing), {"site_id": 1, "thing_id": 1, "name": "lamp"})

    with pytest.raises((DBAPIError, StoreUnavailable)):
        await things.read(sneak)

    assert await things.read(names) == []


async def test_a_look_sees_one_moment(things: Store) -> None:
    written = threading.Event()
    looked = threading.Event()

    def look_twice(rx: Rx) -> tuple[int, int]:
        before = total(rx)
        looked.set()
        assert written.wait(10)
        return before, total(rx)

    look = asyncio.create_task(things.read(look_twice))
    await asyncio.to_thread(looked.wait, 10)
    await things.write(add, "lamp")
    written.set()

    assert await look == (0, 0)
    assert await things.read(total) == 1


async def test_a_row_whose_key_is_taken_is_left_out_and_reported(things: Store) -> None:
    def keep(tx: Tx, name: str) -> bool:
        row = {"site_id": tx.site_id, "thing_id": tx.new_id(), "name": name}
        return tx.insert_ignore(thing, row)

    assert await things.write(keep, "lamp") is True
    assert await things.write(keep, "lamp") is False
    assert await things.read(names) == ["lamp"]


async def test_of_many_rows_only_the_new_ones_are_counted(things: Store) -> None:
    def keep(tx: Tx, *wanted: str) -> int:
        rows = [{"site_id": tx.site_id, "thing_id": tx.new_id(), "name": name} for name in wanted]
        return tx.insert_ignore_many(thing, rows)

    assert await things.write(keep) == 0
    assert await things.write(keep, "lamp", "chair") == 2
    assert await things.write(keep, "lamp", "table", "chair", "bed") == 2
    assert await things.read(names) == ["lamp", "chair", "table", "bed"]


async def test_what_is_sealed_opens_only_in_its_own_place(things: Store, vault: Vault) -> None:
    await vault.new_key(7, "youth")

    def keep(tx: Tx) -> int:
        new = add(tx, "diary")
        sealed = tx.seal(7, thing.c.secret, new, "ingen må se det æøå")
        tx.execute(thing.update().where(thing.c.thing_id == new).values(secret=sealed))
        return new

    def read(rx: Rx, row_id: int) -> str | None:
        blob = rx.execute(select(thing.c.secret)).scalar_one()
        assert b"ingen" not in blob
        return rx.open(7, thing.c.secret, row_id, blob)

    new = await things.write(keep)

    assert await things.read(read, new) == "ingen må se det æøå"
    with pytest.raises(Exception, match="cannot be opened with the key of owner 7"):
        await things.read(read, new + 1)


async def test_nothing_is_sealed_as_nothing_and_only_in_a_sealed_column(things: Store) -> None:
    def check(tx: Tx) -> None:
        assert tx.seal(7, thing.c.secret, 1, None) is None
        assert tx.open(7, thing.c.secret, 1, None) is None
        with pytest.raises(TypeError, match="not a sealed column"):
            tx.seal(7, thing.c.name, 1, "lamp")

    await things.write(check)


async def test_a_keyed_hash_finds_a_value_again_within_its_kind(things: Store) -> None:
    def look(rx: Rx) -> list[bytes]:
        return [rx.lookup("chat", 5), rx.lookup("chat", "5"), rx.lookup("invite", 5)]

    one, same, other = await things.read(look)

    assert one == same != other
    assert len(one) == 32


async def test_a_caller_who_stops_waiting_does_not_break_the_writer(things: Store) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def slow(tx: Tx) -> None:
        begun.set()
        assert go_on.wait(10)
        add(tx, "slow")

    running = asyncio.create_task(things.write(slow))
    await asyncio.to_thread(begun.wait, 10)
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    go_on.set()
    await things.write(add, "next")

    assert sorted(await things.read(names)) in (["next", "slow"], ["next"])
    await things.close()


async def test_many_callers_at_once_each_get_their_own_result(things: Store) -> None:
    results = await asyncio.gather(*(things.write(add, f"thing {n}") for n in range(100)))

    assert len(set(results)) == 100
    assert await things.read(total) == 100


async def test_read_and_check_and_write_never_lets_two_through(things: Store) -> None:
    """What SQLite's one writer gives, PostgreSQL must give as well."""

    def take_if_free(tx: Tx, name: str) -> bool:
        if total(tx) > 0:
            return False
        add(tx, name)
        return True

    results = await asyncio.gather(*(things.write(take_if_free, str(n)) for n in range(20)))

    assert sum(results) == 1
    assert await things.read(total) == 1


async def test_a_closed_store_says_so_and_closing_twice_is_fine(things: Store) -> None:
    await things.close()
    await things.close()

    with pytest.raises(StoreUnavailable, match="closed"):
        await things.write(add, "lamp")
    with pytest.raises(StoreUnavailable, match="closed"):
        await things.read(names)


async def test_closing_commits_what_was_asked_before(
    store_url: str, vault: Vault, ids: IdSource, wakes: list[str]
) -> None:
    first = open_store(store_url, vault=vault, ids=ids, on_wake=wakes.append)
    await first.write(make_table)
    writes = [asyncio.create_task(first.write(add, f"thing {n}")) for n in range(10)]
    await asyncio.sleep(0)  # lets each task submit its unit
    await first.close()
    await asyncio.gather(*writes)

    again = open_store(store_url, vault=vault, ids=ids, on_wake=wakes.append)
    assert await again.read(total) == 10
    await again.close()


async def test_a_stop_iteration_does_not_leave_the_caller_waiting(things: Store) -> None:
    def out_of_things(tx: Rx) -> str:
        return next(iter(()))

    with pytest.raises(RuntimeError, match="StopIteration"):
        await things.write(out_of_things)
    with pytest.raises(RuntimeError, match="StopIteration"):
        await things.read(out_of_things)
