"""Broken promises to plant: what is planted, and which promises it breaks."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from reports.audit.verdict import Promise
from tests.reports.audit.plant import Plant

Planting = Callable[[Plant], Awaitable[object]]
PLANTED: dict[str, tuple[set[Promise], Planting]] = {}


def breaks(*promises: Promise) -> Callable[[Planting], Planting]:
    """Say which promises a planting breaks."""

    def remember(planting: Planting) -> Planting:
        PLANTED[planting.__name__] = (set(promises), planting)
        return planting

    return remember
