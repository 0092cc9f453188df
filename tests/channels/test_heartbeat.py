"""A ping that is heard, is not heard, or finds nobody; and nothing of it is ever raised."""

from __future__ import annotations

import asyncio
import logging

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from channels.heartbeat import ping


def monitor(answer: int, seen: list[str]) -> web.Application:
    """Return a monitor that always answers the same, and remembers what was asked."""

    async def handle(request: web.Request) -> web.Response:
        seen.append(request.path)
        return web.Response(status=answer)

    app = web.Application()
    app.router.add_get("/ping/{secret}", handle)
    return app


@pytest.mark.parametrize(
    ("answer", "heard"), [(200, True), (204, True), (404, False), (500, False)]
)
async def test_a_ping_is_heard_when_the_monitor_answers_well(
    answer: int, heard: bool, caplog: pytest.LogCaptureFixture
) -> None:
    seen: list[str] = []
    async with TestServer(monitor(answer, seen)) as server:
        with caplog.at_level(logging.WARNING):
            assert await ping(str(server.make_url("/ping/hemmelig"))) is heard
    assert seen == ["/ping/hemmelig"]
    assert "hemmelig" not in caplog.text


async def test_a_monitor_that_is_not_there_or_never_answers_is_no_error() -> None:
    async def sleeps(_: web.Request) -> web.Response:
        await asyncio.sleep(30)
        return web.Response()

    app = web.Application()
    app.router.add_get("/", sleeps)
    async with TestServer(app) as server:
        address = str(server.make_url("/"))
        assert not await ping(address, seconds=0.05)
    assert not await ping(address, seconds=1)
    assert not await ping("http://127.0.0.1:1/", seconds=1)
