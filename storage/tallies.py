"""How many rows of each kind there are, for whoever reports on a whole installation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Column, func, select

from storage.tables import case_file, checkin, occurrence, outbox, youth
from storage.tx import Rx

_COLUMNS: Mapping[str, Column[Any]] = {
    "youths by status": youth.c.status,
    "check-ins by state": checkin.c.state,
    "planned contacts by what became of them": occurrence.c.what,
    "cases by kind": case_file.c.kind,
    "cases by outcome": case_file.c.outcome,
    "messages by state": outbox.c.state,
}


def tallies(rx: Rx) -> Mapping[str, Mapping[str, int]]:
    """Return for each kind of count how many rows have which value; no value is `none`."""
    return {name: _tally(rx, column) for name, column in _COLUMNS.items()}


def _tally(rx: Rx, column: Column[Any]) -> Mapping[str, int]:
    found = rx.execute(
        select(column.label("value"), func.count().label("many"))
        .where(column.table.c.site_id == rx.site_id)
        .group_by(column)
    )
    named = {"none" if row.value is None else str(row.value): int(row.many) for row in found}
    return dict(sorted(named.items()))  # each database has an order of its own
