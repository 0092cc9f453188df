"""What was given up on can be seen and tried again from the command line, without its words."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

from bot.clock import Clock
from bot.ground import opened
from domain.people import Actor
from services.inbox_work import WAITS, next_update, postpone
from services.store_updates import RawUpdate, store_updates
from storage import inbox
from tests.bot.shell import SHORT, Shell, furnished, house, log_of_its_own, settings_of, shell

__all__ = ["furnished", "house", "log_of_its_own", "shell"]

ACTOR = Actor.system("test")
WORDS = "det er kun til Maja"


def park(folder: Path, *, chats: int) -> None:
    """Let an update of each of some chats fail until it is parked."""

    async def fail() -> None:
        async with opened(settings_of(folder), Clock()) as ground:
            store, now = ground.store, ground.world.clock.now()
            await ground.vault.day_key(now.date())
            body = f'{{"text": "{WORDS}"}}'.encode()
            updates = [RawUpdate(number, number, body) for number in range(1, chats + 1)]
            await store.write(store_updates, ACTOR, now, updates, bot_id=1)
            for _ in range(chats):
                found = await store.read(next_update, ACTOR, now)
                assert found is not None
                for _ in range(len(WAITS) + 1):
                    await store.write(postpone, ACTOR, now, found.inbox_id, "ValueError")

    asyncio.run(fail())


def parked(folder: Path) -> int:
    async def count() -> int:
        async with opened(settings_of(folder), Clock()) as ground:
            return await ground.store.read(inbox.parked)

    return asyncio.run(count())


def test_what_is_parked_is_listed_without_words_and_tried_anew(shell: Shell, house: Path) -> None:
    park(house, chats=2)
    head, *rows, gap, total = shell.shown("inbox", "list")
    assert head.split() == ["CAME", "TRIES", "FAILED", "WITH"]
    assert all(re.fullmatch(rf"{SHORT}  +5  +ValueError", row) for row in rows)
    assert (len(rows), gap, total) == (2, "", "Parked: 2. Try again: holdfast inbox retry")
    assert WORDS not in "".join(rows)

    assert shell.shown("inbox", "retry") == ["Tried anew as soon as Holdfast runs: 2."]
    assert parked(house) == 0


def test_when_nothing_is_parked_that_is_said(shell: Shell) -> None:
    nothing = ["No update is parked; there is nothing to do."]
    assert shell.shown("inbox", "list") == shell.shown("inbox", "retry") == nothing
