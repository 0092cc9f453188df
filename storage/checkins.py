"""Rows of check-ins and café prompts."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping, bindparam, select

from domain.checkin import CheckIn, CheckInState
from domain.plan import ContactKind
from storage.due import DueColumn
from storage.tables import checkin
from storage.tx import Rx, Tx

DUE = DueColumn(checkin, checkin.c.checkin_id, checkin.c.next_at)
_MANY = select(checkin).where(
    checkin.c.site_id == bindparam("site"),
    checkin.c.checkin_id.in_(bindparam("ids", expanding=True)),
)

_OPEN = (
    select(checkin)
    .where(
        checkin.c.site_id == bindparam("site"),
        checkin.c.youth_id == bindparam("youth"),
        checkin.c.state == CheckInState.OPEN.value,
    )
    .order_by(checkin.c.checkin_id.desc())
)
_LATEST = (
    select(checkin)
    .where(checkin.c.site_id == bindparam("site"), checkin.c.youth_id == bindparam("youth"))
    .order_by(checkin.c.checkin_id.desc())
    .limit(bindparam("many"))
)


def _values(value: CheckIn) -> dict[str, Any]:
    values = asdict(value)
    values["checkin_id"] = values.pop("id")
    values["kind"] = value.kind.value
    values["state"] = value.state.value
    values["next_at"] = next_at(value)
    return values


def next_at(value: CheckIn) -> datetime | None:
    """Return when something must happen to the check-in by itself: its return, reminder or end."""
    if value.state is not CheckInState.OPEN:
        return None
    if value.later_at is not None:
        return min(value.later_at, value.expires_at)
    if value.remind_at is not None and value.reminded_at is None:
        return min(value.remind_at, value.expires_at)
    return value.expires_at


_NOT_HELD = ("site_id", "next_at")  # columns that a check-in's value does not hold


def _checkin(row: RowMapping) -> CheckIn:
    values = dict(row)
    for column in _NOT_HELD:
        del values[column]
    values["id"] = values.pop("checkin_id")
    values["kind"] = ContactKind(values["kind"])
    values["asked"] = None if values["asked"] is None else tuple(values["asked"])
    values["state"] = CheckInState(values["state"])
    return CheckIn(**values)


def add(tx: Tx, new: CheckIn) -> None:
    """Insert a check-in."""
    tx.insert(
        checkin,
        {
            **_values(new),
        },
    )


def save(tx: Tx, value: CheckIn) -> None:
    """Write the check-in as it now stands."""
    values = _values(value)
    checkin_id = values.pop("checkin_id")
    tx.change(checkin, values, checkin_id=checkin_id)


def get(rx: Rx, checkin_id: int) -> CheckIn | None:
    """Return one check-in, or None."""
    return rx.known(checkin, checkin_id, lambda: _get(rx, checkin_id))


def _get(rx: Rx, checkin_id: int) -> CheckIn | None:
    row = rx.row(checkin, checkin_id=checkin_id)
    return _checkin(row) if row else None


def get_many(rx: Rx, ids: Collection[int]) -> Mapping[int, CheckIn]:
    """Return the check-ins with these ids, by id; what does not exist is left out."""
    if not ids:
        return {}
    rows = rx.execute(_MANY, {"site": rx.site_id, "ids": sorted(ids)}).mappings()
    return {row["checkin_id"]: _checkin(row) for row in rows}


def open_of(rx: Rx, youth_id: int) -> Sequence[CheckIn]:
    """Return the youth's open check-ins, newest first."""
    rows = rx.execute(_OPEN, {"site": rx.site_id, "youth": youth_id}).mappings()
    return [_checkin(row) for row in rows]


def latest_of(rx: Rx, youth_id: int, limit: int) -> Sequence[CheckIn]:
    """Return the youth's latest check-ins, newest first."""
    wanted = {"site": rx.site_id, "youth": youth_id, "many": limit}
    rows = rx.execute(_LATEST, wanted).mappings()
    return [_checkin(row) for row in rows]


def claim(tx: Tx, now: datetime, ids: Sequence[int]) -> Sequence[CheckIn]:
    """Return those of the check-ins that are still due, locked; other workers pass them by."""
    return [_checkin(row) for row in DUE.claim(tx, now, ids)]
