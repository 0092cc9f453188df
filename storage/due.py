"""Rows that become due: finding them, claiming them, letting a bad one wait."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    CompoundSelect,
    FromClause,
    RowMapping,
    Select,
    Table,
    bindparam,
    exists,
    func,
    literal_column,
    select,
    union_all,
    update,
)

from storage.tables import cafe, case_file, checkin, inbox, outbox, planned, staff, youth
from storage.tx import Rx, Tx

_NEXT = (
    planned.c.due_at,
    checkin.c.next_at,
    youth.c.reassess_at,
    case_file.c.escalate_at,
    case_file.c.next_at,
    cafe.c.next_at,
    staff.c.away_until,
    staff.c.next_at,
    inbox.c.due_at,
    outbox.c.ready_at,
)


@dataclass(frozen=True, slots=True)
class DueColumn:
    """A table with a column of due instants; NULL is not due."""

    table: Table
    row_id: Column[Any]
    due: Column[Any]

    def rows(self, rx: Rx, now: datetime, limit: int) -> Sequence[tuple[int, datetime]]:
        """Return the rows that are due, longest due first: id, and since when (UTC)."""
        wanted = {"site": rx.site_id, "now": now, "many": limit}
        rows = rx.execute(_due_rows(self), wanted).mappings()
        return [(row["row_id"], row["due"]) for row in rows]

    def claim(self, tx: Tx, now: datetime, ids: Sequence[int]) -> Iterable[RowMapping]:
        """Return those of the rows that are still due, locked, past what others lock.

        SQLite has one writer and needs no locks; there the lock is left out of the query.
        """
        wanted = {"site": tx.site_id, "now": now, "ids": list(ids)}
        return tx.execute(_claimable(self), wanted).mappings()

    def push_ahead(self, tx: Tx, row_id: int, until: datetime, *, due_by: datetime) -> None:
        """Let one row wait that could not be handled, so that it stops no other.

        One that is not due by `due_by` any more has been handled by somebody else, and stays.
        """
        of_site = self.table.c.site_id == tx.site_id
        self_only = self.row_id == row_id
        still_due = self.due <= due_by
        tx.execute(
            update(self.table).where(of_site, self_only, still_due).values({self.due: until})
        )


@cache
def _due_rows(of: DueColumn) -> Select[Any]:
    return (
        select(of.row_id.label("row_id"), of.due.label("due"))
        .where(
            of.table.c.site_id + 0 == bindparam("site", type_=BigInteger),
            of.due <= bindparam("now", type_=of.due.type),
        )
        .order_by(of.due, of.row_id)
        .limit(bindparam("many"))
    )


@cache
def _claimable(of: DueColumn) -> Select[Any]:
    return (
        select(of.table)
        .where(
            of.table.c.site_id == bindparam("site"),
            of.row_id.in_(bindparam("ids", expanding=True)),
            of.due <= bindparam("now", type_=of.due.type),
        )
        .order_by(of.due, of.row_id)
        .with_for_update(skip_locked=True)
    )


def next_due(rx: Rx, after: datetime) -> datetime | None:
    """Return the earliest instant later than `after` (UTC) at which a row is due, or None."""
    soonest = [
        rx.execute(select(func.min(due)).where(_of_site(due.table, rx), due > after)).scalar()
        for due in _NEXT
    ]
    return min((instant for instant in soonest if instant is not None), default=None)


@dataclass(frozen=True, slots=True)
class Ahead:
    """What a due column has ahead: whether a row is due, and when the next one will be (UTC)."""

    is_due: bool
    next_at: datetime | None


def look_ahead(rx: Rx, now: datetime) -> Mapping[str, Ahead]:
    """Return for each due column, as `table.column`, what is due at `now` and what comes.

    Most often nothing is due: then the earliest row of a column is also the next one.
    """
    first = {
        row["name"]: row["at"] for row in rx.execute(_first(), {"site": rx.site_id}).mappings()
    }
    if not any(at is not None and at <= now for at in first.values()):
        return {name: Ahead(is_due=False, next_at=at) for name, at in first.items()}
    rows = rx.execute(_ahead(), {"site": rx.site_id, "now": now}).mappings()
    return {row["name"]: Ahead(bool(row["is_due"]), row["next_at"]) for row in rows}


@cache
def _first() -> CompoundSelect[Any]:
    return union_all(
        *(
            select(_name_of(due), func.min(due).label("at")).where(
                due.table.c.site_id + 0 == bindparam("site", type_=BigInteger), due.is_not(None)
            )
            for due in _NEXT
        )
    )


@cache
def _ahead() -> CompoundSelect[Any]:
    return union_all(*(_ahead_of(due) for due in _NEXT))


def _ahead_of(due: Column[Any]) -> Select[Any]:
    at = bindparam("now", type_=due.type)
    of_site = due.table.c.site_id + 0 == bindparam("site", type_=BigInteger)
    is_due = exists(select(due).where(of_site, due <= at))
    following = select(func.min(due)).where(of_site, due > at).scalar_subquery()
    return select(_name_of(due), is_due.label("is_due"), following.label("next_at"))


def _name_of(due: Column[Any]) -> ColumnElement[str]:
    return literal_column(f"'{due.table.name}.{due.name}'").label("name")


def _of_site(table: FromClause, rx: Rx) -> ColumnElement[bool]:
    """Return the condition on the site, worded so that SQLite takes the index of due rows.

    Of two indexes it would take the one of the site, and walk through all that was ever there.
    """
    of_site: ColumnElement[bool] = table.c.site_id + 0 == rx.site_id
    return of_site
