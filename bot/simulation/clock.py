"""A clock that only moves when it is told to, also for what is timed on real time elsewhere."""

from __future__ import annotations

from datetime import datetime

from bot.clock import SteppedClock


class VirtualClock(SteppedClock):
    """Nothing here may depend on the day on which it runs, ids and leases included.

    Real time stands still while a process runs: all that it does happens within an instant.
    """

    def __init__(self, start: datetime) -> None:
        self._real = start
        super().__init__(start, telegram_is_loopback=True)

    def real(self) -> datetime:
        """Return the instant at which the process began (aware, UTC)."""
        return self._real

    def begin(self) -> None:
        """Let a process begin now."""
        self._real = self.now()
