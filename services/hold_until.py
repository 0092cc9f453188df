"""What an outage has brought into an hour that does not suit it waits for the next that does."""

from __future__ import annotations

from datetime import datetime

from domain.message import UNASKED, MessageKind, Purpose
from domain.people import Youth
from services.world import House
from storage import agreements
from storage import youths as youth_rows
from storage.outbox import Message
from storage.tx import Rx

_QUESTIONS = frozenset({Purpose.CHECKIN, Purpose.REMINDER})


def hold_until(house: House, rx: Rx, now: datetime, message: Message) -> datetime | None:
    """Return until when a late message waits (UTC), or None when it may leave now.

    The hour was chosen when the message was queued, and an outage of Telegram or of the product
    itself moves it: nothing unasked leaves in the youth's quiet hours, and a question only when
    somebody is at work soon after. It is still skipped when that is too late for it.
    """
    if message.kind is not MessageKind.TEXT or message.purpose not in UNASKED:
        return None
    youth = youth_rows.get(rx, message.youth_id) if message.youth_id is not None else None
    if youth is None:
        return None
    suits = next_suitable(house, rx, now, youth, message.purpose)
    return suits if suits is not None and suits > now else None


def next_suitable(
    house: House, rx: Rx, now: datetime, youth: Youth, purpose: Purpose
) -> datetime | None:
    """Return the next instant from `now` on (UTC) at which such a message may leave.

    None where it may leave as it is: outside the youth's quiet hours, when nothing is asked.
    """
    quiet = agreements.get(rx, youth.id).quiet or house.site.quiet
    if purpose not in _QUESTIONS:
        return quiet.ends(now, youth.zone)
    try:
        return house.site.next_askable(now, youth.zone, quiet)
    except ValueError:  # their day and ours do not meet
        return quiet.ends(now, youth.zone)
