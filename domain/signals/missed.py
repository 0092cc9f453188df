"""An agreement missed without a word, and another one not long before it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from domain.signal import Found, View, links_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Missed:
    """Missed without a word and not made good since; more when it is the second one lately."""

    key: ClassVar[str] = "missed"
    says: ClassVar[frozenset[str]] = frozenset({"dato", "gange"})
    days: float  # how long it counts after the last sign of life
    points: float
    again: float = 0  # on top, when another one was missed not long before it
    again_days: float = 28  # so long; days off do not count: further apart they are two bad days

    def read(self, view: View) -> Found | None:
        """Return the latest miss that has not faded."""
        fresh = view.fresh_misses(self.days)
        if not fresh:
            return None
        since = view.off.back(fresh[-1].at, self.again_days)
        found = [event for event in view.open_misses if event.at >= since]
        points = self.points + (self.again if len(found) > 1 else 0)
        return Found(points, {"dato": fresh[-1].day, "gange": len(found)}, links_of(found))
