"""Put a message into the outbox. Nothing else reaches a person, save the sender of emergencies."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from domain.message import POLICY, Body, MessageKind, Purpose, Road
from domain.people import Staff, Youth
from domain.phone import number_of_chat, world_number
from storage import outbox
from storage.tx import Tx


@dataclass(frozen=True, slots=True)
class Recipient:
    """A chat, and whose key seals what is written to it.

    On another road than Telegram there is an address instead of a chat.
    """

    owner_id: int
    chat_id: int
    youth_id: int | None = None
    staff_id: int | None = None
    road: Road = Road.TELEGRAM
    address: str | None = None

    @classmethod
    def of_youth(cls, youth: Youth) -> Self:
        """Return the chat of a youth.

        Raises:
            ValueError: If the youth has not opened the link yet, so that there is no chat.
        """
        if youth.chat_id is None:
            raise ValueError(f"youth {youth.id} has no chat; write only to who opened the link")
        return cls(youth.id, youth.chat_id, youth_id=youth.id)

    @classmethod
    def of_staff(cls, staff: Staff) -> Self:
        """Return the chat of a member of staff.

        Raises:
            ValueError: If they have not opened their link yet, so that there is no chat.
        """
        if staff.chat_id is None:
            raise ValueError(f"staff {staff.id} has no chat; write only to who opened the link")
        return cls(staff.id, staff.chat_id, staff_id=staff.id)

    @classmethod
    def by_road(cls, person: Staff | Youth, road: Road) -> Self | None:
        """Return where somebody is found by mail or SMS; None where nobody knows.

        A number goes out with its country. One of staff that has none is sent as it was typed: an
        alarm that may fail is better than none.
        """
        email = person.email if isinstance(person, Staff) else None
        typed = person.phone if isinstance(person, Staff) else None
        phone = world_number(person.phone or "") or typed
        address = email if road is Road.EMAIL else phone
        if address is None or road is Road.TELEGRAM:
            return None
        of_youth = person.id if isinstance(person, Youth) else None
        of_staff = person.id if isinstance(person, Staff) else None
        return cls(person.id, 0, of_youth, of_staff, road, address)

    @classmethod
    def of_chat(cls, site_owner_id: int, chat_id: int) -> Self:
        """Return a chat that nobody has enrolled; the key of the site itself seals it.

        The id may stand for the number of somebody who wrote an SMS.
        """
        number = number_of_chat(chat_id)
        if number is not None:
            return cls(site_owner_id, 0, road=Road.SMS, address=number)
        return cls(site_owner_id, chat_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """A message as a use case says it. Instants are UTC.

    `wording` is the key of the text and `dedupe` names the message for good: a second one of that
    name is never queued. An edit names what it changes, by `edits` (the outbox id, also when that
    message has not left yet) or by `edits_message_id` (Telegram's own number).
    """

    to: Recipient
    purpose: Purpose
    wording: str
    body: Body
    dedupe: str
    kind: MessageKind = MessageKind.TEXT
    edits: int | None = None
    edits_message_id: int | None = None
    due_at: datetime | None = None  # None: now
    late_at: datetime | None = None  # not sent after this; its purpose may set an earlier end
    case_id: int | None = None
    checkin_id: int | None = None
    programme_version_id: int | None = None

    def __post_init__(self) -> None:
        """Refuse an edit that names nothing, and a message that names something to edit."""
        named = self.edits is not None or self.edits_message_id is not None
        if named != self.kind.is_edit:
            raise ValueError(
                f"{self.dedupe}: an edit names the message it changes, by edits= or by "
                "edits_message_id=, and a new message names none"
            )


def queue_message(tx: Tx, now: datetime, outgoing: Outgoing) -> int | None:
    """Queue a message and wake the sender; return its outbox id, None when it is queued already.

    Who may be written to at all is the caller's question; conditions that may change until the
    message leaves are asked again by who queued it (see `cancel_queued`).
    """
    due = max(outgoing.due_at or now, now)
    ends = [at for at in (outgoing.late_at, POLICY[outgoing.purpose].late_at(due)) if at]
    new = outbox.NewMessage(
        chat_id=outgoing.to.chat_id,
        road=outgoing.to.road,
        address=outgoing.to.address,
        youth_id=outgoing.to.youth_id,
        staff_id=outgoing.to.staff_id,
        case_id=outgoing.case_id,
        checkin_id=outgoing.checkin_id,
        programme_version_id=outgoing.programme_version_id,
        kind=outgoing.kind,
        purpose=outgoing.purpose,
        wording=outgoing.wording,
        body=outgoing.body,
        dedupe=outgoing.dedupe,
        edits=outgoing.edits,
        edits_message_id=outgoing.edits_message_id,
        due_at=due,
        late_at=min(ends, default=None),
    )
    outbox_id = outbox.add(tx, now, new)
    if outbox_id is not None:
        tx.wake("outbox")
    return outbox_id


def cancel_queued(
    tx: Tx,
    now: datetime,
    *,
    youth_id: int,
    purposes: Collection[Purpose],
    reason: str,
) -> int:
    """Mark what is queued for a youth with these purposes as skipped; return how many.

    What is being sent at this moment is not called back.
    """
    return outbox.skip_queued(tx, youth_id=youth_id, purposes=purposes, reason=reason)
