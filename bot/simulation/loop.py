"""The event loop of a simulation without sockets."""

from __future__ import annotations

import asyncio
import selectors


class _Unasked(selectors.DefaultSelector):
    """Asks the operating system only when nothing else is left to do.

    A loop asks it before every round whether anything came in. Here nothing comes in: what other
    threads have to say wakes a loop that waits, and is in the round of one that does not.
    """

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        """Return what is ready; nothing when there is no time to wait."""
        if timeout is not None and timeout <= 0:
            return []
        return super().select(timeout)


def without_sockets() -> asyncio.AbstractEventLoop:
    """Return a new event loop for what happens in this process alone."""
    return asyncio.SelectorEventLoop(_Unasked())
