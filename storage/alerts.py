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
    """Cases that were opened, how many of them ended in a talk, and the usual hours until then."""

    opened: int
    talked: int
    usual_hours: float

    @property
    def share(self) -> float:
        """Return the share that ended in a talk."""
        return round(self.talked / self.opened, 2) if self.opened else 0.0


def alerts(rx: Rx, kind: str | None = None) -> Alerts:
    """Return the cases of a kind, or of every kind."""
    query = select(case_file.c.outcome, case_file.c.opened_at, case_file.c.closed_at)
    query = query.where(case_file.c.site_id == rx.site_id)
    if kind is not None:
        query = query.where(case_file.c.kind == kind)
    rows = list(rx.execute(query))
    hours = [
        (row.closed_at - row.opened_at) / HOUR
        for row in rows
        if row.outcome == Outcome.TALKED.value
    ]
    return Alerts(len(rows), len(hours), round(median(hours), 1) if hours else 0.0)
