"""The weekdays and local hours at which a rung of the ladder may be told of a yellow case.

Red never waits for them: it goes by duty.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from domain.site import HORIZON_DAYS, SiteRules
from domain.wall import to_utc, to_wall

_EVERY_DAY = frozenset(range(7))
_DAY = timedelta(days=1)

# Says from when (UTC) a member of staff, by id, may be told of what is yellow since an instant.
TellAt = Callable[[int, datetime], datetime]


@dataclass(frozen=True, slots=True)
class StepHours:
    """Some weekdays (Monday is 0), and on them from one wall time until another."""

    weekdays: frozenset[int] = _EVERY_DAY
    hours: tuple[time, time] | None = None  # None: the whole day

    def first(self, at: datetime, site: SiteRules) -> datetime:
        """Return the first instant from `at` (UTC) on that they allow and that is staffed.

        Raises:
            ValueError: If there is none within a year.
        """
        for _ in range(HORIZON_DAYS):
            at = site.next_staffed(at)
            day = to_wall(at, site.zone).date()
            found = self._on(day, at, site)
            if found is not None:
                return found
            at = to_utc(day + _DAY, time(0), site.zone)
        raise ValueError("Nobody is at work in these hours: correct the ladder or the site file.")

    def _on(self, day: date, at: datetime, site: SiteRules) -> datetime | None:
        if day.weekday() not in self.weekdays:
            return None
        if self.hours is None:
            return at
        begins, ends = (to_utc(day, one, site.zone) for one in self.hours)
        begins = max(begins, at)
        return begins if begins < ends and site.is_staffed(begins) else None


def soonest(
    ladder: tuple[int, ...], steps: Iterable[int], now: datetime, tell_at: TellAt
) -> tuple[int, datetime]:
    """Return which of some steps can be told first, the lowest of several, and from when (UTC)."""
    at, step = min((tell_at(ladder[step], now), step) for step in steps)
    return step, at
