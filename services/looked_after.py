"""Whom a member of staff looks after: their own youths, and those of who is away."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from domain.people import Staff, Youth, YouthStatus
from services.read_today import away_for
from storage import today
from storage import youths as youth_rows
from storage.tx import Rx


def looked_after(
    rx: Rx, now: datetime, staff: Staff, among: Collection[YouthStatus]
) -> Sequence[Youth]:
    """Return the youths of somebody, and of those whom they cover for now, oldest first."""
    ids = set(today.youths_of(rx, staff.id, also_cover=True))
    for away in away_for(rx, now, staff):
        ids.update(today.youths_of(rx, away.id, also_cover=False))
    found = (youth_rows.get(rx, each) for each in sorted(ids))
    return [one for one in found if one is not None and one.status in among]
