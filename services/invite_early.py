"""Who is asked earlier in the day than the cohort is invited reads of the evening right then."""

from __future__ import annotations

from datetime import datetime

from domain.cafe import Rsvp
from domain.coming import foreruns
from domain.people import Youth
from services.cafe_guests import may_be_first, why_left_out
from services.cafe_line import CafeLine
from services.evening import Evening
from services.evenings_ahead import ahead_of, to_hear_of
from services.invite_to_cafe import send_invitation
from services.world import House
from storage import rsvps
from storage.tx import Tx


def invite_early(
    tx: Tx, now: datetime, house: House, youth: Youth, leaves_at: datetime
) -> CafeLine | None:
    """Invite a youth whose check-in leaves at `leaves_at` (UTC), earlier on the cohort's day.

    The cohort's own hour finds them invited already. Returns the evening and the youth's row, or
    None where no evening fits: of two who must not meet only the one who is preferred today
    whatever becomes of the other.
    """
    for cafe in to_hear_of(tx, now, house, youth):
        if not foreruns(ahead_of(cafe, now), leaves_at, youth.zone):
            continue
        evening = Evening.of(tx, now, house, cafe)
        if not may_be_first(evening, youth) or why_left_out(evening, youth) is not None:
            continue
        rsvp = Rsvp(id=tx.new_id(), cafe_id=cafe.id, youth_id=youth.id, invited_at=now)
        if not rsvps.add(tx, rsvp):
            continue
        if send_invitation(evening, youth, rsvp, leaves_at, carried=leaves_at):
            return CafeLine(evening, rsvp)
    return None
