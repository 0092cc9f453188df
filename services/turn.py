"""One update of one youth, in its transaction: what every step of answering it needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.incoming import Incoming
from domain.people import Actor, Youth
from services.world import House
from storage.tx import Tx

# A second tap this soon after the first is a finger that slipped, and asks for no words.
DOUBLE_TAP = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Turn:
    """What a verb of a youth was given, so that its steps need not pass on six values each."""

    tx: Tx
    actor: Actor
    now: datetime
    house: House
    incoming: Incoming
    youth: Youth

    @property
    def tapped(self) -> int | None:
        """Return Telegram's number of the message whose button was tapped; None for words."""
        return self.incoming.message_id if self.incoming.sent_at is None else None
