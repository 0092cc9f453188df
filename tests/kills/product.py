"""The product in a process that dies where it is told.

`python -m tests.kills.product INSTANT POINT`: the clock starts at INSTANT and runs with real time;
POINT is `verb:moment:n`, or `never`. Everything else comes from the environment, as always, save
that the pages are on any free port; the process prints their address.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Concatenate, Literal, ParamSpec, TypeVar

from bot.app import built
from bot.clock import MovableClock
from bot.log import configure_log
from bot.process import run_until_stopped
from bot.serve import listening, serving
from bot.settings import load_settings
from storage.postgres import PostgresWriter
from storage.sqlite_writer import SqliteWriter
from storage.store import Store
from storage.tx import Tx
from web.app import build_web

LOOPBACK = "127.0.0.1"

P = ParamSpec("P")
R = TypeVar("R")


class Moment(StrEnum):
    """When a process dies, seen from one commit."""

    BEFORE = "before"  # the verb is done, nothing is committed
    UNWOKEN = "unwoken"  # it is committed, and nobody has been woken
    AFTER = "after"  # it is committed, the others are woken, the caller does not know yet


@dataclass(frozen=True, slots=True)
class Point:
    """The n-th call of a verb, and the moment of it."""

    verb: str
    moment: Moment
    nth: int = 1

    def __str__(self) -> str:
        """Return the point as one argument."""
        return f"{self.verb}:{self.moment}:{self.nth}"


def point_of(argument: str) -> Point | None:
    """Return the point that an argument names."""
    if argument == "never":
        return None
    verb, moment, nth = argument.split(":")
    return Point(verb, Moment(moment), int(nth))


def die() -> None:
    """End this process as a power cut would."""
    os.kill(os.getpid(), signal.SIGKILL)


class DyingStore(Store):
    """A store whose process dies at one point of one verb."""

    def __init__(self, inner: Store, point: Point) -> None:
        super().__init__(inner.dialect, inner._writer, inner._reader)
        self._point = point
        self._seen: Counter[str] = Counter()
        self._armed = False
        writer = inner._writer
        assert isinstance(writer, SqliteWriter | PostgresWriter)
        self._wake = writer._on_wake
        writer._on_wake = self._woken

    async def write(
        self, verb: Callable[Concatenate[Tx, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        name, point = verb.__name__, self._point
        self._seen[name] += 1
        if name != point.verb or self._seen[name] != point.nth:
            return await super().write(verb, *args, **kwargs)

        def dying(tx: Tx, *args: Any, **kwargs: Any) -> R:
            result = verb(tx, *args, **kwargs)
            if point.moment is Moment.BEFORE:
                die()
            self._armed = point.moment is Moment.UNWOKEN
            return result

        result = await super().write(dying, *args, **kwargs)
        die()
        return result

    def _woken(self, name: str) -> None:
        if self._armed:
            die()
        self._wake(name)


async def run(instant: datetime, point: Point | None) -> None:
    """Run the product until it dies or is asked to stop."""
    settings = load_settings()
    configure_log(level="INFO")
    clock = MovableClock(telegram_is_loopback=settings.telegram_is_loopback, start=instant)

    def wrap(store: Store) -> Store:
        return store if point is None else DyingStore(store, point)

    sock = listening(LOOPBACK, 0)
    async with (
        built(settings, clock, wrap=wrap) as app,
        serving(build_web(app.world, app.health), sock),
    ):
        sys.stdout.write(f"http://{LOOPBACK}:{sock.getsockname()[1]}\n")
        sys.stdout.flush()
        await run_until_stopped(app)


Command = tuple[Literal["-m"], Literal["tests.kills.product"], str, str]


def command(instant: datetime, point: Point | None) -> Command:
    """Return the arguments of Python for a process that starts at `instant`."""
    return "-m", "tests.kills.product", instant.isoformat(), str(point or "never")


if __name__ == "__main__":
    asyncio.run(run(datetime.fromisoformat(sys.argv[1]), point_of(sys.argv[2])))
