"""The control interface over HTTP: everything that Python can do, and what the page needs."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from aiohttp import web

from simulator.control.clock import ClockControl
from simulator.control.guard import guard
from simulator.control.page import PageControl
from simulator.control.phones import PhoneControl
from simulator.control.server import ServerControl
from simulator.control.stories import StoryControl

if TYPE_CHECKING:
    from simulator.server import Simulator

__all__ = ["Control", "guard"]


class Control:
    """Gathers the routes of the control interface."""

    def __init__(self, sim: Simulator) -> None:
        moving = asyncio.Lock()  # either the clock is moved or a story begins
        clock = ClockControl(sim, moving)
        self._parts = (
            PhoneControl(sim),
            ServerControl(sim),
            clock,
            PageControl(sim, clock),
            StoryControl(sim, moving),
        )

    def routes(self) -> list[web.AbstractRouteDef]:
        """Return every route outside the Bot API."""
        return [route for part in self._parts for route in part.routes()]
