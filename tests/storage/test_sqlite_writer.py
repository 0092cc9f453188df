"""SQLite is written by one thread, many units to a commit, and one of them harms no other."""

import asyncio
import sqlite3
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from domain.ids import IdSource
from storage.errors import StoreUnavailable
from storage.kept import driver_of
from storage.sqlite_writer import MAX_UNITS, SqliteWriter
from storage.store import Store, open_store
from storage.tx import Tx
from storage.vault import Vault
from tests.storage.things import add, make_table, names, total


@pytest.fixture
async def things(sqlite_url: str, vault: Vault, ids: IdSource) -> AsyncIterator[Store]:
    """Return an open store on SQLite, with the table."""
    store = open_store(sqlite_url, vault=vault, ids=ids, on_wake=lambda name: None)
    await store.write(make_table)
    yield store
    await store.close()


@pytest.fixture
async def commits(things: Store) -> list[int]:
    """Return a list that grows by one with every commit."""
    seen: list[int] = []

    def count(words: str) -> None:
        if words == "COMMIT":
            seen.append(len(seen))

    def listen(tx: Tx) -> None:
        driver_of(tx._connection).set_trace_callback(count)

    await things.write(listen)
    seen.clear()
    return seen


@asynccontextmanager
async def busy_writer(store: Store) -> AsyncIterator[None]:
    """Keep the writer busy inside, so that all units submitted there form one group."""
    begun, go_on = threading.Event(), threading.Event()

    def wait(_tx: Tx) -> None:
        begun.set()
        assert go_on.wait(10)

    waiting = asyncio.create_task(store.write(wait))
    await asyncio.to_thread(begun.wait, 10)
    yield
    await asyncio.sleep(0)  # lets every task submit its unit
    go_on.set()
    await waiting


def pragma(tx: Tx, words: str) -> None:
    """Run a PRAGMA on the writer's own connection."""
    tx.execute(text(f"PRAGMA {words}"))


def contents_beside(path: Path) -> dict[str, bytes]:
    """Return what the database and its logs hold, by file name."""
    return {file.name: file.read_bytes() for file in path.parent.glob(f"{path.name}*")}


async def test_units_that_wait_are_committed_together(things: Store, commits: list[int]) -> None:
    async with busy_writer(things):
        writes = [asyncio.create_task(things.write(add, str(n))) for n in range(50)]
    await asyncio.gather(*writes)

    assert await things.read(total) == 50
    assert len(commits) == 2  # the busy unit's own, and the group's


async def test_no_group_is_larger_than_the_bound(things: Store, commits: list[int]) -> None:
    async with busy_writer(things):
        writes = [asyncio.create_task(things.write(add, str(n))) for n in range(MAX_UNITS + 1)]
    await asyncio.gather(*writes)

    assert await things.read(total) == MAX_UNITS + 1
    assert len(commits) == 3


async def test_in_a_group_a_unit_that_fails_is_undone_alone(things: Store) -> None:
    def add_twice(tx: Tx) -> None:
        add(tx, "half")
        add(tx, "half")

    async with busy_writer(things):
        writes = [
            asyncio.create_task(things.write(add, "before")),
            asyncio.create_task(things.write(add_twice)),
            asyncio.create_task(things.write(add, "after")),
        ]
    results = await asyncio.gather(*writes, return_exceptions=True)

    assert isinstance(results[1], IntegrityError)
    assert await things.read(names) == ["before", "after"]


