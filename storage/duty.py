"""Rows of the roster: weekly turns of duty, and turns that a colleague takes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time

from sqlalchemy import RowMapping, delete, select

from domain.duty import Swap, Watch
from storage.tables import watch, watch_swap
from storage.tx import Rx, Tx

_CLOCK = "%H:%M"


def add(tx: Tx, now: datetime, new: Watch) -> None:
    """Write down a weekly turn."""
    tx.insert(
        watch,
        {
            "watch_id": new.id,
            "staff_id": new.staff_id,
            "weekday": new.weekday,
            "begins": new.begins.strftime(_CLOCK),
            "ends": new.ends.strftime(_CLOCK),
            "turn": new.turn,
            "created_at": now,
        },
    )


def remove(tx: Tx, watch_id: int) -> bool:
    """Take a weekly turn out of the roster, with its swaps; return whether it was there."""
    gone = [
        tx.execute(
            delete(table).where(table.c.site_id == tx.site_id, table.c.watch_id == watch_id)
        )
        for table in (watch_swap, watch)
    ]
    return bool(gone[-1].rowcount)


def watches(rx: Rx) -> Sequence[Watch]:
    """Return the roster, in the order of the week."""
    rows = rx.execute(
        select(watch)
        .where(watch.c.site_id == rx.site_id)
        .order_by(watch.c.weekday, watch.c.begins, watch.c.turn, watch.c.watch_id)
    ).mappings()
    return [_watch(row) for row in rows]


def swaps(rx: Rx) -> Sequence[Swap]:
    """Return the turns that colleagues take."""
    rows = rx.execute(select(watch_swap).where(watch_swap.c.site_id == rx.site_id))
    return [Swap(row.watch_id, date.fromisoformat(row.day), row.staff_id) for row in rows]


def swap(tx: Tx, now: datetime, taken: Swap) -> None:
    """Let a colleague take one turn; whoever had it before, by another swap, has it no more."""
    one = (
        watch_swap.c.site_id == tx.site_id,
        watch_swap.c.watch_id == taken.watch_id,
        watch_swap.c.day == taken.day.isoformat(),
    )
    tx.execute(delete(watch_swap).where(*one))
    tx.insert(
        watch_swap,
        {
            "watch_id": taken.watch_id,
            "day": taken.day.isoformat(),
            "staff_id": taken.staff_id,
            "swapped_at": now,
        },
    )


def _watch(row: RowMapping) -> Watch:
    return Watch(
        id=row["watch_id"],
        staff_id=row["staff_id"],
        weekday=row["weekday"],
        begins=time.fromisoformat(row["begins"]),
        ends=time.fromisoformat(row["ends"]),
        turn=row["turn"],
    )
