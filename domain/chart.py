"""Change against a person's own usual, on sparse ratings: an EWMA chart with borrowed strength.

The person is their own control. With so few ratings their own spread is unsure, so it is drawn
towards what was seen in many others, and the limit is wider while the usual level itself is
uncertain. The chart starts anew after a gap, and learns only upward: a slow decline must never
become the new normal. Where the numbers come from: docs/reference/attention-points.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import pairwise
from math import sqrt
from statistics import fmean, variance


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartRule:
    """The numbers of the chart; a site may set them in its programme file."""

    weight: float = 0.3  # of the latest rating in the running mean (lambda)
    width: float = 2.5  # of the limits, in standard errors (L)
    baseline: int = 8  # ratings that make the usual level
    earliest: int = 6  # so many are enough where the item is asked seldom
    baseline_days: int = 21  # the usual level takes at least so long
    usual_spread: float = 1.6  # of others, on a scale from 0 to 10 (sigma 0)
    borrowed: int = 8  # ratings' worth of the others' spread (nu)
    least_spread: float = 0.8
    gap_days: int = 28  # after such a gap the running mean starts anew
    forget_days: int = 90  # after such a gap the usual level does


@dataclass(frozen=True, slots=True)
class Rated:
    """One answer to one item (UTC). What was skipped is not here: it is missing, not low."""

    at: datetime
    score: float
    link: str = ""


@dataclass(frozen=True, slots=True)
class Usual:
    """A person's usual level of one item: mean, spread, and from how many ratings."""

    mean: float
    spread: float
    ratings: int


@dataclass(frozen=True, slots=True)
class Chart:
    """How one item stands after its latest rating.

    `usual` is None while the usual level is still being learnt. `low` and `high` count the alarms
    in a row that stand now.
    """

    usual: Usual | None = None
    learnt: tuple[Rated, ...] = ()
    mean: float = 0.0
    steps: int = 0
    low: int = 0
    high: int = 0
    above: tuple[float, ...] = ()  # ratings in a row at or above the usual level
    last: datetime | None = None


def chart_of(ratings: Sequence[Rated], rule: ChartRule, resets: Sequence[datetime] = ()) -> Chart:
    """Return the chart of one item after all its ratings, oldest first.

    Args:
        ratings: The answers, oldest first.
        rule: The numbers.
        resets: When a new part of life began (UTC): the usual level is learnt anew from there.
    """
    chart = Chart(last=ratings[0].at if ratings else None)  # the very first answer is a try
    for before, rated in pairwise(ratings):
        chart = step(_after_gap(chart, before.at, rated.at, rule, resets), rated, rule)
    return chart


def step(chart: Chart, rated: Rated, rule: ChartRule) -> Chart:
    """Return the chart after one more rating."""
    if chart.usual is None:
        return _learnt(chart, rated, rule)
    steps = chart.steps + 1
    mean = rule.weight * rated.score + (1 - rule.weight) * chart.mean
    reach = rule.width * chart.usual.spread * _error(steps, chart.usual.ratings, rule)
    low = chart.low + 1 if mean < chart.usual.mean - reach else 0
    high = chart.high + 1 if mean > chart.usual.mean + reach else 0
    above = (*chart.above, rated.score) if rated.score >= chart.usual.mean else ()
    new = replace(chart, mean=mean, steps=steps, low=low, high=high, above=above, last=rated.at)
    better = high > 1 and len(above) >= rule.baseline
    return _raised(new, chart.usual, rule) if better else new


def usual_of(scores: Sequence[float], rule: ChartRule) -> Usual:
    """Return the usual level, its spread drawn towards that of others."""
    own = variance(scores) if len(scores) > 1 else 0.0
    free = len(scores) - 1
    pooled = (free * own + rule.borrowed * rule.usual_spread**2) / (free + rule.borrowed)
    return Usual(fmean(scores), max(rule.least_spread, sqrt(pooled)), len(scores))


def _learnt(chart: Chart, rated: Rated, rule: ChartRule) -> Chart:
    learnt = (*chart.learnt, rated)
    lasted = (rated.at - learnt[0].at) / timedelta(days=1)
    seldom = len(learnt) >= rule.earliest and lasted >= rule.baseline * 7
    if not seldom and (len(learnt) < rule.baseline or lasted < rule.baseline_days):
        return replace(chart, learnt=learnt, last=rated.at)
    return _begun(usual_of([one.score for one in learnt], rule), rated.at)


def _begun(usual: Usual, at: datetime | None) -> Chart:
    return Chart(usual=usual, mean=usual.mean, last=at)


def _raised(chart: Chart, old: Usual, rule: ChartRule) -> Chart:
    """Return the chart with a higher usual level, after so many good ratings in a row.

    It rises by a standard error less than was seen: good days that were chance must not turn the
    ordinary ones after them into an alarm.
    """
    seen = usual_of(chart.above[-rule.baseline :], rule)
    mean = max(old.mean, seen.mean - seen.spread / sqrt(seen.ratings))
    return replace(_begun(replace(seen, mean=mean), chart.last), high=chart.high)


def _after_gap(
    chart: Chart, before: datetime, at: datetime, rule: ChartRule, resets: Sequence[datetime]
) -> Chart:
    gap = at - before
    if gap > timedelta(days=rule.forget_days) or any(before < one <= at for one in resets):
        return Chart(last=before)
    if chart.usual is not None and gap > timedelta(days=rule.gap_days):
        return _begun(chart.usual, before)
    return chart


def _error(steps: int, ratings: int, rule: ChartRule) -> float:
    left = (1 - rule.weight) ** steps
    own = rule.weight / (2 - rule.weight) * (1 - left**2)
    return sqrt(own + (1 - left) ** 2 / ratings)
