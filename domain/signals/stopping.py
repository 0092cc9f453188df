"""The youth says that they think of stopping."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from domain.signal import EventKind, Found, View, links_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Stopping:
    """They said so themselves, by a button or in words."""

    key: ClassVar[str] = "stopping"
    says: ClassVar[frozenset[str]] = frozenset({"dato"})
    days: float
    points: float

    def read(self, view: View) -> Found | None:
        """Return the latest time they said so."""
        found = view.recent((EventKind.STOPPING,), self.days)
        return Found(self.points, {"dato": found[-1].day}, links_of(found)) if found else None
