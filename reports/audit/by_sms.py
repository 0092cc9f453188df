"""What youths were sent by SMS: no wire shows it, so what the gateway took counts as received."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from domain.message import OutboxState
from domain.people import Youth
from domain.phone import chat_of_number, world_number
from reports.audit.facts import Delivery
from reports.audit.wire import Sent
from storage import audited_chats
from storage.audited_chats import SMS, MessageRow
from storage.tx import Rx


def sms_chat(youth: Youth) -> int | None:
    """Return the id that stands for the youth's number; None where no network knows it."""
    number = world_number(youth.phone or "")
    return None if number is None else chat_of_number(number)


def sms_delivered(
    rx: Rx, youth: Youth, rows: Sequence[MessageRow], since: datetime
) -> Iterator[Delivery]:
    """Yield what of these rows went out by SMS, with its words from `since` (UTC) on.

    Every SMS makes a sound, and none can be changed.
    """
    for row in rows:
        if row.road != SMS or row.state != OutboxState.SENT or row.sent_at is None:
            continue
        words = audited_chats.words_in(rx, row) if row.sent_at >= since else None
        sent = Sent(
            chat_id=sms_chat(youth) or 0,
            message_id=row.outbox_id,
            at=row.sent_at,
            method="sendMessage",
            text=words or "",
            buttons=(),
            silent=False,
            edited=False,
        )
        yield Delivery(sent, row)
