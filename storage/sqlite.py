"""Connections to a SQLite file: durable, forgetful of what is deleted, never half locked."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url

from storage.compiled import shared
from storage.kept import driver_of

if TYPE_CHECKING:
    from sqlalchemy.engine.interfaces import DBAPIConnection

BUSY_SECONDS = 10  # how long to wait for another process, such as a command, to finish writing
MIGRATION_BUSY_SECONDS = 300  # a second start waits for the first one's migration

WRITES = "BEGIN IMMEDIATE"  # takes the write lock at once
LOOKS = "BEGIN"
CACHED_STATEMENTS = 512  # that the driver keeps ready to run; by itself it keeps 128


def _refuse(_value: datetime) -> None:
    """Refuse an instant that no column's type has made a number of.

    The driver would write it as text, which is later than every number: a wrong answer, unseen.
    """
    raise TypeError("an instant is bound without its type; say bindparam(…, type_=column.type)")


sqlite3.register_adapter(datetime, _refuse)

DURABLE = (
    "journal_mode = WAL",
    "synchronous = FULL",  # a commit is on the disk; free once commits are grouped
    "secure_delete = ON",  # what is erased is overwritten with zeros
)


def path_of(url: str) -> Path:
    """Return the file that a `sqlite:///…` address names."""
    return Path(make_url(url).database or "").absolute()


def writing_engine(path: Path, *, careless: bool = False) -> Engine:
    """Return an engine of one connection that can write, for one thread.

    A careless one does not wait for the disk and loses all when the machine stops: only for data
    that nobody needs, such as a simulation's.

    Every transaction takes the write lock when it begins: one that read first and wrote later
    would be refused at once when another had written between, and no waiting would help.
    """
    pragmas: tuple[str, ...] = (f"busy_timeout = {BUSY_SECONDS * 1000}", *DURABLE)
    pragmas += ("foreign_keys = ON",)
    if careless:
        pragmas += ("synchronous = OFF",)
    return _engine(_address(path), pragmas, WRITES, size=1)


def migrating_engine(path: Path) -> Engine:
    """Return an engine that makes the file, and migrates it in one transaction.

    SQLite changes a table by making it anew; with foreign keys on, dropping the old one would
    take the rows that point to it along. So they are off, and checked before the commit.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    pragmas = (f"busy_timeout = {MIGRATION_BUSY_SECONDS * 1000}", *DURABLE, "foreign_keys = OFF")
    return _engine(_address(path), pragmas, WRITES, size=1)


def reading_engine(path: Path, size: int) -> Engine:
    """Return an engine whose connections cannot write and never take the write lock."""
    address = _address(path.as_uri(), mode="ro", uri="true")
    return _engine(address, (f"busy_timeout = {BUSY_SECONDS * 1000}",), LOOKS, size=size)


def _address(database: Path | str, **query: str) -> URL:
    return URL.create("sqlite+pysqlite", database=str(database), query=query)


def _engine(address: URL, pragmas: tuple[str, ...], begin: str, *, size: int) -> Engine:
    # An error message must not carry what somebody wrote, hence no parameters in it.
    engine = shared(
        create_engine(
            address,
            pool_size=size,
            max_overflow=0,
            hide_parameters=True,
            connect_args={"cached_statements": CACHED_STATEMENTS},
        )
    )
    event.listen(engine, "connect", set_up(*pragmas))

    def start(connection: Connection) -> None:
        driver = driver_of(connection)
        if not driver.in_transaction:  # nor begun before SQLAlchemy was asked for anything
            driver.execute(begin)

    event.listen(engine, "begin", start)
    return engine


def set_up(*pragmas: str) -> Callable[[DBAPIConnection, object], None]:
    """Return what prepares each new connection of an engine."""

    def prepare(connection: DBAPIConnection, _record: object) -> None:
        # Transactions are ours; the driver would begin them late and without the lock.
        connection.isolation_level = None
        for pragma in pragmas:
            connection.cursor().execute(f"PRAGMA {pragma}")

    return prepare
