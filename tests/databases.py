"""PostgreSQL databases for tests: copied from a migrated one, and emptied for the next test.

To copy a database takes the server longer than most tests take, so a database is handed on: every
row is taken out again, sequences begin again, and whoever was connected is sent away. One whose
schema is no longer what it was is not handed on.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count

import psycopg
from psycopg import sql
from sqlalchemy import make_url

_numbers = count(1)
_free: dict[tuple[str, str], list[_Database]] = defaultdict(list)

MOST_TIMES = 100  # that a database is handed on: what was deleted still takes room in its files
SEND_AWAY = """
SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
SCHEMA = """
SELECT (SELECT version_num FROM alembic_version), count(*), sum(oid::bigint), sum(relnatts),
  sum(relchecks), (SELECT count(*) FROM pg_constraint), (SELECT count(*) FROM pg_trigger),
  (SELECT count(*) FROM pg_proc WHERE pronamespace = 'public'::regnamespace)
FROM pg_class WHERE relnamespace = 'public'::regnamespace
"""
TABLES = """
SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version'
"""
SEQUENCES = "SELECT count(*) FROM pg_sequences"


@dataclass(slots=True)
class _Database:
    """A database that is handed from test to test."""

    url: str
    schema: object
    tables: list[str]
    times: int = 0


def address(server: str, database: str) -> str:
    """Return the address of one database of a server."""
    return make_url(server).set(database=database).render_as_string(hide_password=False)


def create_database(server: str, template: str = "template1") -> str:
    """Make a database and return its address."""
    name = f"t{os.getpid()}_{next(_numbers)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY").format(
                sql.Identifier(name), sql.Identifier(template)
            )
        )
    return address(server, name)


def drop_database(server: str, url: str) -> None:
    """Drop a database, whoever is connected to it."""
    name = make_url(url).database
    assert name is not None
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@contextmanager
def borrowed(server: str, template: str) -> Iterator[str]:
    """Give the address of a database that is like the template, which holds no rows."""
    free = _free[server, template]
    database = free.pop() if free else _made(create_database(server, template))
    yield database.url
    if _emptied(database):
        free.append(database)
    else:
        drop_database(server, database.url)


def _made(url: str) -> _Database:
    with psycopg.connect(url, autocommit=True) as connection:
        tables = [name for (name,) in connection.execute(TABLES)]
        for name in tables:
            asked = sql.SQL("SELECT 1 FROM {}").format(sql.Identifier(name))
            assert not connection.execute(asked).fetchone(), f"{name} of the template has rows"
        assert connection.execute(SEQUENCES).fetchone() == (0,), "sequences would go on"
        return _Database(url, connection.execute(SCHEMA).fetchone(), tables)


def _emptied(database: _Database) -> bool:
    """Empty a database; return whether it can be handed on."""
    database.times += 1
    with psycopg.connect(database.url, autocommit=True) as connection:
        connection.execute(SEND_AWAY)
        if connection.execute(SCHEMA).fetchone() != database.schema:
            return False
        # Deleted rather than truncated, which takes the server a hundred times as long.
        emptying: list[sql.Composable] = [
            sql.SQL("SET session_replication_role = replica")
        ]  # no foreign key is asked
        emptying += [
            sql.SQL("DELETE FROM {}").format(sql.Identifier(one)) for one in database.tables
        ]
        connection.execute(sql.SQL("; ").join(emptying))
    return database.times < MOST_TIMES
