"""An agreement missed without a word, and the one before it as well."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from domain.signal import EventKind, Found, View, links_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Missed:
    """Missed without a word and not made good since; more when the one before was missed too."""

    key: ClassVar[str] = "missed"
    says: ClassVar[frozenset[str]] = frozenset({"dato", "gange"})
    days: float  # how long it counts after the last sign of life
    points: float
    again: float = 0  # on top, when the agreement before it was missed as well

    def read(self, view: View) -> Found | None:
        """Return the latest miss that has not faded."""
        fresh = view.fresh_misses(self.days)
        if not fresh:
            return None
        row = _in_a_row(view)
        points = self.points + (self.again if row > 1 else 0)
        return Found(points, {"dato": fresh[-1].day, "gange": row}, links_of(fresh))


def _in_a_row(view: View) -> int:
    kept = view.last(EventKind.KEPT)
    row = 0
    for event in reversed(view.all(EventKind.MISSED)):
        if event not in view.open_misses or (kept is not None and kept.at > event.at):
            break
        row += 1
    return max(1, row)
