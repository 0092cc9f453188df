"""Content-free news for the youth's own worker. What needs an act is a case, not a notice."""

from __future__ import annotations

from datetime import datetime

from content.areas.staff import StaffKey
from content.audience import TextKey
from content.keys import Key
from domain.message import Purpose
from domain.people import Role, Staff, Youth
from services.buttons import button, row
from services.here import here
from services.on_duty import is_reachable
from services.say import Line, mentor_of, to_staff
from services.world import House
from storage import staff as staff_rows
from storage.tx import Tx


def notify_mentor(
    tx: Tx,
    now: datetime,
    house: House,
    youth: Youth,
    key: TextKey,
    dedupe: str,
    **values: str | int,
) -> None:
    """Tell the worker that something happened, with *Åbn*, and *Jeg er bekymret* beside it.

    It leaves at the next staffed minute. Where the worker is away then, or cannot be written to,
    the cover or a coordinator is told instead.
    """
    leaves = house.site.next_staffed(now)
    reader = _reader(tx, leaves, youth)
    line = Line(
        purpose=Purpose.NOTICE,
        key=key,
        text=house.texts.say(reader.language, key, **values),
        dedupe=dedupe,
        buttons=row(
            button(house, reader.language, Key.B_OPEN, "openy", youth.id),
            button(house, reader.language, StaffKey.B_CONCERNED, "concern", youth.id),
        ),
        due_at=leaves,
    )
    to_staff(tx, now, reader, line)


def _reader(tx: Tx, at: datetime, youth: Youth) -> Staff:
    mentor = mentor_of(tx, youth)
    present = staff_rows.get(tx, here(tx, at, mentor.id)) or mentor
    cover = staff_rows.get(tx, youth.cover_id)
    others = [cover] if cover is not None else []
    people = [present, *others, *staff_rows.with_role(tx, Role.COORDINATOR)]
    return next(filter(is_reachable, people), mentor)
