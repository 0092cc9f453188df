"""The Bot API over HTTP: ``/bot<token>/<method>`` and ``/file/bot<token>/<path>``."""

import asyncio
import json
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


class Cut(ConnectionResetError):  # noqa: N818 - says what happened
    """A fault has lost a call, or its answer."""


class BotApi:
    """Answers calls as Telegram does, unless a fault is set for them."""

    def __init__(self, state: State, token: str, calls: CallLog, faults: Faults) -> None:
        self.calls = calls
        self.faults = faults
        self.is_out = False  # for calls without a socket; others find nobody listening
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
        params, problem = await _params(request)
        try:
            call, status, body, fault = await self._work(
                request.match_info["method"], params, problem
            )
        except Cut:
            _abort(request.transport)
            return CLOSED
        response = self._close(call, status, body)
        if fault is not None and await fault.at(When.ACCEPTED):
            call.dropped = True
            _abort(request.transport)
            return CLOSED
        if fault is not None and fault.when is When.AFTER:
            await response.prepare(request)
            await response.write_eof()
            await fault.at(When.AFTER)
        return response

    async def direct(self, token: str, written: str, params: Params) -> tuple[int, str]:
        """Answer a call that comes without a socket: the status, and the body as text.

        Raises:
            ConnectionRefusedError: During an outage.
            ConnectionResetError: When a fault loses the call or its answer.
        """
        if self.is_out:
            raise ConnectionRefusedError("an outage")
        if token != self._token:
            return 401, json.dumps(BotApiError(401, "Unauthorized").body())
        call, status, body, fault = await self._work(written, params, None)
        text = body if isinstance(body, str) else json.dumps(body)
        self.calls.close(call, status, text, body)
        if fault is not None and await fault.at(When.ACCEPTED):
            call.dropped = True
            raise Cut
        return status, text

    async def _work(
        self, written: str, params: Params, problem: tuple[int, Any] | None
    ) -> tuple[Call, int, Any, Fault | None]:
        """Do what a call asks for; return what it was, its answer, and the fault that is left.

        Raises:
            Cut: When a fault loses the call before anything is changed.
        """
        method = SPELLING.get(written.lower(), written)
        call = self.calls.open(method, dict(params), self._state.clock())
        fault = self.faults.pick(method, call.chat)
        if fault is not None and fault.kind == "answer":
            return call, fault.status, fault.body, None
        if fault is not None and await fault.at(When.BEFORE):
            call.dropped = True
            self.calls.close(call, 499, None)
            raise Cut
        status, body = problem or await self._run(written.lower(), params)
        return call, status, body, fault

    async def _run(self, written: str, params: Params) -> tuple[int, Any]:
        try:
            method = METHODS.get(written)
            if method is None:
                raise UNKNOWN_METHOD
            result = await method(self._state, params)
        except BotApiError as error:
            return error.code, error.body()
        return 200, {"ok": True, "result": result}

    def _close(self, call: Call, status: int, body: Any) -> web.Response:
        # The log keeps the written words: they say what was said, whatever changes later.
        response = _json(status, body)
        self.calls.close(call, status, response.text, body)
        return response

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
