"""A database is brought to the right schema, or says what to do; nothing is half done."""

import sqlite3
import threading
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import insert, text

from storage import migrate
from storage.errors import SchemaTooNew, SchemaTooOld, StorageError, StoreUnavailable
from storage.tables import lease, metadata
from tests.databases import create_database


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return the address of a database without any table, or of a file that is not there."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/data/holdfast.db"
    return create_database(request.getfixturevalue("postgres_server"))


def set_revision(url: str, revision: str) -> None:
    """Let a database say that it is at another revision."""
    with migrate.locked(url) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :at"), {"at": revision})


def fill(url: str) -> None:
    """Put a row into a database."""
    row = {
        "site_id": 1,
        "name": "polling",
        "holder": "me",
        "until": datetime(2026, 2, 25, tzinfo=UTC),
    }
    with migrate.locked(url) as connection:
        connection.execute(insert(lease), row)


def test_the_migrations_lead_to_exactly_the_tables_of_the_code(store_url: str) -> None:
    with migrate.locked(store_url) as connection:
        differences = compare_metadata(MigrationContext.configure(connection), metadata)

    assert differences == []


def test_an_empty_database_is_made_whole(empty_url: str) -> None:
    assert migrate.current(empty_url) is None
    assert migrate.is_empty(empty_url)
    assert not migrate.is_current(empty_url)

    migrate.upgrade(empty_url)

    assert migrate.is_current(empty_url)
    assert migrate.is_empty(empty_url)  # tables without rows are no data
    migrate.check_schema(empty_url)


def test_migrating_twice_changes_nothing(store_url: str) -> None:
    fill(store_url)
    migrate.upgrade(store_url)

    assert migrate.is_current(store_url)
    assert not migrate.is_empty(store_url)


def test_whether_there_is_data_can_be_told_on_an_older_schema(store_url: str) -> None:
    with migrate.locked(store_url) as connection:
        connection.exec_driver_sql("ALTER TABLE lease DROP COLUMN holder")
    assert migrate.is_empty(store_url)

    with migrate.locked(store_url) as connection:
        connection.exec_driver_sql("INSERT INTO lease (site_id, name, until) VALUES (1, 'x', 0)")
    assert not migrate.is_empty(store_url)


def test_looking_does_not_make_a_file(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/holdfast.db"

    assert migrate.is_empty(url)
    assert migrate.current(url) is None
    assert list(tmp_path.iterdir()) == []


def test_an_old_schema_is_refused_with_what_to_do(empty_url: str) -> None:
    with pytest.raises(SchemaTooOld, match=r"revision none .* run: holdfast migrate"):
        migrate.check_schema(empty_url)


def test_a_schema_of_the_future_is_refused_and_left_alone(store_url: str) -> None:
    set_revision(store_url, "9999")

    for refused in (migrate.check_schema, migrate.prepare, migrate.upgrade):
        with pytest.raises(SchemaTooNew, match="9999"):
            refused(store_url)
    assert migrate.current(store_url) == "9999"


def test_sqlite_makes_itself_ready(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/data/holdfast.db"
    migrate.prepare(url)
    migrate.prepare(url)

    assert migrate.is_current(url)
    assert not list((tmp_path / "data").glob("*.before-*"))


def test_postgresql_is_never_migrated_by_a_start(postgres_server: str) -> None:
    url = create_database(postgres_server)

    with pytest.raises(SchemaTooOld):
        migrate.prepare(url)
    assert migrate.current(url) is None


def test_a_file_that_holds_something_is_copied_before_it_is_migrated(
    sqlite_url: str, tmp_path: Path
) -> None:
    fill(sqlite_url)
    with migrate.locked(sqlite_url) as connection:  # as if this version were the first after it
        connection.exec_driver_sql("DELETE FROM alembic_version")
    copy = tmp_path / f"holdfast.db.before-{migrate.newest()}"
    copy.write_text("an earlier try")

    with pytest.raises(Exception, match="already exists"):
        migrate.upgrade(sqlite_url)

    with closing(sqlite3.connect(copy)) as copied:
        assert copied.execute("SELECT holder FROM lease").fetchall() == [("me",)]
    assert migrate.current(sqlite_url) is None  # what failed is undone


def test_a_file_without_rows_is_not_copied(tmp_path: Path) -> None:
    migrate.upgrade(f"sqlite:///{tmp_path}/holdfast.db")

    assert not list(tmp_path.glob("*.before-*"))


def test_two_first_starts_at_once_are_both_well(empty_url: str) -> None:
    errors: list[BaseException] = []

    def start() -> None:
        try:
            migrate.upgrade(empty_url)
        except BaseException as error:  # noqa: BLE001 - shown below
            errors.append(error)

    starts = [threading.Thread(target=start) for _ in range(4)]
    for one in starts:
        one.start()
    for one in starts:
        one.join()

    assert errors == []
    assert migrate.is_current(empty_url)


def test_rows_without_their_parents_stop_a_migration(sqlite_url: str) -> None:
    with migrate.locked(sqlite_url) as connection:
        connection.exec_driver_sql(
            "INSERT INTO page_link (site_id, page_link_id, token_lookup, staff_id, youth_id,"
            " created_at, expires_at) VALUES (1, 1, x'00', 404, 404, 0, 0)"
        )
        with pytest.raises(StorageError, match="without their parents in: page_link"):
            migrate._check_references(connection)
        connection.exec_driver_sql("DELETE FROM page_link")


def test_a_database_that_cannot_be_used_is_an_outage(tmp_path: Path) -> None:
    path = tmp_path / "holdfast.db"
    path.write_bytes(b"this is no database, and never was one" * 100)

    for refused in (migrate.prepare, migrate.upgrade, migrate.check_schema):
        with pytest.raises(StoreUnavailable, match="not a database"):
            refused(f"sqlite:///{path}")
    with pytest.raises(StoreUnavailable, match="see that it is running"):
        migrate.check_schema("postgresql://postgres@/nowhere?host=/nonexistent")


def test_a_migration_waits_for_another_on_postgresql(postgres_server: str) -> None:
    url = create_database(postgres_server)
    done = threading.Event()

    def upgrade() -> None:
        migrate.upgrade(url)
        done.set()

    with psycopg.connect(url) as holder:
        holder.execute(str(migrate.MIGRATE_LOCK))
        waiting = threading.Thread(target=upgrade)
        waiting.start()
        assert not done.wait(0.2)
    waiting.join()

    assert migrate.is_current(url)