async def test_a_commit_that_fails_is_told_to_every_unit_of_the_group(
    things: Store, wakes: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    def refer_to_nobody(tx: Tx) -> None:
        # A reference that is checked late breaks the commit itself, not a statement.
        tx.execute(text("CREATE TABLE parent (id INTEGER PRIMARY KEY)"))
        tx.execute(
            text("CREATE TABLE child (id REFERENCES parent(id) DEFERRABLE INITIALLY DEFERRED)")
        )
        tx.execute(text("INSERT INTO child VALUES (1)"))
        tx.wake("outbox")

    def fail(tx: Tx) -> None:
        raise LookupError("its own")

    async with busy_writer(things):
        writes = [
            asyncio.create_task(things.write(add, "innocent")),
            asyncio.create_task(things.write(refer_to_nobody)),
            asyncio.create_task(things.write(fail)),
        ]
    results = await asyncio.gather(*writes, return_exceptions=True)

    assert [type(result) for result in results] == [
        StoreUnavailable,
        StoreUnavailable,
        LookupError,
    ]
    assert wakes == []
    assert "a commit failed" in caplog.text
    await things.write(add, "later")
    assert await things.read(names) == ["later"]


async def test_a_full_disk_is_an_outage_and_passes(things: Store) -> None:
    def fill(tx: Tx) -> None:
        add(tx, "x" * 1_000_000)

    # The pragma bounds the file as a full disk does; 1 means: not a page more than now.
    await things.write(pragma, "max_page_count = 1")
    with pytest.raises(StoreUnavailable, match="full"):
        await things.write(fill)
    assert await things.read(total) == 0

    await things.write(pragma, "max_page_count = 1000000")
    await things.write(fill)
    assert await things.read(total) == 1


async def test_a_database_that_has_become_read_only_is_an_outage_and_passes(
    things: Store,
) -> None:
    await things.write(pragma, "query_only = ON")
    with pytest.raises(StoreUnavailable, match="readonly"):
        await things.write(add, "lamp")

    assert isinstance(things._writer, SqliteWriter)
    with closing(things._writer._connections._engine.raw_connection()) as idle:
        idle.cursor().execute("PRAGMA query_only = OFF")
    await things.write(add, "lamp")
    assert await things.read(names) == ["lamp"]


async def test_a_lock_held_by_somebody_else_is_waited_for_and_then_an_outage(
    things: Store, sqlite_url: str
) -> None:
    other = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None)
    await things.write(pragma, "busy_timeout = 1")
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreUnavailable, match="locked"):
        await things.write(add, "lamp")
    assert await things.read(total) == 0  # looking needs no lock

    other.execute("ROLLBACK")
    other.close()
    await things.write(add, "lamp")
    assert await things.read(names) == ["lamp"]


async def test_when_sqlite_undoes_the_whole_transaction_nobody_is_told_it_went_well(
    things: Store,
) -> None:
    def undo_everything(tx: Tx) -> None:
        tx.execute(text("ROLLBACK"))
        raise LookupError

    async with busy_writer(things):
        writes = [
            asyncio.create_task(things.write(add, "before")),
            asyncio.create_task(things.write(undo_everything)),
            asyncio.create_task(things.write(add, "after")),
        ]
    results = await asyncio.gather(*writes, return_exceptions=True)

    assert [type(result) for result in results] == [StoreUnavailable] * 3
    assert await things.read(names) == []
    await things.write(add, "later")
    assert await things.read(names) == ["later"]


async def test_whoever_stops_waiting_before_the_unit_began_withdraws_it(things: Store) -> None:
    async with busy_writer(things):
        withdrawn = asyncio.create_task(things.write(add, "withdrawn"))
        kept = asyncio.create_task(things.write(add, "kept"))
        await asyncio.sleep(0)
        withdrawn.cancel()
    await kept

    assert await things.read(names) == ["kept"]


async def test_the_writer_is_durable_forgetful_and_strict(things: Store) -> None:
    def settings(tx: Tx) -> dict[str, object]:
        wanted = ("journal_mode", "synchronous", "secure_delete", "foreign_keys")
        return {name: tx.execute(text(f"PRAGMA {name}")).scalar_one() for name in wanted}

    assert await things.write(settings) == {
        "journal_mode": "wal",
        "synchronous": 2,  # FULL
        "secure_delete": 1,
        "foreign_keys": 1,
    }


async def test_what_is_deleted_is_overwritten_in_the_file(things: Store, sqlite_url: str) -> None:
    def delete(tx: Tx) -> None:
        tx.execute(text("DELETE FROM thing"))

    await things.write(add, "a secret that must go")
    await things.write(delete)
    await things.close()

    files = contents_beside(Path(sqlite_url.removeprefix("sqlite:///")))
    assert list(files) == ["holdfast.db"]  # the log is folded into it
    assert b"a secret that must go" not in files["holdfast.db"]
