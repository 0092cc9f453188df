"""Both databases, and the simulated Telegram, for tests of what comes in."""

from collections.abc import AsyncIterator

import pytest

from simulator import Simulator
from tests.messages import NOW
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
async def sim() -> AsyncIterator[Simulator]:
    """Return a running simulator whose clock stands still."""
    async with Simulator(clock=lambda: NOW) as running:
        yield running
