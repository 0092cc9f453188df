"""Day 0 of a youth's year after: the day of the yes, or the day a worker has named."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time

from domain.people import Youth
from domain.wall import to_utc, to_wall
from storage import agreements
from storage.tx import Rx, Tx

_STARTS_ON = "starts_on"


def name_start(tx: Tx, now: datetime, youth_id: int, day: date) -> None:
    """Keep the day on which the year begins; it counts once the youth has said yes."""
    agreed = agreements.get(tx, youth_id)
    extra = {**agreed.extra, _STARTS_ON: day.isoformat()}
    agreements.save(tx, now, youth_id, replace(agreed, extra=extra))


def start_of(rx: Rx, now: datetime, youth: Youth) -> datetime:
    """Return from when the youth's days are counted (UTC): `now`, unless another day was named."""
    named = agreements.get(rx, youth.id).extra.get(_STARTS_ON)
    if named is None or date.fromisoformat(named) == to_wall(now, youth.zone).date():
        return now
    return to_utc(date.fromisoformat(named), time(12), youth.zone)
