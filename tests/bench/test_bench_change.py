"""Change detection keeps its promise on simulated ratings (fewer of them than the benchmark)."""

from __future__ import annotations

from random import Random

from bench.bench_change import measure, rating_rules


def test_few_false_alarms_and_most_falls_are_seen() -> None:
    rnd = Random(3)  # noqa: S311 - a simulation
    found = measure(rnd, 400, rating_rules())
    assert found.false_alone <= 0.14
    assert found.seen_alone >= 0.64
    assert found.false_reported <= 0.08
    assert found.seen_reported >= 0.45
