"""Both together: an agreement missed without a word, and silent for longer than agreed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from domain.signal import Found, Value, View, links_of


@dataclass(frozen=True, slots=True, kw_only=True)
class MissedAndSilent:
    """Each alone may be a bad week; both together seldom are."""

    key: ClassVar[str] = "missed_and_silent"
    says: ClassVar[frozenset[str]] = frozenset({"dato", "dage"})
    days: float  # how long a miss counts after the last sign of life
    points: float

    def read(self, view: View) -> Found | None:
        """Return it when both hold."""
        fresh = view.fresh_misses(self.days)
        if not fresh or view.interval is None or view.silent_days < view.interval:
            return None
        values: dict[str, Value] = {"dato": fresh[-1].day, "dage": int(view.silent_days)}
        return Found(self.points, values, links_of(fresh))
