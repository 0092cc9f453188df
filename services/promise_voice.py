"""Who is named in a promise: not whoever is here while it is made, but whoever will keep it."""

from __future__ import annotations

from datetime import datetime

from domain.people import Youth
from services.say import Voice
from services.world import House
from storage.tx import Tx


def voice_by(tx: Tx, house: House, youth: Youth, now: datetime, due_at: datetime) -> Voice:
    """Return the voice that promises a youth something at `now` by `due_at` (both UTC).

    It names whoever is told of it when the site is staffed next, or, where that one has gone by
    the time the promise is due, whoever is here then.
    """
    told = Voice.of(tx, house, youth, house.site.next_staffed(now))
    return Voice.of(tx, house, youth, due_at) if told.mentor.is_away(due_at) else told
