"""Heard from no more often than was agreed at the least, over four weeks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from domain.signal import DAY, Found, View


@dataclass(frozen=True, slots=True, kw_only=True)
class Seldom:
    """A sign of life on at most one day for each agreed interval."""

    key: ClassVar[str] = "seldom"
    says: ClassVar[frozenset[str]] = frozenset({"dage", "gange", "aftalt"})
    days: int = 28
    points: float

    def read(self, view: View) -> Found | None:
        """Return it when there was no more than the least that was agreed."""
        since = view.off.back(view.now, self.days)
        young = view.now - view.history.start < self.days * DAY
        if young or view.interval is None:
            return None
        heard = view.days_with_life(since, view.now)
        if heard * view.interval > self.days:
            return None
        values = {"dage": self.days, "gange": heard, "aftalt": int(view.interval)}
        return Found(self.points, values)
