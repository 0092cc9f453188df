"""What became of the cases of one kind, or of all: how many, how they ended, how soon."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from statistics import median

from sqlalchemy import select

from domain.case import Outcome
from storage.tables import case_file
from storage.tx import Rx

HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Alerts:
    """Cases that were opened, and the hours until a talk of those that ended in one."""

    opened: int
    hours: tuple[float, ...] = ()

    @property
    def talked(self) -> int:
        """Return how many ended in a talk."""
        return len(self.hours)

    @property
    def usual_hours(self) -> float:
        """Return the hours until the talk that half of them took; 0 when there was none."""
        return round(median(self.hours), 1) if self.hours else 0.0

    @property
    def share(self) -> float:
        """Return the share that ended in a talk."""
        return round(self.talked / self.opened, 2) if self.opened else 0.0

    def __add__(self, other: Alerts) -> Alerts:
        """Return the cases of both."""
        return Alerts(self.opened + other.opened, self.hours + other.hours)


def alerts(rx: Rx, kind: str | None = None) -> Alerts:
    """Return the cases of a kind, or of every kind."""
    query = select(case_file.c.outcome, case_file.c.opened_at, case_file.c.closed_at)
    query = query.where(case_file.c.site_id == rx.site_id)
    if kind is not None:
        query = query.where(case_file.c.kind == kind)
    rows = list(rx.execute(query))
    hours = tuple(
        (row.closed_at - row.opened_at) / HOUR
        for row in rows
        if row.outcome == Outcome.TALKED.value
    )
    return Alerts(len(rows), hours)
