"""A page of a youth that is served, and a browser to look at it."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser

from domain.ids import IdSource
from storage.store import Store, open_store
from storage.vault import Vault
from tests.browser.page_house import Served, chromium, serve
from tests.stores import ids, sqlite_template, sqlite_url, vault
from tests.web.cast import Cast

__all__ = ["ids", "sqlite_template", "sqlite_url", "vault"]


@pytest.fixture
async def store(sqlite_url: str, vault: Vault, ids: IdSource) -> AsyncIterator[Store]:
    opened = open_store(sqlite_url, vault=vault, ids=ids, on_wake=lambda name: None)
    yield opened
    await opened.close()


@pytest.fixture
async def cast(store: Store, vault: Vault, ids: IdSource) -> Cast:
    made = Cast(store=store, vault=vault, ids=ids)
    await made.settle()
    return made


@pytest.fixture
async def served(cast: Cast) -> AsyncIterator[Served]:
    async with serve(cast) as found:
        yield found


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as opened:
        yield opened
