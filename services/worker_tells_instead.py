"""News that was withdrawn before it left: a worker tells who counts on it.

That an evening is off or moved, and that a youth has a new worker.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from content.areas.handover import HandoverKey
from content.phrases import when
from domain.message import Purpose
from domain.people import Youth
from services import worker_tells
from services.buttons import button, row
from services.evening import Evening
from services.hello import WORKER_CHANGED, hello_name
from services.initial import initial_and_phase
from services.say import Line, to_staff
from services.world import House
from storage import cafes, outbox, rsvps, tasks
from storage import staff as staff_rows
from storage.outbox import Message
from storage.tx import Tx

_CHANGES = frozenset({"off", "moved"})  # see `services.cafe_mail.off_name` and `moved_name`


def tell_instead(
    tx: Tx, now: datetime, house: House, youth: Youth, withdrawn: Sequence[Message]
) -> None:
    """Let the worker tell what a youth was not told; else nobody does.

    That an evening to which they come, or may come, is off, or is at another time or place; and
    that they have a new worker, which the hello then says. Who wants no calls is left alone.
    """
    if youth.call_allowed is False:
        return
    for message in withdrawn:
        if message.dedupe.startswith(WORKER_CHANGED):
            _tell_who_they_are(tx, now, house, youth, message)
            continue
        cafe_id = _changed_evening(message)
        cafe = cafes.get(tx, cafe_id) if cafe_id is not None else None
        rsvp = rsvps.find(tx, cafe.id, youth.id) if cafe is not None else None
        letter = outbox.letter(tx, message)
        if cafe is None or rsvp is None or letter is None or now >= cafe.begins_at:
            continue
        if rsvp.is_expected and not letter[1].silent:
            evening = Evening.of(tx, now, house, cafe)
            worker_tells.owe(evening, youth, message.dedupe, letter[1].text)


def _tell_who_they_are(
    tx: Tx, now: datetime, house: House, youth: Youth, message: Message
) -> None:
    """Let the hello say what the robot did not, with the words of it on the page."""
    letter, hello = outbox.letter(tx, message), tasks.named(tx, hello_name(message.dedupe))
    worker = staff_rows.get(tx, hello.staff_id) if hello is not None else None
    if letter is None or hello is None or hello.due_at is None or worker is None:
        return  # they have said hello by now
    tasks.reword(tx, hello, letter[1].text)
    line = Line(
        purpose=Purpose.STAFF_INFO,
        key=HandoverKey.HELLO_WITHDRAWN,
        text=house.texts.say(
            worker.language,
            HandoverKey.HELLO_WITHDRAWN,
            hvem=initial_and_phase(tx, now, house, youth, worker.language),
            hvornaar=when(hello.due_at, now, house.site.zone, worker.language),
        ),
        dedupe=f"{message.dedupe}:withdrawn",
        buttons=row(button(house, worker.language, HandoverKey.B_OPEN_YOUTH, "openy", youth.id)),
        due_at=house.site.next_staffed(now),
    )
    to_staff(tx, now, worker, line)


def _changed_evening(message: Message) -> int | None:
    parts = message.dedupe.split(":")
    is_news = message.purpose is Purpose.NOTICE and parts[0] == "cafe" and len(parts) > 2
    return int(parts[1]) if is_news and parts[2] in _CHANGES else None
