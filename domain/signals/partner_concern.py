"""A partner is concerned: a school, a workplace, a job centre or a café told a worker."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from domain.signal import EventKind, Found, View, links_of


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerConcern:
    """Somebody who sees the youth during the day has told a worker that they are concerned."""

    key: ClassVar[str] = "partner_concern"
    says: ClassVar[frozenset[str]] = frozenset({"dato"})
    days: float
    points: float

    def read(self, view: View) -> Found | None:
        """Return the latest concern of a partner."""
        found = view.recent((EventKind.PARTNER_CONCERN,), self.days)
        return Found(self.points, {"dato": found[-1].day}, links_of(found)) if found else None
