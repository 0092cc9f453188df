"""Connections to SQLite that stay open from one transaction to the next."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine


class Kept:
    """Lends connections of one engine, each to one thread at a time, with a transaction begun.

    To take one from the pool and to give it back each time costs as much as several statements.
    One in whose transaction anything failed is not kept.
    """

    def __init__(self, engine: Engine, begin: str) -> None:
        """Lend connections of an engine; `begin` is how its transactions begin."""
        self._engine = engine
        self._begin = begin
        self._idle: list[Connection] = []  # a list gives and takes in one step, for all threads

    @contextmanager
    def transaction(self, *, keeps: bool = True) -> Iterator[Connection]:
        """Lend a connection for one transaction.

        It is committed at the end, unless an error comes out, or it `keeps` nothing.
        """
        connection = self._idle.pop() if self._idle else self._engine.connect()
        try:
            # Straight to the driver: every unit and every look begins so, with nothing to bind.
            driver_of(connection).execute(self._begin)
            yield connection
            end(connection, keeps=keeps)
        except BaseException:
            _give_back(connection)
            raise
        self._idle.append(connection)

    def close(self) -> None:
        """Close every connection; none may be lent."""
        while self._idle:
            self._idle.pop().close()
        self._engine.dispose()


def driver_of(connection: Connection) -> sqlite3.Connection:
    """Return the driver's own connection."""
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    return driver


def end(connection: Connection, *, keeps: bool) -> None:
    """End the transaction of a connection: keep what it wrote, or undo it."""
    # SQLAlchemy knows of the transaction as soon as a statement went through it.
    whole = connection.get_transaction() or driver_of(connection)
    if keeps:
        whole.commit()
    else:
        whole.rollback()


def _give_back(connection: Connection) -> None:
    """Give a connection back to the pool with nothing begun on it."""
    try:
        driver_of(connection).rollback()  # a commit that failed leaves all of it open
    except sqlite3.Error:
        connection.invalidate()
    connection.close()
