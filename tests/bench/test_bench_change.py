"""Change detection keeps its promise on simulated ratings (fewer of them than the benchmark)."""

from __future__ import annotations

from dataclasses import replace
from math import sqrt
from random import Random
from statistics import fmean

from bench.bench_change import Shares, false_alone, interval, measure, rating_rules

SEEDS, SERIES = (1, 2, 3), 800
LONG_RUN = 10_000
GOALS = {  # how far the product may be from it at the most, and on which side
    "false_alone": (0.14, -1),
    "seen_alone": (0.64, 1),
    "false_reported": (0.08, -1),
    "seen_reported": (0.45, 1),
}


def test_few_false_alarms_and_most_falls_are_seen_whatever_the_seed() -> None:
    rules = rating_rules()
    assert any(rule.signal.key == "missed" for rule in rules.rules), "a witness is among them"
    found = [measure(Random(seed), SERIES, rules) for seed in SEEDS]  # noqa: S311 - a simulation
    for name, (goal, side) in GOALS.items():
        share = _mean(found, name)
        chance = 2 * sqrt(goal * (1 - goal) / (SERIES * len(SEEDS)))  # two standard errors
        assert side * (share - goal) >= -chance, (name, share)


def test_the_chart_alone_keeps_its_promise_in_the_long_run_and_not_by_luck() -> None:
    rule, goal = rating_rules().chart, GOALS["false_alone"][0]
    share = false_alone(Random(11), LONG_RUN, rule)  # noqa: S311 - a simulation
    assert share <= goal
    wider = false_alone(Random(11), LONG_RUN, replace(rule, width=2.0))  # noqa: S311
    assert interval(wider, LONG_RUN)[0] > goal, "it would be seen if it did not"


def _mean(found: list[Shares], name: str) -> float:
    return fmean(getattr(one, name) for one in found)
