"""An invitation that was taken back before it left is none: the youth can be invited anew."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from domain.cafe_audience import LeftOut
from services.cafe_mail import invite_name
from storage import cafe_mail, rsvps
from storage.tx import Tx


def free_unsent(tx: Tx, now: datetime, youth_id: int) -> None:
    """Take the youth off the list of the invited where neither message nor check-in has left.

    A talk, a pause or a cry for help came between. A later check-in may tell of the evening, and
    nobody is told that an evening is off of which they never heard.
    """
    for rsvp in rsvps.ahead(tx, youth_id, now):
        if (
            rsvp.invited_at is not None
            and rsvp.answer is None
            and cafe_mail.withdrawn(tx, invite_name(rsvp))
        ):
            cafe_mail.set_aside(tx, invite_name(rsvp))
            rsvps.save(tx, replace(rsvp, invited_at=None, left_out=LeftOut.UNSENT.value))
