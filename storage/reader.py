"""A small pool of threads that look at the database and never write."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from typing import Any, Protocol

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from storage.errors import StoreUnavailable, is_outage, unavailable
from storage.tx import Ground, Rx


class Connections(Protocol):
    """Where the connections of looks come from."""

    def transaction(self, *, keeps: bool) -> AbstractContextManager[Connection]:
        """Lend a connection for one transaction; what it does not keep is undone."""
        ...

    def close(self) -> None:
        """Close them all."""
        ...


class Pooled:
    """Takes a connection from an engine's pool each time, which sees to it that it lives."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @contextmanager
    def transaction(self, *, keeps: bool) -> Iterator[Connection]:
        """Lend a connection for one transaction; what it does not keep is undone."""
        with self._engine.connect() as connection, connection.begin() as whole:
            yield connection
            if not keeps:
                whole.rollback()

    def close(self) -> None:
        """Close them all."""
        self._engine.dispose()


class PoolReader:
    """Runs each look in a read-only transaction of its own, so that it sees one moment."""

    def __init__(
        self,
        connections: Connections,
        ground: Ground,
        threads: int,
        pool: Executor | None = None,
    ) -> None:
        self._connections = connections
        self._ground = ground
        self._threads = pool or ThreadPoolExecutor(threads, thread_name_prefix="holdfast-read")

    def submit(self, look: Callable[[Rx], Any]) -> Future[Any]:
        """Return what will hold the look's result, or its error.

        Raises:
            StoreUnavailable: If the store is closed.
        """
        try:
            return self._threads.submit(self._look, look)
        except RuntimeError:
            raise StoreUnavailable("the store is closed; nothing can be read") from None

    def close(self) -> None:
        """Finish what was submitted, then close the connections."""
        self._threads.shutdown(wait=True)
        self._connections.close()

    def _look(self, look: Callable[[Rx], Any]) -> Any:
        try:
            with self._connections.transaction(keeps=False) as connection:
                result = look(Rx(connection, self._ground))
        except (DBAPIError, sqlite3.Error) as error:
            if is_outage(error):
                raise unavailable(error) from error
            raise
        return result
