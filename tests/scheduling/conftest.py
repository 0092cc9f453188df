"""Both databases, and the simulated Telegram, for tests of what time drives."""

from collections.abc import AsyncIterator

import pytest
from telegram import Bot

from channels.telegram import TelegramChannel
from channels.telegram_http import AiohttpRequest
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


@pytest.fixture
async def telegram(sim: Simulator) -> AsyncIterator[TelegramChannel]:
    """Return the real channel, which talks to the simulator over HTTP."""
    async with AiohttpRequest(read_seconds=5) as request:
        yield TelegramChannel(Bot(sim.token, base_url=f"{sim.url}/bot", request=request))
