"""A human is concerned: a member of staff. A human outweighs a rule."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from domain.signal import EventKind, Found, View, links_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Concern:
    """Somebody who knows the youth has said that they are concerned.

    With `partners` a partner's concern is read as well: no rule of its own counts it.
    """

    key: ClassVar[str] = "concern"
    says: ClassVar[frozenset[str]] = frozenset({"dato"})
    days: float
    points: float
    partners: bool = False

    def read(self, view: View) -> Found | None:
        """Return the latest concern."""
        kinds = (EventKind.CONCERN, *((EventKind.PARTNER_CONCERN,) if self.partners else ()))
        found = view.recent(kinds, self.days)
        return Found(self.points, {"dato": found[-1].day}, links_of(found)) if found else None
