"""Asks for pages of the product in this very process, one at a time: no socket, no client.

Who asks keeps cookies as a browser does, each for the paths that it is for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import unquote, urlencode, urlsplit

from starlette.types import ASGIApp, Message

FAILED = 500
_FORM = b"application/x-www-form-urlencoded"
Headers = list[tuple[bytes, bytes]]


@dataclass(slots=True)
class Answer:
    """What the product answered."""

    status: int = FAILED  # as a server answers for an application that fails before it begins
    headers: Mapping[bytes, bytes] = field(default_factory=dict)
    cookies: tuple[str, ...] = ()
    body: bytes = b""

    @property
    def text(self) -> str:
        """Return the page."""
        return self.body.decode()

    @property
    def location(self) -> str:
        """Return where the answer sends who asked; empty when it does not."""
        return self.headers.get(b"location", b"").decode()

    def begins(self, message: Message) -> None:
        """Take in status and headers."""
        pairs: Iterable[tuple[bytes, bytes]] = message["headers"]
        lower = [(name.lower(), value) for name, value in pairs]
        self.status, self.headers = message["status"], dict(lower)
        self.cookies = tuple(value.decode() for name, value in lower if name == b"set-cookie")


class Visitor:
    """One person at the pages of one address."""

    def __init__(self, pages: ASGIApp, address: str) -> None:
        parts = urlsplit(address)
        self._pages = pages
        self._scheme, self._host = parts.scheme, parts.netloc
        self._cookies: dict[tuple[str, str], str] = {}  # by path and name

    async def get(self, target: str) -> Answer:
        """Ask for a page, by its path or its whole address."""
        return await self._ask("GET", target, b"", [])

    async def post(self, target: str, fields: Mapping[str, str]) -> Answer:
        """Send a form."""
        body = urlencode(fields).encode()
        length = str(len(body)).encode()
        return await self._ask(
            "POST", target, body, [(b"content-type", _FORM), (b"content-length", length)]
        )

    def forget(self) -> None:
        """Forget every cookie."""
        self._cookies.clear()

    async def _ask(self, method: str, target: str, body: bytes, headers: Headers) -> Answer:
        answer, given = Answer(), [body]

        async def receive() -> Message:
            if not given:
                return {"type": "http.disconnect"}
            return {"type": "http.request", "body": given.pop(), "more_body": False}

        async def send(message: Message) -> None:
            if message["type"] == "http.response.start":
                answer.begins(message)
            else:
                answer.body += message.get("body", b"")

        scope = self._scope(method, target, headers)
        try:
            await self._pages(scope, receive, send)
        except Exception:  # noqa: BLE001 - the product has told what it was; the visitor sees 500
            if not answer.headers:
                return answer
        self._keep(answer.cookies)
        return answer

    def _scope(self, method: str, target: str, headers: Headers) -> dict[str, Any]:
        parts = urlsplit(target)
        mine = "; ".join(
            f"{name}={value}"
            for (path, name), value in self._cookies.items()
            if parts.path.startswith(path)
        )
        cookie = [(b"cookie", mine.encode())] if mine else []
        return {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": method,
            "scheme": self._scheme,
            "path": unquote(parts.path),
            "raw_path": parts.path.encode(),
            "query_string": parts.query.encode(),
            "root_path": "",
            "headers": [(b"host", self._host.encode()), (b"accept", b"*/*"), *cookie, *headers],
            "server": (self._host, None),
            "client": ("127.0.0.1", 1),
        }

    def _keep(self, cookies: Iterable[str]) -> None:
        for line in cookies:
            for name, one in SimpleCookie(line).items():
                key = one["path"] or "/", name
                if one["max-age"] == "0":
                    self._cookies.pop(key, None)
                else:
                    self._cookies[key] = one.value
