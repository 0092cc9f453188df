"""Rows of café series and their evenings."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime, time
from typing import Any

from sqlalchemy import RowMapping, bindparam, func, select

from domain.cafe import Cafe, CafeState, Details, Series
from storage.due import DueColumn
from storage.tables import cafe, cafe_series
from storage.tx import Rx, Tx

DUE = DueColumn(cafe, cafe.c.cafe_id, cafe.c.next_at)
_CLOCK = "%H.%M"


def add_series(tx: Tx, new: Series) -> None:
    """Insert a series."""
    tx.insert(
        cafe_series,
        {
            "cafe_series_id": new.id,
            "programme_key": new.programme_key,
            "cohort": new.cohort,
            "rule": new.rule,
            "begins": new.begins.strftime(_CLOCK),
            "ends": new.ends.strftime(_CLOCK),
            "place": json.dumps(dict(new.place), ensure_ascii=False, sort_keys=True),
            "transport": new.transport,
            "created_at": new.created_at,
            "created_by": new.created_by,
        },
    )


def series(rx: Rx, series_id: int) -> Series | None:
    """Return one series, or None."""
    row = rx.row(cafe_series, cafe_series_id=series_id)
    return _series(row) if row else None


# Built once: to build a statement takes longer than to run it.
_RUNNING = (
    select(cafe_series)
    .where(cafe_series.c.site_id == bindparam("site"), cafe_series.c.ended_at.is_(None))
    .order_by(cafe_series.c.cafe_series_id)
)


def running(rx: Rx) -> Sequence[Series]:
    """Return the series that have not ended, oldest first."""
    rows = rx.execute(_RUNNING, {"site": rx.site_id}).mappings()
    return [_series(row) for row in rows]


def has_series(rx: Rx, programme_key: str, cohort: str | None) -> bool:
    """Return whether a running series invites the youths of a programme and cohort."""
    return any(
        one.programme_key == programme_key and one.cohort in {None, cohort} for one in running(rx)
    )


def end_series(tx: Tx, now: datetime, series_id: int) -> None:
    """Mark a series as ended."""
    tx.change(cafe_series, {"ended_at": now}, cafe_series_id=series_id)


def add(tx: Tx, new: Cafe) -> bool:
    """Insert an evening; return False when the series has one at that occurrence."""
    return tx.insert_ignore(
        cafe,
        {
            "site_id": tx.site_id,
            "cafe_id": new.id,
            "cafe_series_id": new.series_id,
            "programme_key": new.programme_key,
            "occurs_at": new.occurs_at,
            **_changing(new),
        },
    )


def save(tx: Tx, changed: Cafe) -> None:
    """Write down an evening as it stands now."""
    tx.change(cafe, _changing(changed), cafe_id=changed.id)


def get(rx: Rx, cafe_id: int) -> Cafe | None:
    """Return one evening, or None."""
    row = rx.row(cafe, cafe_id=cafe_id)
    return _cafe(row) if row else None


def from_(rx: Rx, since: datetime, limit: int) -> Sequence[Cafe]:
    """Return the evenings that end after `since` (UTC), soonest first."""
    rows = rx.execute(
        select(cafe)
        .where(cafe.c.site_id == rx.site_id, cafe.c.ends_at > since)
        .order_by(cafe.c.begins_at, cafe.c.cafe_id)
        .limit(limit)
    ).mappings()
    return [_cafe(row) for row in rows]


_OF_SERIES_AFTER = (
    select(cafe)
    .where(
        cafe.c.site_id == bindparam("site"),
        cafe.c.cafe_series_id == bindparam("series"),
        cafe.c.begins_at > bindparam("after"),
    )
    .order_by(cafe.c.begins_at, cafe.c.cafe_id)
)
_FROM_TO = (
    select(cafe)
    .where(
        cafe.c.site_id == bindparam("site"),
        cafe.c.begins_at >= bindparam("since"),
        cafe.c.begins_at < bindparam("until"),
    )
    .order_by(cafe.c.begins_at, cafe.c.cafe_id)
)
_LAST = select(func.max(cafe.c.occurs_at)).where(
    cafe.c.site_id == bindparam("site"), cafe.c.cafe_series_id == bindparam("series")
)
_TO_INVITE = (
    select(cafe.c.cafe_id)
    .where(
        cafe.c.site_id == bindparam("site"),
        cafe.c.next_at <= bindparam("now"),
        cafe.c.state == CafeState.PLANNED.value,
    )
    .order_by(cafe.c.next_at, cafe.c.cafe_id)
    .limit(bindparam("many"))
)


def of_series_after(rx: Rx, series_id: int, after: datetime) -> Sequence[Cafe]:
    """Return a series' evenings that begin after `after` (UTC), soonest first."""
    wanted = {"site": rx.site_id, "series": series_id, "after": after}
    rows = rx.execute(_OF_SERIES_AFTER, wanted).mappings()
    return [_cafe(row) for row in rows]


def from_to(rx: Rx, since: datetime, until: datetime) -> Sequence[Cafe]:
    """Return the evenings of all series that begin from `since` until before `until` (UTC)."""
    wanted = {"site": rx.site_id, "since": since, "until": until}
    return [_cafe(row) for row in rx.execute(_FROM_TO, wanted).mappings()]


def last_occurrence(rx: Rx, series_id: int) -> datetime | None:
    """Return the latest occurrence of a series that has an evening (UTC), or None."""
    return rx.execute(_LAST, {"site": rx.site_id, "series": series_id}).scalar()


def to_invite(rx: Rx, now: datetime, limit: int) -> Sequence[int]:
    """Return the ids of the evenings whose invitations are due."""
    rows = rx.execute(_TO_INVITE, {"site": rx.site_id, "now": now, "many": limit})
    return [int(found) for found in rows.scalars()]


def claim(tx: Tx, now: datetime, ids: Sequence[int]) -> Sequence[Cafe]:
    """Return those of the evenings that are still due, locked; other workers pass them by."""
    return [_cafe(row) for row in DUE.claim(tx, now, ids)]


def _changing(one: Cafe) -> dict[str, Any]:
    words = {name: dict(said) for name, said in one.details.words.items()}
    return {
        "state": one.state.value,
        "begins_at": one.begins_at,
        "ends_at": one.ends_at,
        "details": {"words": words, "guests": one.details.guests},
        "moved_at": one.moved_at,
        "next_at": one.next_at,
    }


def _time(text: str) -> time:
    hour, minute = text.split(".")
    return time(int(hour), int(minute))


def _series(row: RowMapping) -> Series:
    as_they_are = ("programme_key", "cohort", "rule", "transport", "created_at", "created_by")
    return Series(
        id=row["cafe_series_id"],
        begins=_time(row["begins"]),
        ends=_time(row["ends"]),
        place=json.loads(row["place"]),
        ended_at=row["ended_at"],
        **{name: row[name] for name in as_they_are},
    )


def _cafe(row: RowMapping) -> Cafe:
    details = row["details"]
    as_they_are = ("programme_key", "occurs_at", "begins_at", "ends_at", "moved_at", "next_at")
    return Cafe(
        id=row["cafe_id"],
        series_id=row["cafe_series_id"],
        state=CafeState(row["state"]),
        details=Details(details["words"], details["guests"]),
        **{name: row[name] for name in as_they_are},
    )
