"""What the auditor reads of evenings: those that were called off, and who had been invited."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, select

from storage.tables import cafe, rsvp
from storage.tx import Rx


@dataclass(frozen=True, slots=True)
class CalledOffRow:
    """An evening that is off and to which a youth had been invited. Instants are UTC."""

    youth_id: int
    cafe_id: int
    begins_at: datetime
    invited_at: datetime
    answer: str | None


def called_off(rx: Rx, youth_ids: Collection[int], since: datetime) -> Sequence[CalledOffRow]:
    """Return the evenings from `since` (UTC) on that are off, and to which these were invited."""
    joined = rsvp.join(
        cafe, and_(cafe.c.site_id == rsvp.c.site_id, cafe.c.cafe_id == rsvp.c.cafe_id)
    )
    wanted = (rsvp.c.youth_id, cafe.c.cafe_id, cafe.c.begins_at, rsvp.c.invited_at, rsvp.c.answer)
    found = rx.execute(
        select(*wanted)
        .select_from(joined)
        .where(
            rsvp.c.site_id == rx.site_id,
            rsvp.c.youth_id.in_(youth_ids),
            rsvp.c.invited_at.is_not(None),
            cafe.c.state == "cancelled",
            cafe.c.begins_at >= since,
        )
        .order_by(cafe.c.begins_at, rsvp.c.rsvp_id)
    )
    return [CalledOffRow(**row) for row in found.mappings()]
