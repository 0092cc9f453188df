"""The real channel against the simulated Telegram, over HTTP on loopback."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
from telegram import Bot

from channels.telegram import TelegramChannel
from channels.telegram_http import AiohttpRequest
from simulator import Phone, Simulator

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)


@pytest.fixture
async def sim() -> AsyncIterator[Simulator]:
    """Return a running simulator whose clock stands still."""
    async with Simulator(clock=lambda: NOW) as running:
        yield running


@pytest.fixture
async def amal(sim: Simulator) -> Phone:
    """Return a phone that has written to the bot."""
    phone = sim.phone("Amal")
    await phone.start()
    return phone


@pytest.fixture
async def bot(sim: Simulator) -> AsyncIterator[Bot]:
    """Return a bot as the product makes it."""
    async with Bot(
        sim.token,
        base_url=f"{sim.url}/bot",
        request=AiohttpRequest(read_seconds=0.5),
        get_updates_request=AiohttpRequest(connections=1),
    ) as ready:
        yield ready


@pytest.fixture
def channel(bot: Bot) -> TelegramChannel:
    """Return the channel."""
    return TelegramChannel(bot)
