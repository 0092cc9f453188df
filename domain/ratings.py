"""A view's ratings, item by item, for the signals that read them."""

from __future__ import annotations

from collections.abc import Mapping

from domain.chart import Chart, ChartRule, Rated, chart_of
from domain.signal import DAY, EventKind, View


def items(view: View) -> Mapping[str, list[Rated]]:
    """Return all ratings known by now, oldest first, by item."""
    found: dict[str, list[Rated]] = {}
    for event in view.all(EventKind.RATING):
        found.setdefault(event.what, []).append(Rated(event.at, event.amount, event.link))
    return found


def fresh_items(view: View, days: float) -> Mapping[str, list[Rated]]:
    """Return those whose latest rating is at most so many days before the last sign of life."""
    since = view.last_life - days * DAY
    return {item: found for item, found in items(view).items() if found[-1].at >= since}


def charts(view: View, rule: ChartRule) -> Mapping[str, Chart]:
    """Return the chart of every item as it stands after its latest rating."""
    resets = [event.at for event in view.all(EventKind.NEW_PHASE)]
    return {item: chart_of(found, rule, resets) for item, found in items(view).items()}
