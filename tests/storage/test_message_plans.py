"""SQLite finds what is due by the index made for it, and never walks through what is done."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import event

from domain.message import Purpose
from domain.people import Actor
from services.claim_messages import claim
from services.health import message_facts
from services.inbox_work import next_update
from services.outbox_work import recover
from storage.outbox_claim import work
from storage.store import Store, open_store
from storage.tx import Tx
from storage.vault import Vault
from tests.messages import ACTOR as TEST
from tests.messages import NOW, REAL, Told, queue, queue_edit

ACTOR = Actor.system("test")
# All rows of a table, or all rows of the site: both grow for ever.
WALKS = re.compile(r"SCAN (?!CONSTANT)|\(site_id=\?\)")
# Staff are a handful whatever has happened, and that index holds open cases only.
FEW = re.compile(r"^SEARCH staff |uq_case_file_open_episode")
INDEX_OF_FEW = re.compile(r"ix_(outbox_unknown|inbox_parked)")


@pytest.fixture
async def sqlite(sqlite_url: str, vault: Vault, ids: Any) -> Any:
    opened = open_store(sqlite_url, vault=vault, ids=ids, on_wake=lambda _: None)
    yield opened
    await opened.close()


async def plans(store: Store, verb: Callable[..., object], *args: Any, **more: Any) -> list[str]:
    """Run a verb and return how SQLite searched for each of its statements."""

    def watched(tx: Tx) -> list[str]:
        seen: list[tuple[str, Any]] = []

        def note(_c: Any, _k: Any, statement: str, values: Any, _x: Any, many: bool) -> None:
            if not many:
                seen.append((statement, values))

        event.listen(tx._connection, "before_cursor_execute", note)
        verb(tx, *args, **more)
        event.remove(tx._connection, "before_cursor_execute", note)
        rows = [
            row
            for statement, values in seen
            if statement.lstrip().startswith(("SELECT", "UPDATE"))
            for row in tx._connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
        ]
        return [str(row[-1]) for row in rows]

    return await store.write(watched)


@pytest.mark.parametrize("verb", ["claim", "recover", "work", "facts", "next_update"])
async def test_the_message_path_never_walks_through_what_is_done(sqlite: Store, verb: str) -> None:
    await queue(sqlite, "hej", purpose=Purpose.CASE)
    await queue_edit(sqlite, "hej", edits_message_id=5, chat=8)
    reactions = Told().reactions
    steps = await {
        "claim": lambda: plans(sqlite, claim, TEST, NOW, holder="h", real=REAL, limit=9),
        "recover": lambda: plans(sqlite, recover, TEST, NOW, reactions, real=REAL),
        "work": lambda: plans(sqlite, work, NOW, REAL),
        "facts": lambda: plans(sqlite, message_facts, NOW),
        "next_update": lambda: plans(sqlite, next_update, ACTOR, NOW),
    }[verb]()

    assert steps
    walks = [
        step
        for step in steps
        if WALKS.search(step) and not (INDEX_OF_FEW.search(step) or FEW.search(step))
    ]
    assert walks == []
