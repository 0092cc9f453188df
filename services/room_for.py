"""Whether a youth's week and day have room for one more message that the bot begins."""

from __future__ import annotations

from datetime import datetime, timedelta

from domain.load import Begun, no_room
from domain.people import Youth
from domain.plan import ContactKind
from storage import begun
from storage.tx import Rx

_WEEK_AND_MORE = timedelta(days=8)


def room_for(rx: Rx, youth: Youth, kind: ContactKind | None, at: datetime) -> str | None:
    """Return why a message at `at` (UTC) would be too much, or None when there is room.

    A reminder has no kind: it counts in the week, and takes no place on the day.
    """
    sent = begun.messages(rx, youth.id, at - _WEEK_AND_MORE)
    return no_room([Begun(when, what) for when, what in sent], kind, at, youth.zone)
