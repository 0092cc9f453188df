"""Chance that repeats itself: each person has a source of their own, made from the seed."""

from __future__ import annotations

import math
from datetime import timedelta
from random import Random

_LONGEST = 12.0  # times the usual


def source(seed: int | str, *who: object) -> Random:
    """Return the source of chance of one person or thing."""
    return Random(":".join(map(str, (seed, *who))))  # noqa: S311 - nothing is kept secret by it


def happens(chance: Random, percent: float) -> bool:
    """Return whether something happens that happens so often."""
    return chance.uniform(0, 100) < percent


def so_many(chance: Random, expected: float) -> int:
    """Return how often something happens: in the mean, so often as expected."""
    whole = int(expected)
    return whole + happens(chance, (expected - whole) * 100)


def about(chance: Random, middle: timedelta) -> timedelta:
    """Return a time that is shorter than `middle` half the time; whole seconds, at least one."""
    factor = min(math.exp(chance.gauss(0, 0.9)), _LONGEST)
    return timedelta(seconds=max(1, round(middle.total_seconds() * factor)))


def between(chance: Random, shortest: int, longest: int) -> timedelta:
    """Return so many seconds, both ends counted."""
    return timedelta(seconds=chance.randint(shortest, longest))
