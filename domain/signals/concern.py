"""A human is concerned: staff, a teacher, an employer. A human outweighs a rule."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from domain.signal import EventKind, Found, View, links_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Concern:
    """Somebody who knows the youth has said that they are concerned."""

    key: ClassVar[str] = "concern"
    says: ClassVar[frozenset[str]] = frozenset({"dato"})
    days: float
    points: float

    def read(self, view: View) -> Found | None:
        """Return the latest concern."""
        found = view.recent((EventKind.CONCERN,), self.days)
        return Found(self.points, {"dato": found[-1].day}, links_of(found)) if found else None
