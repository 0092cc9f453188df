"""Messages of any kind, as Telegram writes them, from a phone in the town."""

from __future__ import annotations

from itertools import count
from typing import Any

from simulator.phones import Phone
from tests.journeys.town import Town

NUMBERS = count(50_000)


async def send(town: Town, phone: Phone, *, number: int | None = None, **content: Any) -> int:
    """Let a phone send any content, or change what it sent as `number`; return its number."""
    kind = "message" if number is None else "edited_message"
    message = {
        "message_id": number or next(NUMBERS),
        "date": int(town.clock.now().timestamp()),
        "chat": {"id": phone.id, "type": "private", "first_name": phone.name},
        "from": {"id": phone.id, "is_bot": False, "first_name": phone.name},
        **content,
    }
    town.sim.inject({kind: message})
    await town.settle()
    return int(message["message_id"])
