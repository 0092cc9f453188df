"""Brings a database to the schema of this version, safely, or says why it is not."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, inspect, literal, make_url, select, text
from sqlalchemy.exc import DBAPIError

from storage import sqlite
from storage.errors import SchemaTooNew, SchemaTooOld, StorageError, is_outage, unavailable
from storage.sizes import tell_sizes
from storage.tables import metadata

FOLDER = Path(__file__).parent / "migrations"
MIGRATE_LOCK = text("SELECT pg_advisory_xact_lock(4827302)")


def newest() -> str:
    """Return the revision that this version of Holdfast needs."""
    head = _script().get_current_head()
    assert head is not None
    return head


def current(url: str) -> str | None:
    """Return the revision of a database, or None when nothing has been made there."""
    if _is_missing(url):
        return None
    with _look(url) as connection:
        return _revision(connection)


def is_current(url: str) -> bool:
    """Return whether a database has exactly the schema of this version."""
    return current(url) == newest()


def is_empty(url: str) -> bool:
    """Return whether a database holds no row of ours, or is not there at all."""
    if _is_missing(url):
        return True
    with _look(url) as connection:
        return _holds_nothing(connection)


def check_schema(url: str) -> None:
    """Return when the schema is that of this version.

    Raises:
        SchemaTooOld: If it has to be migrated first.
        SchemaTooNew: If it belongs to a newer version of Holdfast.
        StoreUnavailable: If the database cannot be used.
    """
    found = current(url)
    if found == newest():
        return
    if found is not None and found not in _known():
        raise SchemaTooNew(
            f"the database is at revision {found}, which this version of Holdfast does not know; "
            "install the version that made it, or restore the backup from before"
        )
    raise SchemaTooOld(
        f"the database is at revision {found or 'none'} and this version needs {newest()}; "
        "stop every Holdfast that uses it, make a backup, and run: holdfast migrate"
    )


def prepare(url: str) -> None:
    """Make a database ready to be opened: SQLite migrates itself, PostgreSQL is only checked.

    Raises:
        SchemaTooOld: If a PostgreSQL database has to be migrated first.
        SchemaTooNew: If it belongs to a newer version of Holdfast.
        StoreUnavailable: If the database cannot be used.
    """
    found = current(url)
    if found == newest():
        return
    if _is_sqlite(url) and (found is None or found in _known()):
        upgrade(url)
    check_schema(url)


def upgrade(url: str) -> None:
    """Bring a database to the schema of this version, all of it or nothing.

    A SQLite file that holds something is first copied beside itself. Two that start at the same
    time wait for each other, and the second finds nothing to do.

    Raises:
        SchemaTooNew: If it belongs to a newer version of Holdfast.
        StoreUnavailable: If the database cannot be used.
    """
    with locked(url) as connection:
        found = _revision(connection)
        if found == newest():
            return
        if found is not None and found not in _known():
            raise SchemaTooNew(f"revision {found} is newer than this version of Holdfast")
        if connection.dialect.name == "sqlite" and not _holds_nothing(connection):
            _copy_beside(sqlite.path_of(url))
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        tell_sizes(connection)
        _check_references(connection)


@contextmanager
def locked(url: str) -> Iterator[Connection]:
    """Give a connection whose one transaction nobody else can migrate beside."""
    engine = _migrating_engine(url)
    try:
        with engine.begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(MIGRATE_LOCK)
            yield connection
    except DBAPIError as error:
        if is_outage(error):
            raise unavailable(error) from error
        raise
    finally:
        engine.dispose()


@contextmanager
def _look(url: str) -> Iterator[Connection]:
    engine = sqlite.reading_engine(sqlite.path_of(url), 1) if _is_sqlite(url) else _postgres(url)
    try:
        with engine.connect() as connection:
            yield connection
    except DBAPIError as error:
        if is_outage(error):
            raise unavailable(error) from error
        raise
    finally:
        engine.dispose()


def _migrating_engine(url: str) -> Engine:
    return sqlite.migrating_engine(sqlite.path_of(url)) if _is_sqlite(url) else _postgres(url)


def _postgres(url: str) -> Engine:
    return create_engine(make_url(url).set(drivername="postgresql+psycopg"), hide_parameters=True)


def _is_sqlite(url: str) -> bool:
    return make_url(url).get_backend_name() == "sqlite"


def _is_missing(url: str) -> bool:
    # Opening a SQLite file would make it.
    return _is_sqlite(url) and not sqlite.path_of(url).exists()


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _holds_nothing(connection: Connection) -> bool:
    there = set(inspect(connection).get_table_names())
    ours = [table for table in metadata.sorted_tables if table.name in there]
    # No column by name: an old schema may not have it yet.
    looks = (select(literal(1)).select_from(table).limit(1) for table in ours)
    return all(connection.execute(look).first() is None for look in looks)


def _check_references(connection: Connection) -> None:
    if connection.dialect.name != "sqlite":
        return
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if broken:
        tables = ", ".join(sorted({row[0] for row in broken}))
        raise StorageError(f"the migration would leave rows without their parents in: {tables}")


def _copy_beside(path: Path) -> None:
    """Copy what is committed to `<file>.before-<revision>`, replacing an earlier try."""
    target = path.with_name(f"{path.name}.before-{newest()}")
    target.unlink(missing_ok=True)
    with (
        closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as source,
        closing(sqlite3.connect(target)) as copy,
    ):
        source.backup(copy)


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


@cache  # reading the steps compiles them, and a process has one set of them
def _script() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())


def _known() -> set[str]:
    return {step.revision for step in _script().walk_revisions()}
