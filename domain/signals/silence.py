"""Silence against the person's own agreed interval. Holidays, breaks and pauses never count."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from domain.signal import Found, View


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """So many points from so many days on, and not before so many agreed intervals."""

    days: float = 0
    intervals: float = 0
    points: float

    def begins(self, interval: float) -> float:
        """Return after how many silent days the step is reached."""
        return max(self.days, self.intervals * interval)


@dataclass(frozen=True, slots=True)
class Silence:
    """No sign of life for too long; the furthest step that is reached counts."""

    key: ClassVar[str] = "silence"
    says: ClassVar[frozenset[str]] = frozenset({"dage", "aftalt"})
    steps: tuple[Step, ...]  # rising

    def read(self, view: View) -> Found | None:
        """Return the furthest step that the silence has reached."""
        interval = view.interval or 0
        reached = [step for step in self.steps if view.silent_days >= step.begins(interval)]
        if not reached:
            return None
        values = {"dage": int(view.silent_days), "aftalt": int(interval)}
        return Found(max(step.points for step in reached), values)
