"""On PostgreSQL a conflict is repeated, a wake reaches every process, and an outage passes."""

import asyncio
import threading
from collections.abc import AsyncIterator

import psycopg
import pytest
from sqlalchemy import select, text, update

from domain.ids import IdSource
from storage.errors import StoreUnavailable
from storage.postgres import ATTEMPTS
from storage.store import Store, open_store
from storage.tx import Rx, Tx
from storage.vault import Vault
from tests.storage.things import add, make_table, names, thing, total

LISTENING = (
    "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
    "WHERE query LIKE 'LISTEN%' AND datname = current_database() AND pid <> pg_backend_pid()"
)


@pytest.fixture
async def things(postgres_url: str, vault: Vault, ids: IdSource) -> AsyncIterator[Store]:
    """Return an open store on PostgreSQL, with the table."""
    store = open_store(postgres_url, vault=vault, ids=ids, on_wake=lambda name: None)
    await store.write(make_table)
    yield store
    await store.close()


class Ear:
    """Hears wakes in whatever thread they come."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.event = threading.Event()

    def __call__(self, name: str) -> None:
        self.heard.append(name)
        self.event.set()

    async def hears_within(self, seconds: float) -> bool:
        return await asyncio.to_thread(self.event.wait, seconds)


def wake(tx: Tx, name: str) -> None:
    """Wake a name, and nothing else."""
    tx.wake(name)


async def wake_until_heard(store: Store, ear: Ear) -> None:
    """Send wakes until one is heard: nobody says when another process has begun to listen."""
    for _ in range(100):
        await store.write(wake, "outbox")
        if await ear.hears_within(0.1):
            return
    raise AssertionError("no wake was heard")


async def test_what_many_count_at_once_is_counted_right(things: Store) -> None:
    """Read, add one, write back: a conflict each time two do it at once."""

    def count(tx: Tx) -> None:
        name = tx.execute(select(thing.c.name)).scalar_one()
        tx.execute(update(thing).values(name=str(int(name) + 1)))

    await things.write(add, "0")
    await asyncio.gather(*(things.write(count) for _ in range(40)))

    assert await things.read(names) == ["40"]


async def test_a_conflict_that_never_ends_is_an_outage_and_leaves_nothing(things: Store) -> None:
    attempts: list[int] = []

    def conflict(tx: Tx) -> None:
        attempts.append(1)
        add(tx, "lamp")
        tx.execute(text("DO $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '40001'; END $$"))

    with pytest.raises(StoreUnavailable):
        await things.write(conflict)

    assert len(attempts) == ATTEMPTS
    assert await things.read(total) == 0


async def test_a_wake_reaches_other_processes_and_comes_home_once(
    postgres_url: str, vault: Vault, ids: IdSource
) -> None:
    here, there = Ear(), Ear()
    one = open_store(postgres_url, vault=vault, ids=ids, on_wake=here)
    other = open_store(postgres_url, vault=vault, ids=ids, on_wake=there)

    await wake_until_heard(one, there)
    await wake_until_heard(other, here)
    here.heard.clear()
    there.heard.clear()
    there.event.clear()
    await one.write(wake, "reassess")
    assert await there.hears_within(10)
    await one.close()
    await other.close()

    # Wakes of the search above may still be under way; this one came, and home only once.
    assert there.heard[-1] == "reassess"
    assert here.heard.count("reassess") == 1


async def test_a_unit_that_fails_wakes_no_other_process(
    postgres_url: str, vault: Vault, ids: IdSource
) -> None:
    there = Ear()
    one = open_store(postgres_url, vault=vault, ids=ids, on_wake=lambda name: None)
    other = open_store(postgres_url, vault=vault, ids=ids, on_wake=there)
    await wake_until_heard(one, there)

    def wake_and_fail(tx: Tx) -> None:
        tx.wake("never")
        raise LookupError

    with pytest.raises(LookupError):
        await one.write(wake_and_fail)
    await one.write(wake, "last")
    while there.heard[-1] != "last":
        there.event.clear()
        assert "last" in there.heard or await there.hears_within(10)
    await one.close()
    await other.close()

    assert "never" not in there.heard


async def test_listening_begins_again_after_the_connection_was_cut(
    postgres_url: str, vault: Vault, ids: IdSource
) -> None:
    there = Ear()
    one = open_store(postgres_url, vault=vault, ids=ids, on_wake=lambda name: None)
    other = open_store(postgres_url, vault=vault, ids=ids, on_wake=there)
    await wake_until_heard(one, there)

    with psycopg.connect(postgres_url, autocommit=True) as connection:
        cut = connection.execute(LISTENING).fetchone()
    there.event.clear()
    await wake_until_heard(one, there)
    await one.close()
    await other.close()

    assert cut == (2,)


async def test_a_connection_cut_inside_a_unit_is_an_outage_and_passes(things: Store) -> None:
    def cut(tx: Tx) -> None:
        add(tx, "lamp")
        tx.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))

    with pytest.raises(StoreUnavailable):
        await things.write(cut)

    await things.write(add, "chair")
    assert await things.read(names) == ["chair"]


async def test_a_server_that_restarts_between_two_units_costs_nobody_an_error(
    things: Store, postgres_url: str
) -> None:
    await things.write(add, "lamp")
    assert await things.read(total) == 1
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )

    await things.write(add, "chair")
    assert await things.read(names) == ["lamp", "chair"]


async def test_a_server_that_is_not_there_is_an_outage_and_closing_is_clean(
    vault: Vault, ids: IdSource
) -> None:
    address = "postgresql://postgres@/nowhere?host=/nonexistent"
    store = open_store(address, vault=vault, ids=ids, on_wake=lambda name: None)

    with pytest.raises(StoreUnavailable, match="see that it is running"):
        await store.write(add, "lamp")
    with pytest.raises(StoreUnavailable, match="see that it is running"):
        await store.read(total)
    await store.close()


async def test_a_read_only_server_is_an_outage(things: Store) -> None:
    def forbid(tx: Tx) -> None:
        tx.execute(text("SET TRANSACTION READ ONLY"))
        add(tx, "lamp")

    with pytest.raises(StoreUnavailable, match="read-only"):
        await things.write(forbid)


async def test_units_and_looks_have_the_isolation_that_verbs_count_on(things: Store) -> None:
    def isolation(rx: Rx) -> tuple[str, str]:
        level = rx.execute(text("SHOW transaction_isolation")).scalar_one()
        read_only = rx.execute(text("SHOW transaction_read_only")).scalar_one()
        return level, read_only

    assert await things.write(isolation) == ("serializable", "off")
    assert await things.read(isolation) == ("repeatable read", "on")
