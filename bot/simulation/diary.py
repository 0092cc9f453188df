"""What people mean to do, and when."""

from __future__ import annotations

import heapq
from collections.abc import Awaitable, Callable
from datetime import datetime

Act = Callable[[], Awaitable[object]]


class Diary:
    """Acts in the order of their instants (UTC), and of their writing where those are the same."""

    def __init__(self) -> None:
        self._acts: list[tuple[datetime, int, Act]] = []
        self._count = 0

    def add(self, at: datetime, act: Act) -> None:
        """Write down an act."""
        self._count += 1
        heapq.heappush(self._acts, (at, self._count, act))

    @property
    def next_at(self) -> datetime | None:
        """Return when the next act is due, or None when nobody means to do anything."""
        return self._acts[0][0] if self._acts else None

    def take(self, now: datetime) -> Act | None:
        """Return the next act that is due, once."""
        if not self._acts or self._acts[0][0] > now:
            return None
        return heapq.heappop(self._acts)[2]
