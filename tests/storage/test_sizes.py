"""SQLite looks for few rows by the index that finds few, however many a site has."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import event

from storage import begun, cafe_mail, cases, checkins, planned, replies, told
from storage.store import Store, open_store
from storage.tx import Rx, Tx
from storage.vault import Vault
from tests.messages import NOW


@pytest.fixture
async def sqlite(sqlite_url: str, vault: Vault, ids: Any) -> Any:
    opened = open_store(sqlite_url, vault=vault, ids=ids, on_wake=lambda _: None)
    yield opened
    await opened.close()


async def searches(store: Store, verb: Callable[[Tx], object]) -> list[str]:
    """Run a verb and return how SQLite searches for each of its statements."""

    def watched(tx: Tx) -> list[str]:
        seen: list[tuple[str, Any]] = []

        def note(_c: Any, _k: Any, statement: str, values: Any, *_: Any) -> None:
            seen.append((statement, values))

        event.listen(tx._connection, "before_cursor_execute", note)
        verb(tx)
        event.remove(tx._connection, "before_cursor_execute", note)
        return [
            str(row[-1])
            for statement, values in seen
            for row in tx._connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
        ]

    return await store.write(watched)


@pytest.mark.parametrize(
    ("verb", "narrow"),
    [
        (lambda tx: told.of_case(tx, 1), "case_file_id=?"),
        (lambda tx: told.of_checkin(tx, 1), "checkin_id=?"),
        (lambda tx: told.reminder_of(tx, 1), "checkin_id=?"),
        (lambda tx: told.withdraw(tx, 1, but=None, reason="x"), "checkin_id=?"),
        (lambda tx: told.waiting_yellow(tx, 1, NOW), "ready_at>?"),
        (lambda tx: begun.messages(tx, 1, since=NOW), "youth_id=?"),
        (lambda tx: cases.of_youth(tx, 1, still_open=False), "youth_id=?"),
        (lambda tx: checkins.open_of(tx, 1), "youth_id=?"),
        (lambda tx: planned.of_youth(tx, 1), "youth_id=?"),
        (lambda tx: replies.unread_of(tx, 1), "youth_id=?"),
        (lambda tx: cafe_mail.merged_in(tx, 1), "checkin_id=?"),
    ],
)
async def test_what_is_of_one_thing_is_found_by_the_index_of_that_thing(
    sqlite: Store, verb: Callable[[Tx], object], narrow: str
) -> None:
    found = await searches(sqlite, verb)

    assert found
    assert any(narrow in step for step in found), found
    assert not any("(site_id=?)" in step for step in found), found


async def test_every_index_has_its_figures(sqlite: Store) -> None:
    def without(rx: Rx) -> list[str]:
        asked = (
            "SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name != 'alembic_version'"
            " AND name NOT IN (SELECT idx FROM sqlite_stat1)"
        )
        return list(rx._connection.exec_driver_sql(asked).scalars())

    assert await sqlite.read(without) == []
