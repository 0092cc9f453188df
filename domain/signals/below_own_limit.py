"""A rating below the person's own limit: change against their own usual, never against others."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from domain.chart import ChartRule
from domain.ratings import charts, fresh_items
from domain.signal import Found, Value, View


@dataclass(frozen=True, slots=True, kw_only=True)
class BelowOwnLimit:
    """Two alarms in a row on one item. One alarm alone counts only beside another signal."""

    key: ClassVar[str] = "below_own_limit"
    says: ClassVar[frozenset[str]] = frozenset({"emne", "tal"})
    days: float  # how long a rating counts before the last sign of life
    points: float
    chart: ChartRule = field(default_factory=ChartRule)

    def read(self, view: View) -> Found | None:
        """Return the item with the longest row of alarms."""
        found = charts(view, self.chart)
        items = fresh_items(view, self.days)
        low = {item: found[item].low for item in items if found[item].low}
        if not low:
            return None
        item = max(sorted(low), key=lambda one: low[one])
        latest = items[item][-min(low[item], 2) :]
        values: dict[str, Value] = {"emne": item, "tal": int(latest[-1].score)}
        links = tuple(one.link for one in latest if one.link)
        return Found(self.points, values, links, unsure=low[item] == 1)
