"""A small browser for tests: keeps cookies, follows nothing unasked, reads and posts forms."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

import httpx

from domain.attachment import FetchFile
from services.world import World
from web.app import build_web, no_files


class _Forms(HTMLParser):
    """Finds the hidden fields of each form by its action, and the visible words."""

    def __init__(self) -> None:
        super().__init__()
        self.hidden: dict[str, dict[str, str]] = {}
        self.words: list[str] = []
        self._action = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._action = found["action"]
            self.hidden[self._action] = {}
        if tag == "input" and found["type"] == "hidden":
            self.hidden[self._action][found["name"]] = found["value"]

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.words.append(data.strip())


@dataclass(frozen=True, slots=True)
class Shown:
    """An answer as a person sees it."""

    response: httpx.Response

    @property
    def status(self) -> int:
        """Return the status code."""
        return self.response.status_code

    @property
    def text(self) -> str:
        """Return the visible words, one piece per line, with plain spaces."""
        return "\n".join(self._read().words).replace("\u00a0", " ")

    def form(self, action: str) -> dict[str, str]:
        """Return the hidden fields of the form that posts there."""
        return self._read().hidden[action]

    @property
    def forms(self) -> Sequence[str]:
        """Return where the forms post to."""
        return list(self._read().hidden)

    def _read(self) -> _Forms:
        forms = _Forms()
        forms.feed(self.response.text)
        return forms


async def all_well() -> Sequence[str]:
    """Return no reason to worry."""
    return ()


class Browser:
    """A browser at one address."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self.client = client

    @classmethod
    @asynccontextmanager
    async def open(
        cls, world: World, address: str | None = None, *, files: FetchFile = no_files
    ) -> AsyncIterator[Browser]:
        """Open a browser at the application of a world."""
        app = build_web(world, all_well, files=files)
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        base = address or world.public_url
        async with httpx.AsyncClient(transport=transport, base_url=base) as client:
            yield cls(client)

    async def get(self, path: str) -> Shown:
        """Open an address."""
        return Shown(await self.client.get(path))

    async def post(self, path: str, fields: dict[str, str], **more: Any) -> Shown:
        """Post a form and follow the one redirect that answers it."""
        response = await self.client.post(path, data=fields, **more)
        if response.status_code == httpx.codes.SEE_OTHER:
            response = await self.client.get(response.headers["location"])
        return Shown(response)

    async def press_show(self, token: str) -> Shown:
        """Open a link and press *Vis*."""
        before = await self.get(f"/p/{token}")
        return await self.post(f"/p/{token}", before.form(f"/p/{token}"))

    async def answer(self, page: Shown, text: str) -> Shown:
        """Write an answer on a page and send it."""
        return await self.post("/ung/svar", {**page.form("/ung/svar"), "text": text})

    async def mark_read(self, page: Shown) -> Shown:
        """Press *Læst* on a page."""
        return await self.post("/ung/laest", page.form("/ung/laest"))
