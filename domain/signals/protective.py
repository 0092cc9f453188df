"""Protective contact: they talked with a human, or came where they said they would."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from domain.signal import DAY, EventKind, Found, View, links_of

KINDS = (EventKind.TALK, EventKind.PRESENT, EventKind.KEPT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Protective:
    """It takes points away, for so many days by the clock."""

    key: ClassVar[str] = "protective"
    says: ClassVar[frozenset[str]] = frozenset({"dato"})
    days: float
    points: float  # below 0

    def read(self, view: View) -> Found | None:
        """Return the latest such contact."""
        found = [event for kind in KINDS if (event := view.last(kind)) is not None]
        latest = max(found, key=lambda event: event.at, default=None)
        if latest is None or view.now - latest.at > self.days * DAY:
            return None
        return Found(self.points, {"dato": latest.day}, links_of((latest,)))
