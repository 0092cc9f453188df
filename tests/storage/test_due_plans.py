"""What is due is found by the index made for it, however much is not due."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import event

from storage import audited, audited_chats, cafes, cases, checkins, planned, youths
from storage.due import DueColumn, next_due
from storage.store import Store, open_store
from storage.tx import Rx
from storage.vault import Vault
from tests.messages import NOW


@pytest.fixture
async def sqlite(sqlite_url: str, vault: Vault, ids: Any) -> Any:
    opened = open_store(sqlite_url, vault=vault, ids=ids, on_wake=lambda _: None)
    yield opened
    await opened.close()


async def searches(store: Store, look: Callable[..., object], *args: object) -> list[str]:
    """Run a look and return how SQLite searches for each of its statements."""

    def watched(rx: Rx) -> list[str]:
        seen: list[tuple[str, Any]] = []

        def note(_c: Any, _k: Any, statement: str, values: Any, *_: Any) -> None:
            seen.append((statement, values))

        event.listen(rx._connection, "before_cursor_execute", note)
        look(rx, *args)
        event.remove(rx._connection, "before_cursor_execute", note)
        return [
            str(row[-1])
            for statement, values in seen
            for row in rx._connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
        ]

    return await store.read(watched)


@pytest.mark.parametrize("due", [planned.DUE, checkins.DUE, youths.DUE, cases.DUE, cafes.DUE])
async def test_due_rows_are_found_by_their_own_index(sqlite: Store, due: DueColumn) -> None:
    found = await searches(sqlite, due.rows, NOW, 50)
    assert f"USING INDEX ix_{due.table.name}_{due.due.name}" in found[0].replace("COVERING ", "")


async def test_the_next_due_time_of_each_table_is_one_step_into_an_index(sqlite: Store) -> None:
    found = await searches(sqlite, next_due, NOW)
    assert len(found) == 10
    assert all("USING INDEX" in one.replace("COVERING ", "") for one in found), found
    assert not any("SCAN" in one or "(site_id=?)" in one for one in found), found


async def test_what_was_sent_of_late_is_found_without_walking_through_all_that_was(
    sqlite: Store,
) -> None:
    (found, _sorted) = await searches(sqlite, audited_chats.sent, NOW)
    assert "USING INDEX ix_outbox_sent (site_id=? AND sent_at>?)" in found


async def test_duties_of_youths_are_found_by_them(sqlite: Store) -> None:
    found = await searches(sqlite, audited.tasks, [1, 2], NOW)
    assert "USING INDEX ix_task_youth (site_id=? AND youth_id=?)" in found[0]
