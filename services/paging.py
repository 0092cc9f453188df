"""Long lists in Telegram: a page of them, and the button to the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from content.areas.staff import StaffKey
from domain.message import Buttons
from domain.people import Language
from services.buttons import button, row
from services.world import House

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """What is shown of a list. `first` is the number of the first row, counted from 1."""

    rows: Sequence[T]
    number: int
    first: int
    last: int

    @classmethod
    def of(cls, rows: Sequence[T], page: int, size: int) -> Page[T]:
        """Return a page, counted from 0; the nearest there is where there is no such page."""
        last = max(0, (len(rows) - 1) // size)
        page = min(max(page, 0), last)
        return cls(rows[page * size : (page + 1) * size], page, page * size + 1, last)

    def buttons(self, house: House, language: Language, verb: str) -> Buttons:
        """Return the way to the next rows, or back to the first; nothing on a single page."""
        if not self.last:
            return ()
        following = self.number + 1 if self.number < self.last else 0
        key = StaffKey.B_MORE if following else StaffKey.B_FIRST
        return row(button(house, language, key, verb, 0, str(following)))
