"""One row of an evening that a member of staff taps on: found, and whether they may."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain.cafe import Cafe, Rsvp
from domain.people import Actor
from services.access import Action, Denied, allow
from storage import cafes, rsvps
from storage import youths as youth_rows
from storage.tx import Tx


@dataclass(frozen=True, slots=True)
class CafeRow:
    """A youth's row, and the evening it is of."""

    rsvp: Rsvp
    cafe: Cafe


def row_for(
    tx: Tx, actor: Actor, now: datetime, action: Action, *, rsvp_id: int
) -> CafeRow | None:
    """Return the row if the actor may do this about its youth; None otherwise, written down."""
    rsvp = rsvps.get(tx, rsvp_id)
    youth = youth_rows.get(tx, rsvp.youth_id) if rsvp is not None else None
    granted = allow(tx, actor, now, action, youth=youth, case=None)
    cafe = cafes.get(tx, rsvp.cafe_id) if rsvp is not None else None
    if isinstance(granted, Denied) or rsvp is None or cafe is None:
        return None
    return CafeRow(rsvp, cafe)
