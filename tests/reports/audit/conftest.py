"""A store with everybody in it, in which a test plants what went wrong."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from domain.ids import IdSource
from storage.store import open_store
from storage.vault import Vault
from tests.reports.audit.plant import Plant
from tests.stores import ids, sqlite_template, sqlite_url, vault
from tests.web.cast import Cast

__all__ = ["ids", "sqlite_template", "sqlite_url", "vault"]


@pytest.fixture
async def plant(sqlite_url: str, vault: Vault, ids: IdSource) -> AsyncIterator[Plant]:
    """Return Bo's story so far, in which no promise was broken."""
    store = open_store(sqlite_url, vault=vault, ids=ids, on_wake=lambda _: None)
    cast = Cast(store=store, vault=vault, ids=ids)
    await cast.settle()
    made = Plant(cast)
    await made.settle()
    yield made
    await store.close()
