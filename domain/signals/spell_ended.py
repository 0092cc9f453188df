"""A job or an education has ended, or is about to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from domain.signal import EventKind, Found, View, links_of


@dataclass(frozen=True, slots=True, kw_only=True)
class SpellEnded:
    """What filled the days is over."""

    key: ClassVar[str] = "spell_ended"
    says: ClassVar[frozenset[str]] = frozenset({"dato"})
    days: float
    points: float

    def read(self, view: View) -> Found | None:
        """Return the latest end."""
        found = view.recent((EventKind.SPELL_ENDED,), self.days)
        return Found(self.points, {"dato": found[-1].day}, links_of(found)) if found else None
