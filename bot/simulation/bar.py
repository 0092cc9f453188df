"""The line that shows how far a simulation is."""

from __future__ import annotations

import sys
from datetime import datetime, timedelta
from typing import TextIO

WIDTH = 40


class Bar:
    """A bar on a terminal; silent where nobody looks."""

    def __init__(self, begins: datetime, ends: datetime, out: TextIO | None = None) -> None:
        self._out = out or sys.stderr
        self._begins, self._length = begins, ends - begins
        self._is_shown = self._out.isatty()
        self._last = -1

    def tell(self, *times: datetime, of: int = 1) -> None:
        """Show how far the simulated time has come, in the mean of so many houses."""
        gone = sum((now - self._begins for now in times), timedelta()) / of
        percent = int(100 * gone / max(self._length, timedelta(seconds=1)))
        if self._is_shown and percent != self._last:
            self._last = percent
            done = "█" * (WIDTH * percent // 100)
            self._out.write(f"\r{done:·<{WIDTH}} {percent:3} %  {self._begins + gone:%Y-%m-%d}")
            self._out.flush()

    def end(self) -> None:
        """Leave an empty line behind."""
        if self._is_shown:
            self._out.write("\r" + " " * (WIDTH + 20) + "\r")
