"""Agreements that were called off beforehand: a small sign, and only when it happens again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from domain.signal import EventKind, Found, View, links_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Cancelled:
    """Called off with a word, at least so many times within the days."""

    key: ClassVar[str] = "cancelled"
    says: ClassVar[frozenset[str]] = frozenset({"dato", "gange"})
    days: float
    times: int
    points: float

    def read(self, view: View) -> Found | None:
        """Return how often it happened, when that is often enough."""
        found = view.recent((EventKind.CANCELLED,), self.days)
        if len(found) < self.times:
            return None
        return Found(self.points, {"dato": found[-1].day, "gange": len(found)}, links_of(found))
