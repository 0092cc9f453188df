"""News of an evening that was withdrawn before it left: a worker tells who counts on it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from domain.message import Purpose
from domain.people import Youth
from services import cafe_duties
from services.evening import Evening
from services.world import House
from storage import cafes, outbox, rsvps
from storage.outbox import Message
from storage.tx import Tx

_CHANGES = frozenset({"off", "moved"})  # see `services.cafe_mail.off_name` and `moved_name`


def hand_over_news(
    tx: Tx, now: datetime, house: House, youth: Youth, withdrawn: Sequence[Message]
) -> None:
    """Let the worker tell what a youth who comes, or may come, was not told; else nobody does.

    That an evening is off, or is at another time or place. Who wants no calls is left alone.
    """
    if youth.call_allowed is False:
        return
    for message in withdrawn:
        cafe_id = _changed_evening(message)
        cafe = cafes.get(tx, cafe_id) if cafe_id is not None else None
        rsvp = rsvps.find(tx, cafe.id, youth.id) if cafe is not None else None
        letter = outbox.letter(tx, message)
        if cafe is None or rsvp is None or letter is None or now >= cafe.begins_at:
            continue
        if rsvp.is_expected and not letter[1].silent:
            evening = Evening.of(tx, now, house, cafe)
            cafe_duties.owe(evening, youth, message.dedupe, letter[1].text)


def _changed_evening(message: Message) -> int | None:
    parts = message.dedupe.split(":")
    is_news = message.purpose is Purpose.NOTICE and parts[0] == "cafe" and len(parts) > 2
    return int(parts[1]) if is_news and parts[2] in _CHANGES else None
