"""Who came after the invitations had left, or had no room for one, reads of it in a check-in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from domain.cafe import Cafe, CafeState, Rsvp
from domain.cafe_audience import LeftOut
from domain.coming import TOPIC, may_carry
from domain.people import Youth
from services.cafe_guests import why_left_out
from services.cafe_line import CafeLine
from services.evening import Evening
from services.invite_to_cafe import send_invitation
from services.programme_of import programme_of
from services.world import House
from storage import agreements, cafes, rsvps
from storage.tx import Rx, Tx

_FOR_LATER = frozenset({LeftOut.FULL.value, LeftOut.UNSENT.value})
_INVITED = frozenset({CafeState.INVITED, CafeState.REMINDED})


def invite_late(
    tx: Tx, now: datetime, house: House, youth: Youth, leaves_at: datetime
) -> CafeLine | None:
    """Invite a youth to the next evening they have heard nothing of, if a check-in may tell them.

    The check-in leaves at `leaves_at` (UTC). Returns the evening and the youth's row, or None.
    """
    for cafe, known in missed(tx, house, youth, now):
        evening = Evening.of(tx, now, house, cafe)
        if not may_carry(cafe.begins_at, leaves_at) or why_left_out(evening, youth):
            continue
        rsvp = known or Rsvp(id=tx.new_id(), cafe_id=cafe.id, youth_id=youth.id)
        rsvp = replace(rsvp, invited_at=now, left_out=None)
        rsvps.add(tx, rsvp)
        rsvps.save(tx, rsvp)
        if send_invitation(evening, youth, rsvp, leaves_at, carried=leaves_at):
            return CafeLine(evening, rsvp)
    return None


def missed(
    rx: Rx, house: House, youth: Youth, now: datetime
) -> Iterator[tuple[Cafe, Rsvp | None]]:
    """Yield evenings to which others are invited, and this youth not yet: no room, or unsent."""
    if TOPIC in agreements.get(rx, youth.id).topics_off:
        return
    key = programme_of(rx, house, youth.programme_version_id).key
    for series in cafes.running(rx):
        if series.programme_key != key or series.cohort not in {None, youth.cohort}:
            continue
        for cafe in cafes.of_series_after(rx, series.id, now):
            known = rsvps.find(rx, cafe.id, youth.id)
            is_missed = known is None or known.left_out in _FOR_LATER
            if cafe.state in _INVITED and is_missed:
                yield cafe, known
