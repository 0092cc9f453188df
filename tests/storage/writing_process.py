"""A process that writes until it is killed, and says what was acknowledged.

`python -m tests.storage.writing_process URL FOLDER MODE`; MODE is `forever`, `closed` or `open`.
"""

import asyncio
import os
import sys
from itertools import count
from pathlib import Path

from domain.ids import IdSource
from storage.store import Store, open_store
from storage.vault import open_vault
from tests.storage.things import add, make_table, total
from tests.stores import START_MS

AT_ONCE = 50


async def write_for_ever(store: Store) -> None:
    """Write names, and print each as soon as the store has said that it is written."""
    names = count()

    async def one_after_another() -> None:
        while True:
            name = str(next(names))
            await store.write(add, name)
            os.write(1, f"{name}\n".encode())

    await asyncio.gather(*(one_after_another() for _ in range(AT_ONCE)))


async def main(url: str, folder: Path, mode: str) -> None:
    """Open a store and write; `open` ends without closing anything."""
    vault = open_vault(f"sqlite:///{folder}/keys.db", folder / "key", database_is_empty=True)
    ids = IdSource(lambda: START_MS)
    store = open_store(url, vault=vault, ids=ids, on_wake=lambda name: None)
    await store.write(make_table)
    if mode == "forever":
        await write_for_ever(store)
    await store.write(add, "lamp")
    os.write(1, f"{await store.read(total)}\n".encode())
    if mode == "closed":
        await store.close()
        vault.close()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], Path(sys.argv[2]), sys.argv[3]))
