"""The one thread that writes to SQLite, many units to a commit."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection

from storage.errors import StoreUnavailable, is_outage, unavailable
from storage.kept import Kept, driver_of, end
from storage.tx import Ground, Tx, Wakes
from storage.writer import OnWake, tell

log = logging.getLogger(__name__)

MAX_UNITS = 200  # units to a commit; bounds how long the first of them waits


@dataclass(slots=True)
class _Unit:
    """A verb with its values, and where its caller waits."""

    run: Callable[[Tx], Any]
    done: Future[Any] = field(default_factory=Future)
    result: Any = None
    error: BaseException | None = None

    def settle(self) -> None:
        if self.error is None:
            self.done.set_result(self.result)
        else:
            self.done.set_exception(self.error)


class SqliteWriter:
    """Takes units from any thread, commits them in groups, and answers after the commit.

    Each unit of a group has a savepoint: one that fails is undone alone. A commit that fails
    takes the whole group with it, and every caller of the group is told so. Whoever stops waiting
    before the unit was begun withdraws it; from then on the unit runs to its end without them.
    """

    def __init__(
        self, connections: Kept, ground: Ground, on_wake: OnWake, thread: Executor | None = None
    ) -> None:
        self._connections = connections
        self._ground = ground
        self._on_wake = on_wake
        self._waiting: deque[_Unit] = deque()
        # An executor of one, because it ends with the process even when nobody closes it.
        self._thread = thread or ThreadPoolExecutor(1, thread_name_prefix="holdfast-write")

    def submit(self, unit: Callable[[Tx], Any]) -> Future[Any]:
        """Return what will hold the unit's result once it is committed, or its error.

        Raises:
            StoreUnavailable: If the store is closed.
        """
        waiting = _Unit(unit)
        self._waiting.append(waiting)
        try:
            self._thread.submit(self._commit_waiting)
        except RuntimeError:  # the thread has been told to end
            if waiting.done.cancel():
                raise StoreUnavailable("the store is closed; nothing can be written") from None
        return waiting.done

    def close(self) -> None:
        """Commit what was submitted, then close the file."""
        self._thread.shutdown(wait=True)
        self._connections.close()

    def _commit_waiting(self) -> None:
        """Commit what waits in one group. Most calls find that an earlier one took it."""
        group = self._take()
        if not group:
            return
        wakes = Wakes()
        try:
            with self._connections.transaction() as connection:
                for unit in group:
                    # Who is alone needs no savepoint: undoing all undoes nobody else's.
                    self._run(connection, unit, wakes, alone=len(group) == 1)
        except BaseException as error:  # noqa: BLE001 - every caller gets it
            _fail(group, error)
        else:
            # Wakes first: whoever waited for the commit finds them already passed on.
            tell(self._on_wake, wakes.names)
        for unit in group:
            unit.settle()

    def _take(self) -> list[_Unit]:
        group: list[_Unit] = []
        while self._waiting and len(group) < MAX_UNITS:
            unit = self._waiting.popleft()
            if unit.done.set_running_or_notify_cancel():
                group.append(unit)
        return group

    def _run(self, connection: Connection, unit: _Unit, wakes: Wakes, *, alone: bool) -> None:
        mine, driver = Wakes(), driver_of(connection)
        if not alone:
            driver.execute("SAVEPOINT unit")
        try:
            unit.result = unit.run(Tx(connection, self._ground, mine))
        except BaseException as error:
            if not _is_open(connection):
                raise
            if alone:
                end(connection, keeps=False)
            else:
                driver.execute("ROLLBACK TO unit")
                driver.execute("RELEASE unit")
            unit.error = unavailable(error) if is_outage(error) else error
        else:
            if not alone:
                driver.execute("RELEASE unit")
            wakes.names |= mine.names


def _is_open(connection: Connection) -> bool:
    # SQLite itself undoes the whole transaction, group and all, when a disk is full or broken.
    return driver_of(connection).in_transaction


def _fail(group: list[_Unit], error: BaseException) -> None:
    outage = unavailable(error)
    log.error(
        "a commit failed: %s",
        outage,
        extra={"action": "commit_failed", "units": len(group)},
        exc_info=None if is_outage(error) else error,
    )
    for unit in group:
        if unit.error is None:
            unit.error = StoreUnavailable(*outage.args)
            unit.error.__cause__ = error
