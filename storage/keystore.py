"""Where wrapped keys lie: a small database of its own, never inside the data's backup."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    Connection,
    Engine,
    LargeBinary,
    MetaData,
    Table,
    Text,
    create_engine,
    event,
    make_url,
    select,
    text,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError
from sqlalchemy.schema import CreateTable

from storage.columns import personal, plain, row_id, site_id
from storage.compiled import shared
from storage.errors import is_outage, unavailable
from storage.sqlite import BUSY_SECONDS, path_of, set_up

metadata = MetaData()

data_key = Table(
    "data_key",
    metadata,
    site_id(),
    row_id("owner_id"),
    plain("kind", Text),  # person | site | day
    personal("wrapped", LargeBinary, nullable=True),  # empty: forgotten, and never made again
)

key_check = Table(
    "key_check",
    metadata,
    site_id(),
    plain("value", LargeBinary),  # proves that the master key is the right one, and no more
)

CREATE_LOCK = text("SELECT pg_advisory_xact_lock(4827301)")  # two first starts at once


@dataclass(frozen=True, slots=True)
class WrappedKey:
    """One owner's key as it lies in the store."""

    kind: str
    wrapped: bytes | None  # None when the owner was forgotten


class KeyStore:
    """The keys of one site. Safe to share between threads."""

    def __init__(self, url: str, site: int, *, careless: bool = False) -> None:
        """Open the keys at an address; a careless SQLite does not wait for the disk."""
        self._site = site
        self._engine = _engine(url, careless=careless)
        with self._begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(CREATE_LOCK)
            for table in metadata.sorted_tables:
                connection.execute(CreateTable(table, if_not_exists=True))

    def close(self) -> None:
        """Close the connections."""
        self._engine.dispose()

    def find(self, owner_id: int) -> WrappedKey | None:
        """Return the owner's key, or None when it never had one."""
        wanted = select(data_key.c.kind, data_key.c.wrapped).where(
            data_key.c.site_id == self._site, data_key.c.owner_id == owner_id
        )
        with self._begin() as connection:
            row = connection.execute(wanted).one_or_none()
        return None if row is None else WrappedKey(row.kind, row.wrapped)

    def add(self, owner_id: int, kind: str, wrapped: bytes) -> None:
        """Commit a key; an owner that has one, or was forgotten, stays as it is."""
        row = {"owner_id": owner_id, "kind": kind, "wrapped": wrapped}
        self._add_once(data_key, row)

    def forget(self, owner_id: int) -> None:
        """Wipe the owner's key; that it once had one stays known."""
        with self._begin() as connection:
            connection.execute(
                update(data_key)
                .where(data_key.c.site_id == self._site, data_key.c.owner_id == owner_id)
                .values(wrapped=None)
            )

    def owners(self, kind: str, *, forgotten: bool = False) -> list[int]:
        """Return the owners of that kind whose keys are still there, or were forgotten."""
        gone = data_key.c.wrapped.is_(None)
        wanted = select(data_key.c.owner_id).where(
            data_key.c.site_id == self._site,
            data_key.c.kind == kind,
            gone if forgotten else ~gone,
        )
        with self._begin() as connection:
            return list(connection.execute(wanted).scalars())

    def check_value(self) -> bytes | None:
        """Return what the master key left here when the store was new."""
        wanted = select(key_check.c.value).where(key_check.c.site_id == self._site)
        with self._begin() as connection:
            return connection.execute(wanted).scalar_one_or_none()

    def set_check_value(self, value: bytes) -> None:
        """Commit the mark of the master key; the first one stays."""
        self._add_once(key_check, {"value": value})

    def _add_once(self, table: Table, row: dict[str, Any]) -> None:
        with self._begin() as connection:
            new = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
            values = {"site_id": self._site, **row}
            connection.execute(new(table).on_conflict_do_nothing(), values)

    @contextmanager
    def _begin(self) -> Iterator[Connection]:
        try:
            with self._engine.begin() as connection:
                yield connection
        except DBAPIError as error:
            if is_outage(error):
                raise unavailable(error) from error
            raise


def _engine(url: str, *, careless: bool) -> Engine:
    if make_url(url).get_backend_name() == "postgresql":
        address = make_url(url).set(drivername="postgresql+psycopg")
        return shared(create_engine(address, pool_pre_ping=True, hide_parameters=True))
    path = path_of(url)
    path.parent.mkdir(parents=True, exist_ok=True)
    engine = shared(create_engine(f"sqlite+pysqlite:///{path}", hide_parameters=True))
    # Each statement is its own transaction. No WAL: it would keep old pages with forgotten keys.
    pragmas = (
        f"busy_timeout = {BUSY_SECONDS * 1000}",
        "journal_mode = DELETE",
        "synchronous = OFF" if careless else "synchronous = FULL",
        "secure_delete = ON",  # a forgotten key is overwritten with zeros
    )
    event.listen(engine, "connect", set_up(*pragmas))
    return engine
