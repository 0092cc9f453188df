"""What youths were sent by SMS: no wire shows it, so what the gateway took counts as received."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from content.areas.sms import SmsKey
from domain.message import OutboxState
from domain.people import Youth
from domain.phone import chat_of_number, world_number
from reports.audit.facts import Delivery
from reports.audit.grounds import Grounds
from reports.audit.strangers import KEPT
from reports.audit.verdict import Breach, Promise
from reports.audit.wire import Sent
from storage import audited_chats, youths
from storage.audited_chats import SMS, MessageRow
from storage.tx import Rx

LOOK_BACK = timedelta(days=1)  # what was queued before may have left since


def sms_chat(youth: Youth) -> int | None:
    """Return the id that stands for the youth's number; None where no network knows it."""
    number = world_number(youth.phone or "")
    return None if number is None else chat_of_number(number)


def sms_delivered(
    rx: Rx, youth: Youth, rows: Sequence[MessageRow], since: datetime
) -> Iterator[Delivery]:
    """Yield what of these rows went out by SMS, with its words from `since` (UTC) on.

    Every SMS makes a sound, and none can be changed. The soft line of an evening asks nothing, as
    in the chat, and counts as what it is there.
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
            silent=row.wording == SmsKey.SOFT,
            edited=False,
        )
        yield Delivery(sent, row)


def check_texts(rx: Rx, texts: Sequence[Sent], grounds: Grounds) -> Iterator[Breach]:
    """Yield the SMS that a gateway took and no row explains, and those that it never got.

    What a number was sent that nobody has is forgotten after some days, and not asked for then.
    What is said when nothing can be stored has no row.
    """
    rows = {row.outbox_id: row for row in audited_chats.by_sms(rx, grounds.since - LOOK_BACK)}
    taken, people = {one.message_id for one in texts}, set(_numbers(rx, grounds))
    for one in texts:
        if one.text in grounds.emergency:
            continue
        kept = one.chat_id in people or one.at > grounds.until - KEPT
        if kept and one.message_id not in rows and grounds.covers(one.at):
            yield _unexplained(one.at, f"SMS {one.message_id} went out, and no row explains it")
    for row in rows.values():
        if (
            row.state == OutboxState.SENT
            and row.sent_at is not None
            and row.outbox_id not in taken
        ):
            yield _unexplained(row.sent_at, f"SMS {row.outbox_id} was sent, and never taken")


def _numbers(rx: Rx, grounds: Grounds) -> Iterator[int]:
    """Yield the ids that stand for the numbers of youths and staff."""
    phones = [one.phone for one in youths.everybody(rx)]
    phones += [one.phone for one in grounds.staff.values()]
    found = (world_number(phone) for phone in phones if phone)
    yield from (chat_of_number(number) for number in found if number is not None)


def _unexplained(at: datetime, evidence: str) -> Breach:
    return Breach(at=at, promise=Promise.EXPLAINED, youth_id=None, evidence=evidence)
