"""The page over real HTTP, a real store, and a cast with a clock that stands still."""

from collections.abc import AsyncIterator

import pytest

from domain.ids import IdSource
from storage.store import Store, open_store
from storage.vault import Vault
from tests.stores import ids, sqlite_template, sqlite_url, vault
from tests.web.browser import Browser
from tests.web.cast import Cast

__all__ = ["ids", "sqlite_template", "sqlite_url", "vault"]


@pytest.fixture
async def store(sqlite_url: str, vault: Vault, ids: IdSource) -> AsyncIterator[Store]:
    """Return an open store; the verbs behind the pages run on PostgreSQL in tests/services."""
    opened = open_store(sqlite_url, vault=vault, ids=ids, on_wake=lambda name: None)
    yield opened
    await opened.close()


@pytest.fixture
async def cast(store: Store, vault: Vault, ids: IdSource) -> Cast:
    """Return everybody, in the store."""
    everybody = Cast(store=store, vault=vault, ids=ids)
    await everybody.settle()
    return everybody


@pytest.fixture
async def browser(cast: Cast) -> AsyncIterator[Browser]:
    """Return a browser that keeps cookies as a browser does, at the real application."""
    async with Browser.open(cast.world) as opened:
        yield opened
