"""The Bot API over HTTP: ``/bot<token>/<method>`` and ``/file/bot<token>/<path>``."""

import asyncio
from typing import Any
from weakref import WeakSet

from aiohttp import web

from simulator.calls import Call, CallLog
from simulator.errors import BotApiError
from simulator.faults import Fault, Faults, When
from simulator.methods import METHODS, SPELLING
from simulator.parsing import Params, read_params
from simulator.state import State

UNKNOWN_METHOD = BotApiError(404, "Not Found: method not found")
CLOSED = web.Response(status=499)


class BotApi:
    """Answers calls as Telegram does, unless a fault is set for them."""

    def __init__(self, state: State, token: str, calls: CallLog, faults: Faults) -> None:
        self.calls = calls
        self.faults = faults
        self._state = state
        self._token = token
        self._transports: WeakSet[asyncio.BaseTransport] = WeakSet()

    def routes(self) -> list[web.AbstractRouteDef]:
        """Return the two routes."""
        return [
            web.route("*", "/bot{token:[^/]+}/{method}", self._answer),
            web.get("/file/bot{token:[^/]+}/{path:.+}", self._download),
        ]

    def cut_connections(self) -> None:
        """Break every connection to a client at once."""
        for transport in list(self._transports):
            _abort(transport)

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        if request.transport is not None:
            self._transports.add(request.transport)
        if request.match_info["token"] != self._token:
            return _json(401, BotApiError(401, "Unauthorized").body())
        written = request.match_info["method"].lower()
        method = SPELLING.get(written, request.match_info["method"])
        params, problem = await _params(request)
        call = self.calls.open(method, dict(params), self._state.clock())
        fault = self.faults.pick(method, call.chat)
        if fault is not None and fault.kind == "answer":
            return self._close(call, fault.status, fault.body)
        if fault is not None and await fault.at(When.BEFORE):
            return self._drop(call, request)
        status, body = problem or await self._run(written, params)
        return await self._deliver(request, self._close(call, status, body), call, fault)

    async def _run(self, written: str, params: Params) -> tuple[int, Any]:
        try:
            method = METHODS.get(written)
            if method is None:
                raise UNKNOWN_METHOD
            result = await method(self._state, params)
        except BotApiError as error:
            return error.code, error.body()
        return 200, {"ok": True, "result": result}

    async def _deliver(
        self, request: web.Request, response: web.Response, call: Call, fault: Fault | None
    ) -> web.StreamResponse:
        if fault is None:
            return response
        if await fault.at(When.ACCEPTED):
            return self._drop(call, request)
        if fault.when is When.AFTER:
            await response.prepare(request)
            await response.write_eof()
            await fault.at(When.AFTER)
        return response

    def _close(self, call: Call, status: int, body: Any) -> web.Response:
        # The log keeps the written words: they say what was said, whatever changes later.
        response = _json(status, body)
        self.calls.close(call, status, response.text)
        return response

    def _drop(self, call: Call, request: web.Request) -> web.Response:
        call.dropped = True
        if not call.status:
            self.calls.close(call, 499, None)
        _abort(request.transport)
        return CLOSED

    async def _download(self, request: web.Request) -> web.Response:
        if request.match_info["token"] != self._token:
            return _json(401, BotApiError(401, "Unauthorized").body())
        path = request.match_info["path"]
        for found in self._state.files.values():
            if found.path == path:
                return web.Response(body=found.content, content_type=found.mime)
        return _json(404, BotApiError(404, "Not Found").body())


async def _params(request: web.Request) -> tuple[Params, tuple[int, Any] | None]:
    try:
        return await read_params(request), None
    except BotApiError as error:
        return Params(), (error.code, error.body())


def _json(status: int, body: Any) -> web.Response:
    if isinstance(body, str):
        return web.Response(status=status, text=body, content_type="text/html")
    return web.json_response(body, status=status)


def _abort(transport: asyncio.BaseTransport | None) -> None:
    if isinstance(transport, asyncio.WriteTransport):
        transport.abort()
