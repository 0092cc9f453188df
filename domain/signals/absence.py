"""The share of four weeks that somebody was away from school or job."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from domain.signal import DAY, Event, EventKind, Found, View, links_of

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
        """Return the largest share of four weeks since the last sign of life, if high enough.

        The four weeks before that sign are the first that are looked at, and each later absence
        ends four weeks of its own: what is noted in silence adds to the share only within them.
        """
        ends = [event.at for event in view.recent((EventKind.ABSENCE,), 0)]
        weeks = [_FourWeeks.until(view, end) for end in (view.last_life, *ends)]
        most = max(weeks, key=lambda one: one.share)
        if most.share < self.share:
            return None
        points = self.high_points if most.share >= self.high_share else self.points
        values = {"andel": round(100 * most.share), "dage": _days(most.missed)}
        return Found(points, values, links_of(most.away))


@dataclass(frozen=True, slots=True)
class _FourWeeks:
    """Four weeks: the absences in them, and on how many days they were there."""

    away: Sequence[Event]
    there: int

    @classmethod
    def until(cls, view: View, end: datetime) -> _FourWeeks:
        away, there = (
            [one for one in view.all(kind) if end - DAYS * DAY <= one.at <= end]
            for kind in (EventKind.ABSENCE, EventKind.PRESENT)
        )
        return cls(away, len(there))

    @property
    def missed(self) -> float:
        return sum(event.amount for event in self.away)

    @property
    def share(self) -> float:
        return min(1.0, self.missed / max(SCHOOL_DAYS, self.there + self.missed))


def _days(missed: float) -> int | float:
    return int(missed) if missed == int(missed) else round(missed, 1)
