"""Rows of caring messages as a worker has made them their own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from zlib import crc32

from sqlalchemy import select

from storage.tables import caring
from storage.tx import Rx, Tx


def lines_of(rx: Rx, youth_id: int) -> Mapping[str, str]:
    """Return the lines that were written for a youth, by the slot of the message."""
    rows = rx.execute(
        select(caring.c.slot, caring.c.line).where(
            caring.c.site_id == rx.site_id, caring.c.youth_id == youth_id
        )
    )
    opened = {
        row.slot: rx.open(youth_id, caring.c.line, crc32(row.slot.encode()), row.line)
        for row in rows
    }
    return {slot: line for slot, line in opened.items() if line}


def written_by(rx: Rx, youth_id: int, staff_id: int) -> Mapping[str, str]:
    """Return the lines of a youth that this member of staff wrote, by the slot of the message."""
    slots = rx.execute(
        select(caring.c.slot).where(
            caring.c.site_id == rx.site_id,
            caring.c.youth_id == youth_id,
            caring.c.written_by == staff_id,
        )
    ).scalars()
    theirs = set(slots)
    return {slot: line for slot, line in lines_of(rx, youth_id).items() if slot in theirs}


def save(tx: Tx, now: datetime, *, youth_id: int, slot: str, line: str, staff_id: int) -> None:
    """Keep the line of one message, instead of what stood there before."""
    sealed = tx.seal(youth_id, caring.c.line, crc32(slot.encode()), line)
    values = {"line": sealed, "written_by": staff_id, "written_at": now}
    if tx.change(caring, values, youth_id=youth_id, slot=slot) == 0:
        tx.insert(caring, {"youth_id": youth_id, "slot": slot, **values})
