"""A process runs until it is asked to stop, and ends what it has begun."""

from __future__ import annotations

import asyncio
import contextlib
import signal
from typing import Protocol

from scheduling.engine import Engine

SIGNALS = (signal.SIGTERM, signal.SIGINT)


class Runs(Protocol):
    """Something with an engine that runs until it is cancelled."""

    @property
    def engine(self) -> Engine:
        """Return the engine that is to stop."""

    async def run(self) -> None:
        """Run until cancelled."""


async def run_until_stopped(app: Runs) -> None:
    """Run until SIGTERM or SIGINT; an error of the process itself comes through."""
    loop, stop = asyncio.get_running_loop(), asyncio.Event()
    for number in SIGNALS:
        loop.add_signal_handler(number, stop.set)
    running, asked = asyncio.create_task(app.run()), asyncio.create_task(stop.wait())
    try:
        await asyncio.wait({running, asked}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for number in SIGNALS:
            loop.remove_signal_handler(number)
        asked.cancel()
        if not running.done():
            app.engine.stop()
            running.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await running
