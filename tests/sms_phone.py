"""Telephones that know nothing but SMS, behind a simulated gateway that brings what they write."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import aiohttp
from pydantic import SecretStr

from bot.serve import listening, serving
from tests.journeys.town import Town
from tests.second_roads import Gateway, sms_gateway
from web.app import build_web

SECRET = "a-secret-that-only-the-gateway-knows"


@dataclass
class Network:
    """The gateway from both sides: what it was given to send, and what it brings to us."""

    gateway: Gateway
    base: str = ""
    brought: int = 0

    async def bring(
        self,
        fields: Mapping[str, str],
        *,
        secret: str = SECRET,
        form: bool = False,
        path: str = "",
    ) -> tuple[int, str]:
        """Bring a request in the gateway's own shape; return the status and the words."""
        address = f"{self.base}/sms/{secret}{path}"
        async with aiohttp.ClientSession() as session:
            call = (
                session.post(address, data=fields) if form else session.post(address, json=fields)
            )
            async with call as answer:
                return answer.status, await answer.text()


@dataclass
class SmsPhone:
    """A telephone with a number."""

    town: Town
    network: Network
    number: str
    seen: int = field(default=0)

    async def write(self, text: str, *, named: str = "") -> list[str]:
        """Send an SMS, let everything happen, and return what came back."""
        self.network.brought += 1
        before = len(self.got)
        sender, number = self.number.removeprefix("+"), named or f"mo-{self.network.brought}"
        status, words = await self.network.bring({"from": sender, "message": text, "id": number})
        assert status == 200, words
        await self.town.settle()
        return self.got[before:]

    @property
    def got(self) -> list[str]:
        """Return every SMS that came, oldest first."""
        return self.network.gateway.to(self.number)


@asynccontextmanager
async def sms_town(town: Town, **settings: object) -> AsyncIterator[Network]:
    """Restart a town with a gateway, both ways, over HTTP on loopback."""
    async with sms_gateway() as gateway:
        roads = {"sms_url": gateway.url, "sms_in_secret": SecretStr(SECRET)}
        town.settings = town.settings.model_copy(update={**roads, **settings})
        await town.restart()
        sock = listening("127.0.0.1", 0)
        app = town.app
        pages = build_web(app.world, app.health, sms=app.sms)
        async with serving(pages, sock):
            yield Network(gateway, f"http://127.0.0.1:{sock.getsockname()[1]}")
