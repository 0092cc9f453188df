"""A webhook gets each update until it accepts it, with the secret it was given."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web

from simulator import Phone, Simulator
from tests.simulator.conftest import Ask

SECRET = "a-secret-that-only-the-two-know"
HEADER = "X-Telegram-Bot-Api-Secret-Token"


class House:
    """Somebody who takes updates, and may refuse the first ones."""

    def __init__(self) -> None:
        self.statuses: list[int] = []
        self.came: asyncio.Queue[tuple[str | None, dict[str, Any]]] = asyncio.Queue()

    async def take(self, request: web.Request) -> web.Response:
        self.came.put_nowait((request.headers.get(HEADER), await request.json()))
        return web.Response(status=self.statuses.pop(0) if self.statuses else 200)

    async def texts(self, count: int) -> list[str]:
        return [(await self.came.get())[1]["message"]["text"] for _ in range(count)]


@pytest.fixture
async def house() -> AsyncIterator[tuple[House, str]]:
    """Return a house on loopback, and its address."""
    made, app = House(), web.Application()
    app.router.add_post("/hook", made.take)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield made, f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    await runner.cleanup()


async def test_updates_are_brought_in_order_and_the_secret_with_them(
    ask: Ask, amal: Phone, sim: Simulator, house: tuple[House, str]
) -> None:
    made, url = house
    await amal.write("før")
    await ask("setWebhook", url=url, secret_token=SECRET)
    await amal.write("efter")
    secret, first = await made.came.get()
    assert (secret, first["message"]["text"]) == (SECRET, "før")
    assert await made.texts(1) == ["efter"]


async def test_what_is_refused_comes_again_and_holds_up_the_next(
    ask: Ask, amal: Phone, house: tuple[House, str]
) -> None:
    made, url = house
    made.statuses = [503, 500]
    await ask("setWebhook", url=url)
    await amal.write("en")
    await amal.write("to")
    assert await made.texts(4) == ["en", "en", "en", "to"]
    info = (await ask("getWebhookInfo"))[1]["result"]
    assert info["last_error_message"] == "Wrong response from the webhook: 500"


async def test_after_the_webhook_is_deleted_polling_gets_what_was_not_accepted(
    ask: Ask, amal: Phone, house: tuple[House, str]
) -> None:
    made, url = house
    await ask("setWebhook", url=url)
    await amal.write("taget")
    assert await made.texts(1) == ["taget"]
    made.statuses = [503] * 100
    await amal.write("afvist")
    assert await made.texts(1) == ["afvist"]
    await ask("deleteWebhook")
    _, body = await ask("getUpdates")
    assert [one["message"]["text"] for one in body["result"]] == ["afvist"]


async def test_an_address_without_https_is_refused_unless_it_is_this_machine(ask: Ask) -> None:
    assert (await ask("setWebhook", url="http://example.org/hook"))[0] == 400
    assert (await ask("setWebhook", url="http://127.0.0.1.example.org/hook"))[0] == 400
