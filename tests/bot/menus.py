"""Telegram as those who publish menus meet it, and everybody in one database."""

from __future__ import annotations

import pytest

from bot.menu import Entries
from domain.ids import IdSource
from storage.store import Store
from storage.vault import Vault
from tests.stores import ids, sqlite_template, sqlite_url, store, vault, wakes
from tests.web.cast import Cast

__all__ = [
    "Telegram",
    "cast",
    "ids",
    "sqlite_template",
    "sqlite_url",
    "store",
    "store_url",
    "vault",
    "wakes",
]


@pytest.fixture
def store_url(sqlite_url: str) -> str:
    """Return one database."""
    return sqlite_url


@pytest.fixture
async def cast(store: Store, vault: Vault, ids: IdSource) -> Cast:
    """Return everybody, in the store."""
    everybody = Cast(store=store, vault=vault, ids=ids)
    await everybody.settle()
    return everybody


class Telegram:
    """What has been published; `heard` says whether it answers."""

    def __init__(self) -> None:
        self.heard = True
        self.asked = 0
        self.menus: dict[int, Entries] = {}

    async def publish(self, chat_id: int, shown: Entries) -> bool:
        self.asked += 1
        if self.heard:
            self.menus[chat_id] = shown
        return self.heard

    async def forget(self, chat_id: int) -> bool:
        self.asked += 1
        if self.heard:
            del self.menus[chat_id]
        return self.heard

    def names(self, chat_id: int) -> list[str]:
        """Return the names of the commands that stand in a chat."""
        return [name for name, _ in self.menus[chat_id]]
