"""``/control/story``: the stories to choose among, and the steps of the one that is played."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from aiohttp import web

from simulator.records import Json

if TYPE_CHECKING:
    from simulator.server import Simulator

LOG = logging.getLogger(__name__)


class StoryControl:
    """Lets the page begin a story and tick its steps. ``moving`` is held while one begins."""

    def __init__(self, sim: Simulator, moving: asyncio.Lock) -> None:
        self._sim = sim
        self._moving = moving
        self._beginning: asyncio.Task[str | None] | None = None

    def routes(self) -> list[web.AbstractRouteDef]:
        """Return the routes of the stories."""
        return [
            web.get("/control/story", self._show),
            web.post("/control/story", self._choose),
            web.post("/control/story/steps/{number:\\d+}", self._tick),
        ]

    async def _show(self, request: web.Request) -> web.Response:
        return web.json_response(self._json())

    async def _choose(self, request: web.Request) -> web.Response:
        """Begin a story by the supplied callback and answer when it has begun."""
        wanted = str((await request.json())["id"])
        stories = self._sim.stories
        if stories.on_choose is None:
            return web.json_response({"error": "No story can be chosen here."}, status=409)
        if wanted not in {one.id for one in stories.offered}:
            raise LookupError(f"No story {wanted}.")
        if self._moving.locked():
            words = "The clock is moving, or a story begins."
            return web.json_response({"error": words}, status=409)
        await self._moving.acquire()
        # A reader who leaves the page must not break off the beginning half way.
        self._beginning = asyncio.create_task(self._begin(wanted))
        problem = await asyncio.shield(self._beginning)
        if problem is not None:
            return web.json_response({"error": problem}, status=500)
        return web.json_response(self._json())

    async def _begin(self, wanted: str) -> str | None:
        """Begin a story, and return what went wrong, if anything did."""
        choose = self._sim.stories.on_choose
        assert choose is not None
        self._sim.state.hub.publish("story")
        try:
            await choose(wanted)
        except Exception as error:
            LOG.exception("The story %s could not begin.", wanted)
            return f"{type(error).__name__}: {error}"
        finally:
            self._moving.release()
            # Whoever looks at the page sees the new people, and none of those before.
            self._sim.state.hub.publish("reload")
        return None

    async def _tick(self, request: web.Request) -> web.Response:
        done = bool((await request.json())["done"])
        self._sim.stories.tick(int(request.match_info["number"]), done=done)
        return web.json_response(self._json())

    def _json(self) -> Json:
        return self._sim.stories.json() | {"beginning": self._is_beginning()}

    def _is_beginning(self) -> bool:
        return self._beginning is not None and self._moving.locked()
