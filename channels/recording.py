"""A channel that keeps what it is given, for tests, dry runs and simulations."""

from __future__ import annotations

from collections import deque

from channels.base import Delivered, Delivery, Result


class RecordingChannel:
    """Delivers into a list. `results` are given out first, one a call."""

    def __init__(self, *results: Result) -> None:
        self.deliveries: list[Delivery] = []
        self._results = deque(results)
        self._last_number = 0

    async def deliver(self, delivery: Delivery) -> Result:
        """Keep the delivery and return the next planned result, or that it arrived."""
        self.deliveries.append(delivery)
        if self._results:
            return self._results.popleft()
        if delivery.kind.is_edit:
            return Delivered(delivery.edits)
        self._last_number += 1
        return Delivered(self._last_number)

    @property
    def texts(self) -> list[str]:
        """Return the texts in the order in which they were delivered."""
        return [delivery.body.text for delivery in self.deliveries]
