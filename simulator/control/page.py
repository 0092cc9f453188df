"""The page with the phones: its files, its live events, the clock and what happened."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
from pathlib import Path
from typing import TYPE_CHECKING

from aiohttp import web

from simulator.control.phones import phone_json
from simulator.records import Json
from simulator.view import see

if TYPE_CHECKING:
    from simulator.hub import Event
    from simulator.server import Simulator

LOG = logging.getLogger(__name__)
STATIC = Path(__file__).resolve().parent.parent / "static"
LONGEST_JUMP = 366 * 24 * 3600
TELL_TIME_EVERY = 0.25
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

    def __init__(self, sim: Simulator, moving: asyncio.Lock) -> None:
        self._sim = sim
        self._jump = moving
        self._jumping: asyncio.Task[str | None] | None = None

    def routes(self) -> list[web.AbstractRouteDef]:
        """Return the routes of the page."""
        return [
            web.get("/", self._file),
            web.get("/static/{name:[a-z0-9_-]+\\.[a-z]+}", self._file),
            web.get("/control/state", self._state),
            web.get("/control/events", self._events),
            web.get("/control/files/{id:[\\w-]+}", self._attachment),
            web.get("/control/notes", self._notes),
            web.get("/control/clock", self._clock),
            web.post("/control/clock", self._move_clock),
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
            "clock": self._time(),
            "links": links,
            "notes": self._sim.notes is not None,
            "phones": [phone_json(one) for one in self._sim.phones],
        })  # fmt: skip

    async def _attachment(self, request: web.Request) -> web.Response:
        found = self._sim.state.files.get(request.match_info["id"])
        if found is None:
            raise LookupError("No such file.")
        return web.Response(body=found.content, content_type=found.mime)

    async def _notes(self, request: web.Request) -> web.Response:
        lines = await self._sim.notes() if self._sim.notes is not None else []
        return web.json_response(lines)

    # ------------------------------------------------------------- clock

    def _time(self) -> Json:
        now = self._sim.state.clock().timestamp()
        moving = self._jump.locked()
        return {"now": now, "moving": moving, "can_move": self._sim.on_jump is not None}

    async def _clock(self, request: web.Request) -> web.Response:
        return web.json_response(self._time())

    async def _move_clock(self, request: web.Request) -> web.Response:
        """Move the clock by the supplied callback and answer when the jump has ended."""
        seconds = self._seconds(await request.json())
        if self._sim.on_jump is None:
            return web.json_response({"error": "This clock cannot be moved."}, status=409)
        if not 0 < seconds <= LONGEST_JUMP:
            raise ValueError("A jump is forward, by at most a year of seconds.")
        if self._jump.locked():
            return web.json_response({"error": "A jump is under way."}, status=409)
        await self._jump.acquire()
        # A reader who leaves the page must not break off the jump half way.
        self._jumping = asyncio.create_task(self._jump_and_tell(seconds))
        problem = await asyncio.shield(self._jumping)
        if problem is not None:
            return web.json_response({"error": problem}, status=500)
        return web.json_response(self._time())

    def _seconds(self, values: Json) -> float:
        """Return how far to jump: ``seconds``, or ``until`` in Unix seconds."""
        if "until" in values:
            return float(values["until"]) - self._sim.state.clock().timestamp()
        return float(values["seconds"])

    async def _jump_and_tell(self, seconds: float) -> str | None:
        """Jump, tell the time meanwhile, and return what went wrong, if anything did."""
        assert self._sim.on_jump is not None
        telling = asyncio.create_task(self._keep_telling_time())
        try:
            await self._sim.on_jump(seconds)
        except Exception as error:
            LOG.exception("The clock could not be moved by %g seconds.", seconds)
            return f"{type(error).__name__}: {error}"
        finally:
            telling.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await telling
            self._jump.release()
            self._tell_time()
        return None

    async def _keep_telling_time(self) -> None:
        while True:
            self._tell_time()
            await asyncio.sleep(TELL_TIME_EVERY)

    def _tell_time(self) -> None:
        self._sim.state.hub.publish("clock", **self._time())

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
            return {"phone": data["phone"], "now": self._time()} | gone
        if event.kind == "answer":
            query = self._sim.state.queries[data["query"]]
            return data | {"text": query.text, "alert": query.alert}
        if event.kind == "phone":
            phone = phone_json(self._sim.phone_by_id(data["phone"]))
            return {name: value for name, value in phone.items() if name != "messages"}
        return data


def _line(event: Event, data: Json) -> bytes:
    return f"event: {event.kind}\nid: {event.seq}\ndata: {json.dumps(data)}\n\n".encode()
