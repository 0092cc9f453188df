"""Connections to PostgreSQL, and its writer: a transaction a unit, repeated on a conflict."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from random import Random
from secrets import token_hex
from threading import Event
from typing import Any

from sqlalchemy import Engine, ExceptionContext, create_engine, event, make_url, text
from sqlalchemy.exc import DBAPIError

from storage.compiled import shared
from storage.errors import StoreUnavailable, is_conflict, is_outage, unavailable
from storage.postgres_listener import CHANNEL, Listener
from storage.tx import Ground, Tx, Wakes
from storage.writer import OnWake, tell

THREADS = 4  # writers, and as many readers, of one process
ATTEMPTS = 12  # of one unit, before its conflict is called an outage
FIRST_WAIT = 0.005  # seconds before the second attempt; doubles up to LONGEST_WAIT
LONGEST_WAIT = 0.25  # seconds

NOTIFY = text("SELECT pg_notify(:channel, :payload)")


def writing_engine(url: str) -> Engine:
    """Return an engine whose transactions behave as if they ran one after the other.

    Verbs are written for SQLite's single writer; SERIALIZABLE gives the same here, at the
    price of a conflict now and then, after which the unit runs again.
    """
    return _engine(url).execution_options(isolation_level="SERIALIZABLE")


def reading_engine(url: str) -> Engine:
    """Return an engine whose transactions see one moment and cannot write."""
    return _engine(url).execution_options(
        isolation_level="REPEATABLE READ", postgresql_readonly=True
    )


def _engine(url: str) -> Engine:
    engine = shared(
        create_engine(
            make_url(url).set(drivername="postgresql+psycopg"),
            pool_size=THREADS,
            max_overflow=0,
            pool_pre_ping=True,  # a server that was restarted costs nobody an error
            hide_parameters=True,  # an error message must not carry what somebody wrote
            connect_args={"connect_timeout": 10},
        )
    )
    event.listen(engine, "handle_error", _forget_details)
    return engine


def _forget_details(context: ExceptionContext) -> None:
    # The server's DETAIL repeats the whole row that it refused.
    for error in (context.original_exception, context.sqlalchemy_exception):
        if error is not None and error.args:
            error.args = (str(error.args[0]).partition("\n")[0],)


@dataclass(frozen=True, slots=True)
class Backoff:
    """How long to wait before a unit runs again, and how long to go on."""

    random: Random
    closing: Event

    def wait(self, attempt: int) -> None:
        """Wait before the attempt of that number (2 is the first repetition), with jitter."""
        longest = min(LONGEST_WAIT, FIRST_WAIT * 2 ** (attempt - 2))
        self.closing.wait(longest * (0.5 + self.random.random() / 2))


class PostgresWriter:
    """Runs units in a small pool of threads, and tells every process of their wakes."""

    def __init__(self, url: str, ground: Ground, on_wake: OnWake, random: Random) -> None:
        self._engine = writing_engine(url)
        self._ground = ground
        self._on_wake = on_wake
        self._closing = Event()
        self._backoff = Backoff(random, self._closing)
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="holdfast-write")
        # Marks our own notifications: we pass those wakes on ourselves, without the detour.
        self._sender = token_hex(8)
        self._listener = Listener(url, self._sender, on_wake)

    def submit(self, unit: Callable[[Tx], Any]) -> Future[Any]:
        """Return what will hold the unit's result once it is committed, or its error.

        Raises:
            StoreUnavailable: If the store is closed.
        """
        try:
            return self._threads.submit(self._write, unit)
        except RuntimeError:
            raise StoreUnavailable("the store is closed; nothing can be written") from None

    def close(self) -> None:
        """Finish what was submitted, then close the connections."""
        self._closing.set()
        self._listener.close()
        self._threads.shutdown(wait=True)
        self._engine.dispose()

    def _write(self, unit: Callable[[Tx], Any]) -> Any:
        attempt = 1
        while True:
            try:
                return self._attempt(unit)
            except DBAPIError as error:
                again = is_conflict(error) and attempt < ATTEMPTS
                if not again and (is_conflict(error) or is_outage(error)):
                    raise unavailable(error) from error
                if not again:
                    raise
            attempt += 1
            self._backoff.wait(attempt)

    def _attempt(self, unit: Callable[[Tx], Any]) -> Any:
        wakes = Wakes()
        with self._engine.begin() as connection:
            result = unit(Tx(connection, self._ground, wakes))
            for name in wakes.names:
                payload = f"{self._sender} {name}"
                connection.execute(NOTIFY, {"channel": CHANNEL, "payload": payload})
        tell(self._on_wake, wakes.names)
        return result
