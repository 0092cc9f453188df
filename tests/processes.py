"""The product in processes of its own, told everything by the environment."""

from __future__ import annotations

import asyncio
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
SOON = 40.0  # seconds; only a process that hangs needs them


def environment(settings: Settings, **more: str) -> dict[str, str]:
    """Return the environment of a process with these settings, and nothing of ours."""
    named = {
        "TELEGRAM_TOKEN": settings.telegram_token.get_secret_value(),
        "TELEGRAM_API_URL": settings.telegram_api_url,
        "BOT_USERNAME": settings.bot_username or "",
        "DATABASE_URL": settings.database_url,
        "KEYSTORE_URL": settings.keystore_url,
        "MASTER_KEY_FILE": str(settings.master_key_file),
        "SITE_PHONE": settings.site_phone,
        "PUBLIC_URL": settings.public_url,
        "WEB_PORT": str(settings.web_port),
    }
    return {**plain_environment(), **named, **more}


def plain_environment() -> dict[str, str]:
    """Return an environment in which Python finds the product, and no setting of it."""
    return {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}


@dataclass(frozen=True, slots=True)
class Started:
    """A process that was started, and the file with what it writes to its log."""

    process: Process
    log: Path

    @property
    def pid(self) -> int:
        """Return its number."""
        return self.process.pid

    async def ended(self, seconds: float = SOON) -> int:
        """Wait until it has ended; return its exit code, negative for a signal.

        Raises:
            AssertionError: It does not end; the words hold its log.
        """
        try:
            return await asyncio.wait_for(self.process.wait(), seconds)
        except TimeoutError:
            raise AssertionError(f"still running; it said:\n{self.said()}") from None

    async def line(self, seconds: float = SOON) -> str:
        """Return the next line that it prints, without its end."""
        assert self.process.stdout is not None
        found = await asyncio.wait_for(self.process.stdout.readline(), seconds)
        return found.decode().rstrip("\n")

    def said(self) -> str:
        """Return its log so far."""
        return self.log.read_text(encoding="utf-8")


@asynccontextmanager
async def started(
    *arguments: str, env: Mapping[str, str], folder: Path, name: str = "process"
) -> AsyncIterator[Started]:
    """Start `python ARGUMENTS` in a folder; it is killed at the end of the block if it runs."""
    path = folder / f"{name}.log"
    with path.open("ab") as log:
        process = await asyncio.create_subprocess_exec(
            sys.executable, *arguments, cwd=folder, env=env, stdin=DEVNULL, stdout=PIPE, stderr=log
        )
    try:
        yield Started(process, path)
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()
