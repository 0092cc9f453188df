"""Danish public holidays as a set of dates."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Final

import holidays

# A site's rules hold a plain set; by 2050 somebody will have moved this line.
YEARS: Final = range(2024, 2051)


def danish_holidays(years: Iterable[int] = YEARS) -> frozenset[date]:
    """Return the public holidays of those years (1 May, 5 June, 24 and 31 December are none)."""
    return _of(tuple(years))


@cache  # a process may open many houses
def _of(years: tuple[int, ...]) -> frozenset[date]:
    return frozenset(holidays.country_holidays("DK", years=years))
