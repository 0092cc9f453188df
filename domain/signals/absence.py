"""The share of four weeks that somebody was away from school or job."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from domain.signal import EventKind, Found, View, links_of

DAYS = 28
SCHOOL_DAYS = 20  # in four weeks; a fixed number, so that quiet weeks cannot thin it out


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """Away for more than a share of four weeks; more points from a higher share on."""

    key: ClassVar[str] = "absence"
    says: ClassVar[frozenset[str]] = frozenset({"andel", "dage"})
    share: float
    points: float
    high_share: float
    high_points: float

    def read(self, view: View) -> Found | None:
        """Return the share of the days that are known, when it is high enough."""
        away = view.recent((EventKind.ABSENCE,), DAYS)
        missed = sum(event.amount for event in away)
        there = len(view.recent((EventKind.PRESENT,), DAYS))
        share = min(1.0, missed / max(SCHOOL_DAYS, there + missed))
        if share < self.share:
            return None
        points = self.high_points if share >= self.high_share else self.points
        return Found(points, {"andel": round(100 * share), "dage": _days(missed)}, links_of(away))


def _days(missed: float) -> int | float:
    return int(missed) if missed == int(missed) else round(missed, 1)
