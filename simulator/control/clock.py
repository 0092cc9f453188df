"""``/control/clock`` and ``/control/notes``: moving the time, and what happened meanwhile."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import TYPE_CHECKING

from aiohttp import web

from simulator.ahead import ahead
from simulator.records import Json

if TYPE_CHECKING:
    from simulator.server import Simulator

LOG = logging.getLogger(__name__)
TELL_TIME_EVERY = 0.25
MOST_NOTES = 500


class ClockControl:
    """Lets the page move the clock. ``moving`` is held while it moves, or a story begins."""

    def __init__(self, sim: Simulator, moving: asyncio.Lock) -> None:
        self._sim = sim
        self._moving = moving
        self._jumping: asyncio.Task[str | None] | None = None
        self._way: tuple[datetime, datetime | None] | None = None  # from where, and to where

    def routes(self) -> list[web.AbstractRouteDef]:
        """Return the routes of the clock and the notes."""
        return [
            web.get("/control/clock", self._clock),
            web.post("/control/clock", self._move),
            web.post("/control/clock/halt", self._halt),
            web.get("/control/notes", self._notes),
        ]

    def time(self) -> Json:
        """Return what the page shows of the clock; instants in Unix seconds.

        While it moves, ``from`` says where it began and ``to`` where it ends, if that is known.
        """
        found: Json = {
            "now": self._now().timestamp(),
            "moving": self._moving.locked(),
            "can_move": self._sim.on_jump is not None,
            "can_next": self._sim.on_next is not None,
            "can_halt": self._sim.on_halt is not None,
        }
        if self._way is not None:
            began, target = self._way
            found["from"] = began.timestamp()
            if target is not None:
                found["to"] = target.timestamp()
        return found

    def _now(self) -> datetime:
        return self._sim.state.clock()

    async def _clock(self, request: web.Request) -> web.Response:
        return web.json_response(self.time())

    async def _move(self, request: web.Request) -> web.Response:
        """Move the clock by the supplied callback and answer when that has ended."""
        how: Json = await request.json()
        if (self._sim.on_next if how.get("next") else self._sim.on_jump) is None:
            return web.json_response({"error": "This clock cannot be moved."}, status=409)
        target = None if how.get("next") else ahead(self._now(), self._sim.zone, how)
        if self._moving.locked():
            return web.json_response({"error": "A jump is under way."}, status=409)
        await self._moving.acquire()
        # A reader who leaves the page must not break off the jump half way.
        self._jumping = asyncio.create_task(self._go(target))
        problem = await asyncio.shield(self._jumping)
        if problem is not None:
            return web.json_response({"error": problem}, status=500)
        return web.json_response(self.time())

    def _mover(self, target: datetime | None) -> Callable[[], Awaitable[None]]:
        """Return what moves the clock to ``target``, or to the next thing that happens."""
        jump, to_next = self._sim.on_jump, self._sim.on_next
        if target is None:
            assert to_next is not None
            return to_next
        assert jump is not None
        return lambda: jump((target - self._now()).total_seconds())

    async def _go(self, target: datetime | None) -> str | None:
        """Move, tell the time meanwhile, and return what went wrong, if anything did."""
        self._way = (self._now(), target)
        self._sim.moved_from = self._now()
        telling = asyncio.create_task(self._keep_telling())
        try:
            await self._mover(target)()
        except Exception as error:
            LOG.exception("The clock could not be moved to %s.", target or "what comes next")
            return f"{type(error).__name__}: {error}"
        finally:
            telling.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await telling
            self._way = None
            self._moving.release()
            self._tell()
        return None

    async def _halt(self, request: web.Request) -> web.Response:
        """Ask for a stop where the clock is now; the jump ends as soon as it can."""
        if self._sim.on_halt is None:
            return web.json_response({"error": "This clock cannot be stopped."}, status=409)
        self._sim.on_halt()
        return web.json_response({})

    async def _keep_telling(self) -> None:
        while True:
            self._tell()
            await asyncio.sleep(TELL_TIME_EVERY)

    def _tell(self) -> None:
        self._sim.state.hub.publish("clock", **self.time())

    async def _notes(self, request: web.Request) -> web.Response:
        """Answer what happened since the last jump began, or since the beginning (``?all=1``)."""
        since = None if request.query.get("all") else self._sim.moved_from
        notes = [] if self._sim.notes is None else await self._sim.notes(since)
        shown = [one.json() for one in notes[-MOST_NOTES:]]
        found: Json = {"notes": shown, "left_out": len(notes) - len(shown)}
        if self._sim.moved_from is not None:
            found["moved_from"] = self._sim.moved_from.timestamp()
        return web.json_response(found)
