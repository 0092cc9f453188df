"""Use cases on both databases, with everybody in the store."""

import pytest

from domain.ids import IdSource
from storage.store import Store
from storage.vault import Vault
from tests.stores import (
    ids,
    postgres_server,
    postgres_template,
    postgres_url,
    sqlite_template,
    sqlite_url,
    store,
    store_url,
    vault,
    wakes,
)
from tests.web.cast import Cast

__all__ = [
    "ids",
    "postgres_server",
    "postgres_template",
    "postgres_url",
    "sqlite_template",
    "sqlite_url",
    "store",
    "store_url",
    "vault",
    "wakes",
]


@pytest.fixture
async def cast(store: Store, vault: Vault, ids: IdSource) -> Cast:
    """Return everybody, in the store, on each of the two engines."""
    everybody = Cast(store=store, vault=vault, ids=ids)
    await everybody.settle()
    return everybody
