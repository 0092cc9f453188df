"""A mail server and an SMS gateway on loopback, for what goes by other roads than Telegram."""

from __future__ import annotations

import asyncio
import ssl
from base64 import b64decode
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from aiohttp import web

GO_AHEAD = "220 seal it"  # the answer to STARTTLS


@dataclass
class MailBox:
    """A mail server that speaks SMTP and keeps what it is given.

    `says` maps the first word of a command to what is answered instead; `DATA.` is the end of a
    mail. An answer of "" hangs up. `down` refuses every connection's first word.
    """

    port: int = 0
    mails: list[tuple[str, EmailMessage]] = field(default_factory=list)
    says: dict[str, str] = field(default_factory=dict)
    down: bool = False
    tls: ssl.SSLContext | None = None  # offers STARTTLS with it, and a login only after that
    login: str = "user:secret"
    logins: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        """Return the address as SMTP_URL has it."""
        return f"smtp+plain://127.0.0.1:{self.port}"

    def to(self, address: str) -> list[EmailMessage]:
        """Return what an address was sent, oldest first."""
        return [mail for at, mail in self.mails if at == address]

    def _usual(self, word: str, line: str, is_sealed: bool) -> str:
        if word == "EHLO" and self.tls is not None:
            return "250-mail\r\n250 AUTH PLAIN" if is_sealed else "250-mail\r\n250 STARTTLS"
        if word == "AUTH":
            _, name, password = b64decode(line.rsplit(maxsplit=1)[-1]).decode().split("\0")
            self.logins.append(f"{name}:{password}")
            return "235 in" if self.logins[-1] == self.login else "535 no"
        usual = {"DATA": "354 go", "QUIT": "221 bye", "STAR": GO_AHEAD}
        return usual.get(word, "250 ok")

    async def _seal(self, writer: asyncio.StreamWriter, answer: str) -> None:
        if answer == GO_AHEAD and self.tls is not None:
            await writer.start_tls(self.tls)

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        rcpt = ""
        try:
            if not self.down:
                await _say(writer, "220 mail")
            while not self.down and (line := (await reader.readline()).decode().strip()):
                word = line[:4].upper()
                answer = self.says.get(word, self._usual(word, line, _is_sealed(writer)))
                if not answer:
                    return
                if word == "RCPT":
                    rcpt = line.partition("<")[2].partition(">")[0]
                await _say(writer, answer)
                await self._seal(writer, answer)
                if word == "DATA" and answer.startswith("354"):
                    raw = await reader.readuntil(b"\r\n.\r\n")
                    if self.says.get("DATA.") == "":
                        return
                    mail = message_from_bytes(raw[:-5], policy=policy.default)
                    assert isinstance(mail, EmailMessage)
                    self.mails.append((rcpt, mail))
                    await _say(writer, self.says.get("DATA.", "250 taken"))
                if word == "QUIT":
                    return
        finally:
            writer.close()


def _is_sealed(writer: asyncio.StreamWriter) -> bool:
    return writer.get_extra_info("ssl_object") is not None


async def _say(writer: asyncio.StreamWriter, words: str) -> None:
    writer.write(f"{words}\r\n".encode())
    await writer.drain()


@asynccontextmanager
async def mail_box() -> AsyncIterator[MailBox]:
    """Give a mail server that listens on loopback until the end of the block."""
    box = MailBox()
    server = await asyncio.start_server(box._talk, "127.0.0.1", 0)
    box.port = server.sockets[0].getsockname()[1]
    async with server:
        yield box


@dataclass
class Gateway:
    """An SMS gateway that keeps what it is given. `status` is what it answers."""

    url: str = ""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    sent: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    hangs_up: bool = False

    def to(self, number: str) -> list[str]:
        """Return the words that a number was sent, oldest first."""
        return [one["message"] for one in self.sent if one["to"] == number]

    async def _take(self, request: web.Request) -> web.Response:
        self.keys.append(request.headers.get("Authorization", ""))
        body = await request.json()
        if self.hangs_up:
            assert request.transport is not None
            request.transport.close()
        elif self.status < 300:
            self.sent.append(body)
        return web.Response(status=self.status, headers=self.headers)


@asynccontextmanager
async def sms_gateway() -> AsyncIterator[Gateway]:
    """Give a gateway that listens on loopback until the end of the block."""
    gateway, app = Gateway(), web.Application()
    app.router.add_post("/sms", gateway._take)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    gateway.url = f"http://127.0.0.1:{port}/sms"
    try:
        yield gateway
    finally:
        await runner.cleanup()


@pytest.fixture
async def box() -> AsyncIterator[MailBox]:
    """Return a mail server in this process."""
    async with mail_box() as made:
        yield made


@pytest.fixture
async def gateway() -> AsyncIterator[Gateway]:
    """Return an SMS gateway in this process."""
    async with sms_gateway() as made:
        yield made
