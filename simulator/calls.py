"""The log of every call, bounded, with what a validator said about it."""

import asyncio
import json
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from simulator.hub import Hub
from simulator.records import Json

KEPT_CALLS = 20_000
Validator = Callable[[str, Json], list[str]]


@dataclass
class Call:
    """One call of a method. ``status`` 0 means that it has not been answered (yet)."""

    number: int
    method: str
    params: Json
    at: datetime
    chat: int | None = None
    status: int = 0
    raw: str | None = None
    dropped: bool = False
    problems: list[str] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        """Whether it was accepted."""
        return self.status == 200

    @property
    def response(self) -> Any:
        """Return the answered body, a string when it was no JSON, or None."""
        if self.raw is None:
            return None
        try:
            return json.loads(self.raw)
        except ValueError:
            return self.raw

    @property
    def result(self) -> Any:
        """Return the ``result`` of an accepted call, else None."""
        body = self.response
        return body.get("result") if isinstance(body, dict) else None

    def json(self) -> Json:
        """Return everything, for the control pages; ``at`` as an ISO time."""
        found: Json = {
            "number": self.number,
            "method": self.method,
            "params": self.params,
            "at": self.at.isoformat(),
            "status": self.status,
            "dropped": self.dropped,
            "problems": self.problems,
        }
        if self.chat is not None:
            found["chat"] = self.chat
        if self.raw is not None:
            found["response"] = self.response
        return found


class CallLog:
    """The newest calls, oldest first."""

    def __init__(self, hub: Hub, validator: Validator | None) -> None:
        self.validator = validator
        self.on_close: Callable[[Call, Any], None] | None = None  # with the body as it is now
        self._hub = hub
        self._calls: deque[Call] = deque(maxlen=KEPT_CALLS)
        self._count = 0

    def open(self, method: str, params: Json, at: datetime) -> Call:
        """Write down a call that came in, judged by the validator, and return it."""
        self._count += 1
        chat = params.get("chat_id")
        call = Call(self._count, method, params, at, chat if isinstance(chat, int) else None)
        if self.validator is not None:
            call.problems = list(self.validator(method, params))
        self._calls.append(call)
        self._hub.publish("call", method=method, number=call.number)
        return call

    def close(self, call: Call, status: int, raw: str | None, body: Any = None) -> None:
        """Write down the answer of a call, given as text and as it is, and tell who waits for it.

        The text says what was said, whatever becomes of the body later.
        """
        call.status, call.raw = status, raw
        if self.on_close is not None:
            self.on_close(call, body)
        self._hub.publish("call", method=call.method, number=call.number)

    def all(self, method: str | None = None, *, after: int = 0) -> list[Call]:
        """Return calls (of one method, after a number), oldest first."""
        return [one for one in self._calls if method in (None, one.method) and one.number > after]

    def problems(self) -> list[str]:
        """Return what the validator said, each with the method in front."""
        return [f"{one.method}: {problem}" for one in self._calls for problem in one.problems]

    async def wait_for_open(self, method: str, *, after: int = 0) -> Call:
        """Return the first call of a method after a number, as soon as it has come in."""
        with self._hub.listen() as events:
            while not (found := self.all(method, after=after)):
                await events.get()
        return found[0]

    async def wait_for(
        self,
        method: str,
        *,
        count: int = 1,
        after: int = 0,
        timeout: float = 10,  # noqa: ASYNC109 (the same word as on the phones)
    ) -> Call:
        """Return the ``count``-th answered call of a method, waiting up to real seconds.

        Raises:
            TimeoutError: when it does not come.
        """
        with self._hub.listen() as events:
            async with asyncio.timeout(timeout):
                while True:
                    done = [one for one in self.all(method, after=after) if one.status]
                    if len(done) >= count:
                        return done[count - 1]
                    await events.get()
