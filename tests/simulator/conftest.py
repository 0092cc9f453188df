"""A simulator on a settable clock, and python-telegram-bot's own Bot pointed at it."""

import importlib.util
import sys
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from telegram import Bot
from telegram.request import HTTPXRequest

from simulator import Phone, Simulator

BOTAPI = Path(__file__).resolve().parents[3] / "shared" / "botapi"
Ask = Callable[..., Any]


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, **amount: float) -> None:
        self.now += timedelta(**amount)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def sim(clock: Clock) -> AsyncIterator[Simulator]:
    async with Simulator(clock=clock) as running:
        yield running


@pytest.fixture
def amal(sim: Simulator) -> Phone:
    return sim.phone("Amal")


@pytest.fixture
async def bot(sim: Simulator) -> AsyncIterator[Bot]:
    # The environment's proxy must not stand between a test and its own loopback server.
    def plain() -> HTTPXRequest:
        return HTTPXRequest(httpx_kwargs={"trust_env": False})

    async with Bot(
        sim.token,
        base_url=f"{sim.url}/bot",
        base_file_url=f"{sim.url}/file/bot",
        request=plain(),
        get_updates_request=plain(),
    ) as ready:
        yield ready


@pytest.fixture
async def ask(sim: Simulator) -> AsyncIterator[Ask]:
    """Call a method raw, as JSON; return (status, body)."""
    async with aiohttp.ClientSession() as session:

        async def call(method: str, **params: Any) -> tuple[int, Any]:
            url = f"{sim.url}/bot{sim.token}/{method}"
            async with session.post(url, json=params) as response:
                return response.status, await response.json(content_type=None)

        yield call


@pytest.fixture(scope="session")
def spec() -> Any:
    """The machine-readable Bot API, where it lies beside this checkout."""
    source = BOTAPI / "validate.py"
    if not source.is_file():
        pytest.skip(
            f"conformance skipped: no Bot API specification beside this checkout ({BOTAPI.name})"
        )
    found = importlib.util.spec_from_file_location("botapi_validate", source)
    assert found is not None
    assert found.loader is not None
    module = importlib.util.module_from_spec(found)
    sys.modules["botapi_validate"] = module
    found.loader.exec_module(module)
    return module.Spec()
