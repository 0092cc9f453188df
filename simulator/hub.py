"""What happened, told to whoever listens: waiting tests, and pages over server-sent events."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

BACKLOG = 2000


@dataclass(frozen=True)
class Event:
    """One change. ``seq`` rises by one per event and orders everything in a simulator."""

    seq: int
    kind: str
    data: dict[str, Any] = field(default_factory=dict)


class Hub:
    """Numbers events and hands them to every listener; a slow one is told to reload."""

    def __init__(self) -> None:
        self.seq = 0
        self._listeners: set[asyncio.Queue[Event]] = set()

    def next_seq(self) -> int:
        """Take and return the next event number."""
        self.seq += 1
        return self.seq

    def publish(self, kind: str, **data: Any) -> Event:
        """Tell every listener, numbered anew, and return the event."""
        event = Event(self.next_seq(), kind, data)
        for listener in self._listeners:
            _offer(listener, event)
        return event

    @contextmanager
    def listen(self) -> Iterator[asyncio.Queue[Event]]:
        """Yield a queue that receives every event from now on."""
        queue: asyncio.Queue[Event] = asyncio.Queue(BACKLOG)
        self._listeners.add(queue)
        try:
            yield queue
        finally:
            self._listeners.discard(queue)


def _offer(listener: asyncio.Queue[Event], event: Event) -> None:
    if listener.full():
        while not listener.empty():
            listener.get_nowait()
        event = Event(event.seq, "reload")
    listener.put_nowait(event)
