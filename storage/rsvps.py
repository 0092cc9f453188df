"""Rows of who was invited to an evening, what they answered, and who came."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping, bindparam, select

from domain.cafe import Came, Coming, Help, Rsvp, Worth
from storage.tables import cafe, rsvp
from storage.tx import Rx, Tx

_KINDS = {"answer": Coming, "help_wanted": Help, "came": Came, "worth": Worth}
_AS_THEY_ARE = ("invited_at", "left_out", "answered_at", "came_by", "came_at")


def add(tx: Tx, new: Rsvp) -> bool:
    """Insert a row; return False when that youth has one for that evening."""
    row = {
        "site_id": tx.site_id,
        "rsvp_id": new.id,
        "cafe_id": new.cafe_id,
        "youth_id": new.youth_id,
        **_changing(tx, new),
    }
    return tx.insert_ignore(rsvp, row)


def save(tx: Tx, changed: Rsvp) -> None:
    """Write down a row as it stands now."""
    tx.change(rsvp, _changing(tx, changed), rsvp_id=changed.id)


def get(rx: Rx, rsvp_id: int) -> Rsvp | None:
    """Return one row, or None."""
    row = rx.row(rsvp, rsvp_id=rsvp_id)
    return _rsvp(rx, row) if row else None


def find(rx: Rx, cafe_id: int, youth_id: int) -> Rsvp | None:
    """Return the row of one youth for one evening, or None."""
    row = rx.row(rsvp, cafe_id=cafe_id, youth_id=youth_id)
    return _rsvp(rx, row) if row else None


_OF_CAFE = (
    select(rsvp)
    .where(rsvp.c.site_id == bindparam("site"), rsvp.c.cafe_id == bindparam("cafe"))
    .order_by(rsvp.c.rsvp_id)
)


def of_cafe(rx: Rx, cafe_id: int) -> Sequence[Rsvp]:
    """Return all rows of an evening, in the order in which they were made."""
    rows = rx.execute(_OF_CAFE, {"site": rx.site_id, "cafe": cafe_id}).mappings()
    return [_rsvp(rx, row) for row in rows]


# Built once: to build a statement takes longer than to run it.
_AHEAD = (
    select(rsvp)
    .join(cafe, (cafe.c.site_id == rsvp.c.site_id) & (cafe.c.cafe_id == rsvp.c.cafe_id))
    .where(
        rsvp.c.site_id == bindparam("site"),
        rsvp.c.youth_id == bindparam("youth"),
        cafe.c.begins_at > bindparam("now"),
    )
    .order_by(cafe.c.begins_at, rsvp.c.rsvp_id)
)


_BEFORE = (
    select(rsvp)
    .join(cafe, (cafe.c.site_id == rsvp.c.site_id) & (cafe.c.cafe_id == rsvp.c.cafe_id))
    .where(
        rsvp.c.site_id == bindparam("site"),
        rsvp.c.youth_id.in_(bindparam("youths", expanding=True)),
        cafe.c.begins_at < bindparam("before"),
    )
    .order_by(cafe.c.begins_at.desc(), rsvp.c.rsvp_id.desc())
)


def ahead(rx: Rx, youth_id: int, now: datetime) -> Sequence[Rsvp]:
    """Return a youth's rows of evenings that begin after `now` (UTC), soonest first."""
    wanted = {"site": rx.site_id, "youth": youth_id, "now": now}
    rows = rx.execute(_AHEAD, wanted).mappings()
    return [_rsvp(rx, row) for row in rows]


def before(
    rx: Rx, youth_ids: Collection[int], begins_at: datetime
) -> Mapping[int, Sequence[Rsvp]]:
    """Return the youths' rows of earlier evenings, the latest first, by youth."""
    wanted = {"site": rx.site_id, "youths": sorted(youth_ids), "before": begins_at}
    rows = rx.execute(_BEFORE, wanted).mappings()
    found: dict[int, list[Rsvp]] = {}
    for row in rows:
        found.setdefault(row["youth_id"], []).append(_rsvp(rx, row))
    return found


def _changing(tx: Tx, one: Rsvp) -> dict[str, Any]:
    kinds = {name: getattr(one, name) for name in _KINDS}
    return {
        **{name: getattr(one, name) for name in _AS_THEY_ARE},
        **{name: value.value if value else None for name, value in kinds.items()},
        "wish": tx.seal(one.youth_id, rsvp.c.wish, one.id, one.wish),
    }


def _rsvp(rx: Rx, row: RowMapping) -> Rsvp:
    kinds: dict[str, Any] = {
        name: kind(row[name]) if row[name] else None for name, kind in _KINDS.items()
    }
    return Rsvp(
        id=row["rsvp_id"],
        cafe_id=row["cafe_id"],
        youth_id=row["youth_id"],
        wish=rx.open(row["youth_id"], rsvp.c.wish, row["rsvp_id"], row["wish"]),
        **{name: row[name] for name in _AS_THEY_ARE},
        **kinds,
    )
