"""What storage raises, and the one place that tells an outage from a mistake of ours."""

from __future__ import annotations

import sqlite3

import psycopg
from sqlalchemy.exc import DBAPIError, SQLAlchemyError


class StorageError(Exception):
    """Storage cannot do what was asked; the message says what to do about it."""


class StoreUnavailable(StorageError):  # noqa: N818 - a state of the world, named as one
    """Nothing can be stored or read now: disk full, read-only, locked or connection lost.

    What was asked is not stored, save that a connection lost during a commit leaves that open.
    """


class SchemaTooOld(StorageError):  # noqa: N818
    """The database was made by an older version and has not been migrated."""


class SchemaTooNew(StorageError):  # noqa: N818
    """The database was made by a newer version than this one."""


class VaultError(StorageError):
    """A key is missing, wrong or badly kept."""


# SQLite's primary result codes that no change of ours to a statement would cure.
SQLITE_OUTAGES = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PROTOCOL,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_AUTH,
        sqlite3.SQLITE_NOTADB,
    }
)
# SQLSTATE classes: connection, login, resources, operator, system; and a read-only server.
POSTGRES_OUTAGES = ("08", "28", "3D", "53", "57", "58", "25006")
POSTGRES_CONFLICTS = frozenset({"40001", "40P01"})  # serialization failure, deadlock


def is_outage(error: BaseException) -> bool:
    """Return whether an error means that the database cannot be used now."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(cause, sqlite3.Error):
        code = getattr(cause, "sqlite_errorcode", None)  # absent on the driver's own errors
        return code is not None and code & 0xFF in SQLITE_OUTAGES
    if isinstance(cause, psycopg.Error):
        # Without a state the server never answered: it could not be reached, or went away.
        state = cause.sqlstate
        lost = state is None and isinstance(cause, psycopg.OperationalError)
        return lost or (state is not None and state.startswith(POSTGRES_OUTAGES))
    return False


def is_conflict(error: BaseException) -> bool:
    """Return whether PostgreSQL asks to run the whole transaction again."""
    return (
        isinstance(error, DBAPIError)
        and isinstance(error.orig, psycopg.Error)
        and error.orig.sqlstate in POSTGRES_CONFLICTS
    )


def unavailable(error: BaseException) -> StoreUnavailable:
    """Return the outage that an error means, in words without any stored value."""
    cause = getattr(error, "orig", None) or error
    reason = str(cause).splitlines()[0] if isinstance(error, SQLAlchemyError) else repr(cause)
    return StoreUnavailable(
        f"the database cannot be used ({reason}); see that it is running, writable and has room"
    )
