"""How fast replies are stored on SQLite, each on the disk before its caller goes on.

A reply is seven rows, one of them with sealed words, as in the product.
"""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterable, Sequence
from pathlib import Path

from sqlalchemy import MetaData, Table, Text

from bench.measured import Measured
from domain.ids import IdSource
from storage import sqlite
from storage.columns import personal, plain, row_id, site_id
from storage.store import Store, open_store
from storage.tx import Tx
from storage.vault import open_vault

SAMPLES = 5
ROWS = 7  # of one reply
YOUTH = 900_000_001
WORDS = "Det har været en lang uge, men i går var jeg nede og træne igen."
START_MS = 1_772_000_000_000

row = Table(
    "row",
    MetaData(),
    site_id(),
    row_id(),
    plain("kind", Text),
    personal("words", sealed=True, nullable=True),
)


def record_replies(tx: Tx, count: int) -> None:
    """Store that many replies in one statement, as a hot verb does."""
    rows = []
    for _ in range(count):
        new = tx.new_id()
        words = tx.seal(YOUTH, row.c.words, new, WORDS)
        rows.append({"site_id": tx.site_id, "id": new, "kind": "reply", "words": words})
        rows += [
            {"site_id": tx.site_id, "id": tx.new_id(), "kind": "other", "words": None}
            for _ in range(ROWS - 1)
        ]
    tx.execute(row.insert(), rows)


async def one_after_another(store: Store, count: int) -> None:
    """Store replies one by one, each awaited: the naive way."""
    for _ in range(count):
        await store.write(record_replies, 1)


async def at_once(store: Store, count: int) -> None:
    """Store replies from many callers at once, which the writer groups."""
    await asyncio.gather(*(store.write(record_replies, 1) for _ in range(count)))


async def in_sets(store: Store, count: int) -> None:
    """Store replies fifty to a unit, several units at once."""
    await asyncio.gather(*(store.write(record_replies, 50) for _ in range(count // 50)))


WAYS: Sequence[tuple[str, Callable[[Store, int], Awaitable[None]], int]] = (
    ("awaited one by one", one_after_another, 300),
    ("many at once, grouped", at_once, 2000),
    ("sets of fifty, grouped", in_sets, 5000),
)


def main() -> Iterable[Measured]:
    """Measure each way of storing, on a file in a folder of its own."""
    with tempfile.TemporaryDirectory(prefix="holdfast-bench-") as folder:
        samples = asyncio.run(_measure(Path(folder)))
    for what, _, _ in WAYS:
        yield Measured(f"replies stored, {what}", "replies/s", tuple(samples[what]))


async def _measure(folder: Path) -> dict[str, list[float]]:
    vault = open_vault(f"sqlite:///{folder}/keys.db", folder / "key", database_is_empty=True)
    await vault.new_key(YOUTH, "youth")
    url = f"sqlite:///{folder}/bench.db"
    engine = sqlite.migrating_engine(sqlite.path_of(url))
    row.metadata.create_all(engine)
    engine.dispose()
    ids = IdSource(lambda: START_MS)
    store = open_store(url, vault=vault, ids=ids, on_wake=lambda _: None)
    samples: dict[str, list[float]] = {what: [] for what, _, _ in WAYS}
    # Interleaved, so that a slow moment of the machine meets all of them.
    for _ in range(SAMPLES):
        for what, way, count in WAYS:
            began = time.perf_counter()
            await way(store, count)
            samples[what].append(count / (time.perf_counter() - began))
    await store.close()
    vault.close()
    return samples
