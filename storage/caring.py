"""Rows of caring messages as a worker has made them their own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from zlib import crc32

from sqlalchemy import bindparam, select

from storage.tables import caring
from storage.tx import Rx, Tx


def lines_of(rx: Rx, youth_id: int) -> Mapping[str, str]:
    """Return the lines that were written for a youth, by the slot of the message."""
    return {slot: line for slot, line, _ in _lines(rx, youth_id)}


def written_by(rx: Rx, youth_id: int, staff_id: int) -> Mapping[str, str]:
    """Return the lines of a youth that this member of staff wrote, by the slot of the message."""
    return {slot: line for slot, line, writer in _lines(rx, youth_id) if writer == staff_id}


# Built once: to build a statement takes longer than to run it.
_LINES = select(caring.c.slot, caring.c.line, caring.c.written_by).where(
    caring.c.site_id == bindparam("site"), caring.c.youth_id == bindparam("youth")
)


def _lines(rx: Rx, youth_id: int) -> Iterator[tuple[str, str, int]]:
    """Yield slot, line and writer of each line that was not wiped."""
    for row in rx.execute(_LINES, {"site": rx.site_id, "youth": youth_id}):
        line = rx.open(youth_id, caring.c.line, crc32(row.slot.encode()), row.line)
        if line:
            yield row.slot, line, row.written_by


def save(tx: Tx, now: datetime, *, youth_id: int, slot: str, line: str, staff_id: int) -> None:
    """Keep the line of one message, instead of what stood there before."""
    sealed = tx.seal(youth_id, caring.c.line, crc32(slot.encode()), line)
    values = {"line": sealed, "written_by": staff_id, "written_at": now}
    if tx.change(caring, values, youth_id=youth_id, slot=slot) == 0:
        tx.insert(caring, {"youth_id": youth_id, "slot": slot, **values})
