"""Content-free news for the youth's own worker. What needs an act is a case, not a notice."""

from __future__ import annotations

from datetime import datetime

from content.keys import Key
from domain.message import Purpose
from domain.people import Youth
from services.buttons import button, row
from services.say import Line, mentor_of, to_staff
from services.world import House
from storage.tx import Tx


def notify_mentor(
    tx: Tx,
    now: datetime,
    house: House,
    youth: Youth,
    key: Key,
    dedupe: str,
    **values: str | int,
) -> None:
    """Tell the worker that something happened, with *Åbn* to see whom it is about.

    It leaves at the next staffed minute.
    """
    mentor = mentor_of(tx, youth)
    line = Line(
        purpose=Purpose.NOTICE,
        key=key,
        text=house.texts.say(mentor.language, key, **values),
        dedupe=dedupe,
        buttons=row(button(house, mentor.language, Key.B_OPEN, "openy", youth.id)),
        due_at=house.site.next_staffed(now),
    )
    to_staff(tx, now, mentor, line)
