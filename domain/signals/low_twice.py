"""One item at the bottom of the scale twice running: an absolute rule, from the first week on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from domain.ratings import fresh_items
from domain.signal import Found, View


@dataclass(frozen=True, slots=True, kw_only=True)
class LowTwice:
    """The last two answers to an item are both this low."""

    key: ClassVar[str] = "low_twice"
    says: ClassVar[frozenset[str]] = frozenset({"emne", "tal"})
    up_to: float
    days: float  # how long a rating counts before the last sign of life
    points: float

    def read(self, view: View) -> Found | None:
        """Return the first such item, by name."""
        for item, ratings in sorted(fresh_items(view, self.days).items()):
            last = ratings[-2:]
            if len(last) == 2 and all(one.score <= self.up_to for one in last):
                links = tuple(one.link for one in last if one.link)
                return Found(
                    self.points, {"emne": item, "tal": int(last[-1].score)}, links, witness=False
                )
        return None
