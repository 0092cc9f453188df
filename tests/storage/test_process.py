"""What was acknowledged survives a kill, and a process that is done with the store ends."""

import asyncio
import signal
import sys
from asyncio.subprocess import PIPE, Process
from pathlib import Path

import pytest
from sqlalchemy import text

from domain.ids import IdSource
from storage.store import open_store
from storage.tx import Rx
from storage.vault import Vault
from tests.storage.things import names

ROOT = Path(__file__).resolve().parents[2]
SOON = 30  # seconds


async def start(url: str, folder: Path, mode: str) -> Process:
    """Start a process that writes."""
    arguments = ["-W", "error", "-m", "tests.storage.writing_process", url, str(folder), mode]
    return await asyncio.create_subprocess_exec(
        sys.executable, *arguments, cwd=ROOT, stdout=PIPE, stderr=PIPE
    )


async def kill_after(process: Process, acknowledgements: int) -> set[str]:
    """Kill the process in the middle of its work; return all that it had acknowledged."""
    assert process.stdout is not None
    lines = [await process.stdout.readline() for _ in range(acknowledgements)]
    process.send_signal(signal.SIGKILL)
    rest, _ = await asyncio.wait_for(process.communicate(), SOON)
    # Of the last line only a part may have been said; a part is no acknowledgement.
    said = b"".join([*lines, rest]).decode().split("\n")[:-1]
    assert process.returncode == -signal.SIGKILL
    assert len(said) >= acknowledgements
    return set(said)


@pytest.mark.parametrize("acknowledgements", [1, 60, 700])
async def test_all_that_was_acknowledged_is_there_after_a_kill(
    store_url: str, tmp_path: Path, vault: Vault, ids: IdSource, acknowledgements: int
) -> None:
    folder = tmp_path / "process"
    folder.mkdir()
    process = await start(store_url, folder, "forever")
    said = await kill_after(process, acknowledgements)

    store = open_store(store_url, vault=vault, ids=ids, on_wake=lambda name: None)
    there = await store.read(names)
    if store.dialect == "sqlite":
        assert await store.read(integrity) == "ok"
    await store.close()

    assert said <= set(there)
    assert len(there) == len(set(there))


def integrity(rx: Rx) -> str:
    """Return what SQLite thinks of its file."""
    return str(rx.execute(text("PRAGMA integrity_check")).scalar_one())


@pytest.mark.parametrize("mode", ["closed", "open"])
async def test_a_process_ends_by_itself_whether_or_not_it_closed_the_store(
    store_url: str, tmp_path: Path, mode: str
) -> None:
    process = await start(store_url, tmp_path, mode)
    out, err = await asyncio.wait_for(process.communicate(), SOON)

    assert out == b"1\n"
    assert process.returncode == 0
    # psycopg complains, rightly, of a connection that nobody closed.
    assert err == b"" or mode == "open"
