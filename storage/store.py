"""The one way to write, and the one way to read."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from random import Random, SystemRandom
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import make_url

from storage import postgres, sqlite
from storage.compiled import straight
from storage.here import Here
from storage.kept import Kept
from storage.postgres import PostgresWriter
from storage.reader import Pooled, PoolReader
from storage.sqlite_writer import SqliteWriter
from storage.tx import Ground, Ids, Rx, Seals, Tx
from storage.writer import OnWake, Reader, Writer

READERS = 4  # threads and connections that look

P = ParamSpec("P")
R = TypeVar("R")


class Store:
    """A database. Belongs to no event loop; each call may come from any."""

    def __init__(self, dialect: str, writer: Writer, reader: Reader) -> None:
        self._dialect = dialect
        self._writer = writer
        self._reader = reader

    @property
    def dialect(self) -> str:
        """Return `sqlite` or `postgresql`."""
        return self._dialect

    @property
    def parts(self) -> tuple[Writer, Reader]:
        """Return what it writes and reads with, for who puts something around it."""
        return self._writer, self._reader

    async def write(
        self, verb: Callable[Concatenate[Tx, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """Run `verb(tx, …)` as one unit and return what it returned, once that is committed.

        The verb is a plain function that only reads and writes `tx`; it runs in another thread,
        and again from the start when PostgreSQL finds a conflict. Cancelling the call withdraws
        a unit that has not begun, and has no effect on one that has.

        Raises:
            StoreUnavailable: If nothing can be stored now.
            Exception: What the verb raised; nothing of the unit is stored then.
        """
        return await _result(self._writer.submit(_bind(verb, *args, **kwargs)))

    async def read(
        self, fn: Callable[Concatenate[Rx, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """Run `fn(rx, …)` on one consistent moment, without taking any lock; return its result.

        Raises:
            StoreUnavailable: If nothing can be read now.
            Exception: What `fn` raised.
        """
        return await _result(self._reader.submit(_bind(fn, *args, **kwargs)))

    async def close(self) -> None:
        """Finish what was begun and let go of every thread and connection. May be repeated."""
        await asyncio.to_thread(self._close)

    def _close(self) -> None:
        self._reader.close()  # first, so that the last writer can fold SQLite's log away
        self._writer.close()


def open_store(  # noqa: PLR0913 - what a store stands on
    url: str,
    *,
    vault: Seals,
    ids: Ids,
    on_wake: OnWake,
    site_id: int = 1,
    random: Random | None = None,
    stepped: bool = False,
) -> Store:
    """Return the store at an address; its schema must be current (see `storage.migrate`).

    Args:
        url: `sqlite:///file` or `postgresql://…`.
        vault: Seals and opens what is personal.
        ids: Makes the ids of new rows.
        on_wake: Is told, after each commit, the names that its verbs woke; called from another
            thread, and before the caller of `write` goes on.
        site_id: The site whose rows these are.
        random: Where the jitter between repetitions on PostgreSQL comes from.
        stepped: For simulations: on SQLite nothing waits for the disk, and everything is done
            in the caller's thread, one thing at a time.
    """
    ground = Ground(site_id=site_id, vault=vault, ids=ids)
    if make_url(url).get_backend_name() == "sqlite":
        path = sqlite.path_of(url)
        writing = sqlite.writing_engine(path, careless=stepped)
        ground = replace(ground, straight=straight(writing.dialect))
        here = (Here(), Here()) if stepped else (None, None)
        writer: Writer = SqliteWriter(Kept(writing, sqlite.WRITES), ground, on_wake, here[0])
        looks = Kept(sqlite.reading_engine(path, READERS), sqlite.LOOKS)
        reader = PoolReader(looks, ground, READERS, here[1])
        return Store("sqlite", writer, reader)
    writer = PostgresWriter(url, ground, on_wake, random or SystemRandom())
    reader = PoolReader(Pooled(postgres.reading_engine(url)), ground, postgres.THREADS)
    return Store("postgresql", writer, reader)


async def _result(done: Future[R]) -> R:
    """Return what was done, at once when it is done already."""
    return done.result() if done.done() else await asyncio.wrap_future(done)


def _bind(
    work: Callable[Concatenate[Any, P], R], *args: P.args, **kwargs: P.kwargs
) -> Callable[[Any], R]:
    def run(tx: Any) -> R:
        try:
            return work(tx, *args, **kwargs)
        except StopIteration as error:  # no future can carry one; the caller would wait for ever
            raise RuntimeError(f"{work.__name__} let a StopIteration out") from error

    return run
