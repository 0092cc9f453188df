"""Answers that fall against the person's own habit: at most half of their own usual.

A habit is one of answering what we ask. Where the plan begins to ask more or less often the habit
is learnt anew; and it is no witness for others, for it says the same as silence does.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import ClassVar

from domain.signal import Found, View

SHARE = 0.5
STRETCHES = 4  # of their own past, each as long as the one that is looked at
LEAST_STRETCHES = 2
LEAST_USUAL = 3  # days: fewer than that is no habit


@dataclass(frozen=True, slots=True, kw_only=True)
class FallingAnswers:
    """They were heard from on at most half as many days as is usual for them."""

    key: ClassVar[str] = "falling_answers"
    says: ClassVar[frozenset[str]] = frozenset({"dage", "gange", "plejer"})
    days: int
    points: float

    def read(self, view: View) -> Found | None:
        """Return it when the latest stretch holds at most half of their usual."""
        usual = _usual(view, self.days)
        latest = view.days_with_life(view.off.back(view.now, self.days), view.now)
        if usual is None or usual < LEAST_USUAL or latest > SHARE * usual:
            return None
        values = {"dage": self.days, "gange": latest, "plejer": round(usual)}
        return Found(self.points, values, witness=False)


def _usual(view: View, days: int) -> float | None:
    """Return on how many days of a stretch they were usually heard from, before the last one.

    It is counted back from the last sign of life, so that silence cannot become the habit, and
    only over stretches that lie within what is known and in which they were asked as often as now.
    """
    events = view.history.events
    known = min(events[0].at, view.history.start) if events else view.history.start
    known = max(known, view.asked_alike_since)
    marks = [view.off.back(view.last_life, days)]
    while len(marks) <= STRETCHES and (before := view.off.back(marks[-1], days)) >= known:
        marks.append(before)
    if len(marks) <= LEAST_STRETCHES:
        return None
    return median(view.days_with_life(since, until) for until, since in pairwise(marks))
