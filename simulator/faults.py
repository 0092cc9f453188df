"""Faults on purpose: wrong answers, lost answers, slow answers, and a kill at an exact moment.

Read as a sentence: ``sim.faults.on("sendMessage", chat=amal.id, times=3).answer(403)``. A storm
is a fault with a length: ``sim.faults.on(seconds=600).answer(429, retry_after=5)``.
"""

import asyncio
import contextlib
import os
import signal
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from simulator.errors import DEFAULT_WORDS, BotApiError, too_many_requests
from simulator.records import Json

ANY = "*"
LOWEST_PID = 2


class When(StrEnum):
    """The moment of a call at which a fault strikes."""

    BEFORE = "before"  # the call has come in, nothing is changed
    ACCEPTED = "accepted"  # the change is made, no byte of the answer is written
    AFTER = "after"  # the whole answer is written


@dataclass(frozen=True)
class Ends:
    """Until when a fault lasts: an instant of a clock."""

    at: datetime
    clock: Callable[[], datetime]

    @property
    def are_over(self) -> bool:
        """Whether the clock has come so far."""
        return self.clock() >= self.at


@dataclass
class Fault:
    """One fault. It strikes calls number ``nth``, ``nth + 1`` ... up to ``times`` of them.

    Without ``times`` it strikes all of them. One that ``ends`` strikes none from then on.
    """

    id: int
    method: str = ANY
    chat: int | None = None
    nth: int = 1
    times: int | None = 1
    ends: Ends | None = None
    kind: str = "off"
    when: When = When.BEFORE
    status: int = 200
    body: Json | str | None = None
    pid: int = 0
    late_by: float | None = None
    seen: int = 0
    reached: asyncio.Event = field(default_factory=asyncio.Event)
    released: asyncio.Event = field(default_factory=asyncio.Event)

    def answer(
        self,
        code: int,
        *,
        description: str | None = None,
        retry_after: int | None = None,
        body: str | None = None,
    ) -> "Fault":
        """Answer with an error (or any raw ``body``) instead of running the call."""
        error = BotApiError(code, description or DEFAULT_WORDS.get(code, "Bad Request: error"))
        if code == 429:
            error = too_many_requests(retry_after or 1)
        self.kind, self.status, self.body = "answer", code, body or error.body()
        return self

    def drop(self, *, when: When | str = When.ACCEPTED) -> "Fault":
        """Close the connection without an answer: the caller cannot know what happened."""
        self.kind, self.when = "drop", _moment(when, When.BEFORE, When.ACCEPTED)
        return self

    def hold(self, *, when: When | str = When.ACCEPTED, seconds: float | None = None) -> "Fault":
        """Keep the caller waiting until :meth:`release`; await ``reached`` to know it waits.

        With ``seconds`` (of real time) every answer is late by so much. A caller with less
        patience has a time-out, and the call was accepted all the same (not with ``before``).
        """
        self.kind, self.when = "hold", _moment(when, When.BEFORE, When.ACCEPTED)
        self.late_by = seconds
        return self

    def kill(self, pid: int, *, when: When | str = When.AFTER) -> "Fault":
        """Send SIGKILL to a process at this moment of the call.

        With ``after`` the process may still read the answer, and even make one more call, in the
        instant before the signal reaches it; ``before`` and ``accepted`` leave it no answer.

        Raises:
            ValueError: when the pid is the simulator's own process, or no ordinary one.
        """
        if pid < LOWEST_PID or pid == os.getpid():
            raise ValueError(f"Refusing to kill process {pid}: give the pid of the client.")
        self.kind, self.when = "kill", _moment(when, *When)
        self.pid = pid
        return self

    def release(self) -> None:
        """Let held callers go on."""
        self.released.set()

    def cancel(self) -> None:
        """Strike no more calls, and let held callers go on."""
        self.kind = "off"
        self.release()

    @property
    def over(self) -> bool:
        """Whether it has struck as often, or for as long, as it was told to."""
        if self.kind == "off" or (self.ends is not None and self.ends.are_over):
            return True
        return self.times is not None and self.seen >= self.nth - 1 + self.times

    def strikes(self, method: str, chat: int | None) -> bool:
        """Count a call when it is meant, and return whether this one is struck."""
        meant = self.method in (ANY, method) and self.chat in (None, chat)
        if not meant or self.over:
            return False
        self.seen += 1
        return self.seen >= self.nth

    async def at(self, moment: When) -> bool:
        """Do what is due at this moment; return whether the connection must be cut now."""
        if self.when is not moment or self.kind not in ("drop", "hold", "kill"):
            return False
        self.reached.set()
        if self.kind == "hold":
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(self.late_by):
                    await self.released.wait()
            return False
        if self.kind == "kill":
            _kill(self.pid)
        return True

    def json(self) -> Json:
        """Return the settings and how many calls were counted, for the control pages."""
        found: dict[str, Any] = {
            "id": self.id,
            "method": self.method,
            "nth": self.nth,
            "kind": self.kind,
            "when": self.when.value,
            "seen": self.seen,
            "over": self.over,
        }
        ends_at = None if self.ends is None else self.ends.at.timestamp()
        maybe = {"chat": self.chat, "times": self.times, "ends_at": ends_at}
        return found | {name: value for name, value in maybe.items() if value is not None}


class Faults:
    """The faults that are set, asked in the order in which they were set.

    ``clock`` (aware times) says how long a fault with ``seconds`` lasts.
    """

    def __init__(self, clock: Callable[[], datetime] | None = None) -> None:
        self._clock = clock
        self._all: list[Fault] = []
        self._count = 0

    def on(
        self,
        method: str = ANY,
        *,
        chat: int | None = None,
        nth: int = 1,
        times: int | None = None,
        seconds: float | None = None,
    ) -> Fault:
        """Return a new fault for calls of ``method``; say what it does with its verbs.

        It strikes once, or ``times``, from the ``nth`` on; with ``seconds`` (of the simulated
        time) all that come until then, or at most ``times``.

        Raises:
            ValueError: When it is to last for a time, and there is no clock.
        """
        self._count += 1
        if times is None and seconds is None:
            times = 1
        fault = Fault(self._count, method, chat, nth, times, self._ends(seconds))
        self._all.append(fault)
        return fault

    def _ends(self, seconds: float | None) -> Ends | None:
        if seconds is None:
            return None
        if self._clock is None:
            raise ValueError("A fault lasts for seconds of a clock: give Faults one.")
        return Ends(self._clock() + timedelta(seconds=seconds), self._clock)

    def clear(self) -> None:
        """Cancel every fault and let held callers go on."""
        for fault in self._all:
            fault.cancel()
        self._all.clear()

    def find(self, number: int) -> Fault:
        """Return a fault by id.

        Raises:
            LookupError: when there is none.
        """
        for fault in self._all:
            if fault.id == number:
                return fault
        raise LookupError(f"No fault {number}.")

    def pick(self, method: str, chat: int | None) -> Fault | None:
        """Return the first fault that strikes this call."""
        return next((one for one in self._all if one.strikes(method, chat)), None)

    def json(self) -> list[Json]:
        """Return all of them for the control pages."""
        return [fault.json() for fault in self._all]


def _moment(when: When | str, *allowed: When) -> When:
    moment = When(when)
    if moment not in allowed:
        raise ValueError(f"when must be one of {', '.join(allowed)}, not {moment}.")
    return moment


def _kill(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return  # it is gone already, which is what was wanted
