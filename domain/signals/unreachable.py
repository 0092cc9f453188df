"""They cannot be reached: the bot is blocked, or the chat is gone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from domain.signal import EventKind, Found, View, links_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreachable:
    """Blocked, and neither unblocked nor heard from since."""

    key: ClassVar[str] = "unreachable"
    says: ClassVar[frozenset[str]] = frozenset({"dato"})
    points: float

    def read(self, view: View) -> Found | None:
        """Return since when."""
        blocked, opened = view.last(EventKind.BLOCKED), view.last(EventKind.UNBLOCKED)
        if blocked is None or view.last_life > blocked.at:
            return None
        if opened is not None and opened.at > blocked.at:
            return None
        return Found(self.points, {"dato": blocked.day}, links_of((blocked,)))
