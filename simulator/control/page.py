"""The page with the phones: its files, and its live events."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from aiohttp import web

from simulator.control.phones import phone_json
from simulator.records import Json
from simulator.view import see

if TYPE_CHECKING:
    from simulator.control.clock import ClockControl
    from simulator.hub import Event
    from simulator.server import Simulator

STATIC = Path(__file__).resolve().parent.parent / "static"
TYPES = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
}
SHOWN = frozenset({
    "message", "answer", "phone", "commands", "typing", "clock", "reload", "bye", "story",
})  # fmt: skip


class PageControl:
    """Serves the page and keeps it up to date by server-sent events."""

    def __init__(self, sim: Simulator, clock: ClockControl) -> None:
        self._sim = sim
        self._clock = clock

    def routes(self) -> list[web.AbstractRouteDef]:
        """Return the routes of the page."""
        return [
            web.get("/", self._file),
            web.get("/static/{name:[a-z0-9_-]+\\.[a-z]+}", self._file),
            web.get("/control/state", self._state),
            web.get("/control/events", self._events),
            web.get("/control/files/{id:[\\w-]+}", self._attachment),
        ]

    async def _file(self, request: web.Request) -> web.Response:
        path = STATIC / request.match_info.get("name", "index.html")
        if not path.is_file():
            raise LookupError(f"No page {path.name}.")
        body = path.read_bytes()
        return web.Response(body=body, content_type=TYPES[path.suffix], charset="utf-8")

    async def _state(self, request: web.Request) -> web.Response:
        links = [{"label": label, "url": url} for label, url in self._sim.links]
        return web.json_response({
            "bot": {"name": self._sim.state.bot.first_name, "username": self._sim.username},
            "zone": self._sim.zone,
            "clock": self._clock.time(),
            "links": links,
            "notes": self._sim.notes is not None,
            "phones": [phone_json(one) for one in self._sim.phones],
        })  # fmt: skip

    async def _attachment(self, request: web.Request) -> web.Response:
        found = self._sim.state.files.get(request.match_info["id"])
        if found is None:
            raise LookupError("No such file.")
        return web.Response(body=found.content, content_type=found.mime)

    # ------------------------------------------------------------- events

    async def _events(self, request: web.Request) -> web.StreamResponse:
        """Send every change as it happens, until the reader leaves or the server stops."""
        response = web.StreamResponse(headers={"Cache-Control": "no-store"})
        response.content_type = "text/event-stream"
        await response.prepare(request)
        with self._sim.state.hub.listen() as events:
            await response.write(b"retry: 1000\n\n")
            while (event := await events.get()).kind != "bye":
                if event.kind in SHOWN:
                    await response.write(_line(event, self._data(event)))
        return response

    def _data(self, event: Event) -> Json:
        data = event.data
        if event.kind == "message":
            message = self._sim.state.messages[data["message"]]
            gone = {"deleted": message.id} if message.deleted else {"message": see(message).json()}
            return {"phone": data["phone"], "now": self._clock.time()} | gone
        if event.kind == "answer":
            query = self._sim.state.queries[data["query"]]
            return data | {"text": query.text, "alert": query.alert}
        if event.kind == "phone":
            phone = phone_json(self._sim.phone_by_id(data["phone"]))
            return {name: value for name, value in phone.items() if name != "messages"}
        return data


def _line(event: Event, data: Json) -> bytes:
    return f"event: {event.kind}\nid: {event.seq}\ndata: {json.dumps(data)}\n\n".encode()
