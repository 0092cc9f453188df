"""A sharp drop on one item: far below both of the answers before it."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import fmean
from typing import ClassVar

from domain.ratings import fresh_items
from domain.signal import Found, Value, View


@dataclass(frozen=True, slots=True, kw_only=True)
class SharpDrop:
    """The latest answer lies this far below the mean of the two before it."""

    key: ClassVar[str] = "sharp_drop"
    says: ClassVar[frozenset[str]] = frozenset({"emne", "tal", "fald"})
    drop: float
    days: float  # how long a rating counts before the last sign of life
    points: float

    def read(self, view: View) -> Found | None:
        """Return the first such item, by name."""
        for item, ratings in sorted(fresh_items(view, self.days).items()):
            if len(ratings) < 3:
                continue
            *before, last = ratings[-3:]
            fell = fmean(one.score for one in before) - last.score
            if fell >= self.drop:
                values: dict[str, Value] = {
                    "emne": item,
                    "tal": int(last.score),
                    "fald": int(fell),
                }
                return Found(self.points, values, (last.link,) if last.link else (), witness=False)
        return None
