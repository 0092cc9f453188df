"""Answers that swing much more than they used to."""

from __future__ import annotations

from dataclasses import dataclass, field
from statistics import stdev
from typing import ClassVar

from domain.chart import ChartRule
from domain.ratings import charts, fresh_items
from domain.signal import Found, View

LATEST = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Swings:
    """The spread of the last six answers to an item is so many times the usual one."""

    key: ClassVar[str] = "swings"
    says: ClassVar[frozenset[str]] = frozenset({"emne"})
    times: float
    days: float  # how long a rating counts before the last sign of life
    points: float
    chart: ChartRule = field(default_factory=ChartRule)

    def read(self, view: View) -> Found | None:
        """Return the first such item, by name."""
        found = charts(view, self.chart)
        for item, ratings in sorted(fresh_items(view, self.days).items()):
            usual, latest = found[item].usual, ratings[-LATEST:]
            if usual is None or len(latest) < LATEST:
                continue
            if stdev(one.score for one in latest) > self.times * usual.spread:
                links = tuple(one.link for one in latest if one.link)
                return Found(self.points, {"emne": item}, links, witness=False)
        return None
