"""Early days, or a new worker: belonging takes two to three months, a change starts it anew."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from domain.signal import DAY, EventKind, Found, View, links_of


@dataclass(frozen=True, slots=True, kw_only=True)
class NewStart:
    """The first days, counted to the last sign of life, or the first days with a new worker."""

    key: ClassVar[str] = "new_start"
    says: ClassVar[frozenset[str]] = frozenset({"dato"})
    days: float
    points: float

    def read(self, view: View) -> Found | None:
        """Return the latest beginning that is still young."""
        changed = view.recent((EventKind.NEW_WORKER,), self.days)
        if changed:
            since, links = changed[-1].day, links_of(changed)
        elif view.last_life - view.history.start <= self.days * DAY:
            since, links = view.history.first_day, ()
        else:
            return None
        return Found(self.points, {"dato": since}, links, witness=False)
