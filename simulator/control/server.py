"""``/control/faults``, ``calls``, ``updates``, ``outage``: the server itself, over HTTP."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiohttp import web

from simulator.records import Json

if TYPE_CHECKING:
    from simulator.server import Simulator

SELECTING = ("method", "chat", "nth", "times", "seconds")
KINDS = ("answer", "drop", "hold", "kill")
CALLS_PER_ANSWER = 1000


class ServerControl:
    """Lets another process set faults and read the log of calls."""

    def __init__(self, sim: Simulator) -> None:
        self._sim = sim

    def routes(self) -> list[web.AbstractRouteDef]:
        """Return the routes for faults, calls, updates and outages."""
        return [
            web.get("/control/faults", self._faults),
            web.post("/control/faults", self._add_fault),
            web.delete("/control/faults", self._clear_faults),
            web.post("/control/faults/{id:\\d+}/release", self._release),
            web.get("/control/calls", self._calls),
            web.get("/control/problems", self._problems),
            web.post("/control/updates", self._updates),
            web.post("/control/outage", self._outage),
            web.post("/control/recover", self._recover),
        ]

    async def _faults(self, request: web.Request) -> web.Response:
        return web.json_response(self._sim.faults.json())

    async def _add_fault(self, request: web.Request) -> web.Response:
        values: Json = await request.json()
        kind = values.pop("kind", "answer")
        # How long each answer is held is said by `late_by`; `seconds` is how long a storm lasts.
        late_by = values.pop("late_by", None)
        selecting = {name: values.pop(name) for name in SELECTING if name in values}
        if late_by is not None:
            values["seconds"] = late_by
        if kind not in KINDS:
            raise ValueError(f"A fault's kind is one of {', '.join(KINDS)}, not {kind}.")
        fault = self._sim.faults.on(**selecting)
        try:
            getattr(fault, kind)(**values)
        except (TypeError, ValueError):
            fault.cancel()
            raise
        return web.json_response(fault.json())

    async def _clear_faults(self, request: web.Request) -> web.Response:
        self._sim.faults.clear()
        return web.json_response({})

    async def _release(self, request: web.Request) -> web.Response:
        fault = self._sim.faults.find(int(request.match_info["id"]))
        fault.release()
        return web.json_response(fault.json())

    async def _calls(self, request: web.Request) -> web.Response:
        after = int(request.query.get("after", "0"))
        found = self._sim.log.all(request.query.get("method"), after=after)
        return web.json_response([one.json() for one in found[:CALLS_PER_ANSWER]])

    async def _problems(self, request: web.Request) -> web.Response:
        return web.json_response(self._sim.problems)

    async def _updates(self, request: web.Request) -> web.Response:
        """Inject a body, repeat a delivered update, or double or reverse the next batches."""
        values: Json = await request.json()
        if "body" in values:
            return web.json_response({"update_id": self._sim.inject(values["body"])})
        if "reverse" in values:
            self._sim.reverse_updates(int(values["reverse"]))
        elif "double" in values:
            self._sim.double_updates(int(values["double"]))
        else:
            self._sim.repeat_update(values.get("repeat"))
        return web.json_response({})

    async def _outage(self, request: web.Request) -> web.Response:
        values: Json = await request.json() if request.can_read_body else {}
        await self._sim.outage(values.get("seconds"))
        return web.json_response({})

    async def _recover(self, request: web.Request) -> web.Response:
        await self._sim.recover()
        return web.json_response({})
