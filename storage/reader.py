"""A small pool of threads that look at the database and never write."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from storage.errors import StoreUnavailable, is_outage, unavailable
from storage.tx import Ground, Rx


class PoolReader:
    """Runs each look in a read-only transaction of its own, so that it sees one moment."""

    def __init__(
        self, engine: Engine, ground: Ground, threads: int, pool: Executor | None = None
    ) -> None:
        self._engine = engine
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
        self._engine.dispose()

    def _look(self, look: Callable[[Rx], Any]) -> Any:
        try:
            with self._engine.connect() as connection, connection.begin() as moment:
                result = look(Rx(connection, self._ground))
                moment.rollback()
        except (DBAPIError, sqlite3.Error) as error:
            if is_outage(error):
                raise unavailable(error) from error
            raise
        return result
