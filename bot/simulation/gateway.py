"""A gateway for text messages in this process: takes what the product sends, brings what comes."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from random import Random

from bot.simulation.chance import happens
from channels.base import Delivered, Delivery, Refusal, Refused, Result
from domain.phone import chat_of_number, world_number
from reports.audit.wire import Heard, Sent
from web.sms_in import SmsRoads

SECRET = "a-gateway-that-nobody-outside-can-reach"  # noqa: S105 - of a played gateway
ADDRESS = "http://127.0.0.1:9/sms"  # nothing is ever posted there
MESSAGE = "sms"  # in the place of Telegram's name of a method, or of what an update carries
_STORED = 200


@dataclass(slots=True)
class Gateway:
    """Both sides of the gateway. As a channel it takes one message and never raises.

    Args:
        now: Tells the time (UTC).
        roads: Returns where messages are brought to, and None while the product is down.
        chance: Decides which message is refused.
        refuses: So many percent are.
    """

    now: Callable[[], datetime]
    roads: Callable[[], SmsRoads | None]
    chance: Random
    refuses: int = 0
    sent: list[Sent] = field(default_factory=list)
    heard: list[Heard] = field(default_factory=list)
    readers: dict[str, Callable[[str], None]] = field(default_factory=dict)  # by number
    _new: list[tuple[str, str]] = field(default_factory=list)
    _brought: int = 0

    async def deliver(self, delivery: Delivery) -> Result:
        """Take a message, unless it is one of those that are refused."""
        number = world_number(delivery.address)
        if number is None or happens(self.chance, self.refuses):
            return Refused(Refusal.CONTENT, "the SMS gateway answered 400")
        sent = Sent(
            chat_id=chat_of_number(number),
            message_id=delivery.number,
            at=self.now(),
            method=MESSAGE,
            text=delivery.body.text,
        )
        self.sent.append(sent)
        self._new.append((number, delivery.body.text))
        return Delivered(None)

    def let_read(self) -> None:
        """Let those who have a phone read what came to it since the last time."""
        new, self._new = self._new, []
        for number, text in new:
            if (read := self.readers.get(number)) is not None:
                read(text)

    def next_name(self) -> str:
        """Return the name of a message that somebody writes: the same however often it comes."""
        self._brought += 1
        return f"mo-{self._brought}"

    async def bring(self, number: str, text: str, name: str) -> bool:
        """Bring a message that somebody wrote; return whether it was stored."""
        roads = self.roads()
        if roads is None or roads.messages is None:
            return False
        said = {"id": name, "from": number.removeprefix("+"), "message": text}
        body = json.dumps(said).encode()
        status, _ = await roads.messages(SECRET, "application/json", body)
        if status != _STORED:
            return False
        self.heard.append(
            Heard(
                chat_id=chat_of_number(number),
                update_id=-self._brought,  # the product's own is a hash that is nobody's business
                at=self.now(),
                kind=MESSAGE,
            )
        )
        return True
