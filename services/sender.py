"""Somebody nobody has enrolled wrote words of danger: for 72 hours a worker can write to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from content.keys import Key
from domain.case import Case, CaseKind
from domain.message import Purpose
from domain.people import Actor, Staff
from domain.phone import number_of_chat
from domain.reply import OPEN_FOR
from services import say
from services.access import Denied
from services.answer_word import Refused, clean, whats_wrong
from services.staff_page_link import StaffVisit, may_on_staff_page
from services.world import House
from storage import answers, cases, strangers
from storage.answers import Written
from storage.tx import Tx


@dataclass(frozen=True, slots=True)
class SenderPage:
    """The case, who reads, what was written, and until when they can be reached (UTC)."""

    case: Case
    reader: Staff
    written: tuple[Written, ...]
    until: datetime
    reachable: bool
    number: str | None = None  # it came by SMS: whoever reads calls, and writes nothing here


@dataclass(frozen=True, slots=True)
class Sent:
    """The words are in the outbox; twice the same form sends once."""


@dataclass(frozen=True, slots=True)
class TooLate:
    """The way to them is gone, and nothing was sent."""


def read_sender(
    tx: Tx, actor: Actor, now: datetime, house: House, *, visit: StaffVisit
) -> SenderPage | Denied:
    """Return what is known of the sender, which is nothing but the case; the look is audited."""
    assert actor == visit.actor, "a visit belongs to the one who opened it"
    granted = may_on_staff_page(tx, now, visit)
    case = cases.get(tx, visit.about_id or 0)
    if isinstance(granted, Denied):
        return granted
    if case is None or case.kind is not CaseKind.UNKNOWN_SENDER:
        return Denied("no such sender")
    chat = _chat(tx, now, house, case)
    written = tuple(answers.to_sender(tx, case.id))
    until = _until(tx, case)
    number = number_of_chat(chat) if chat is not None else None
    writable = chat is not None and number is None
    return SenderPage(case, granted.staff, written, until, writable, number)


def answer_sender(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    *,
    visit: StaffVisit,
    form_id: str,
    text: str,
) -> Sent | Refused | TooLate | Denied:
    """Queue a worker's words to the sender's chat, signed with the worker's first name.

    The rules are those of an answer to a youth. The case stays as it is: how it went is said in
    Telegram.
    """
    page = read_sender(tx, actor, now, house, visit=visit)
    if isinstance(page, Denied):
        return page
    text = clean(text)
    if wrong := whats_wrong(text):
        return Refused(wrong, len(text))
    chat = _chat(tx, now, house, page.case)
    if chat is None or page.number is not None:
        return TooLate()
    name = page.reader.first_name
    line = say.Line(
        purpose=Purpose.ANSWER,
        key=Key.STAFF_ANSWER,
        text=house.texts.say("da", Key.STAFF_ANSWER, tekst=text, medarbejder=name),
        dedupe=f"answer:{form_id}:{tx.lookup('answer', text).hex()[:16]}",
        case_id=page.case.id,
    )
    if say.to_chat(tx, now, house, chat, line) is not None:
        cases.tell(tx, now, page.case.id, str(actor), "answered_sender", {})
    return Sent()


def forget_senders(tx: Tx, actor: Actor, now: datetime) -> int:
    """Wipe the chats of senders, and all that was written to them; return how many.

    That is 72 hours after they last cried for help: who does so again can be answered as long.
    Their cases stay, without any way to tell who it was.
    """
    return strangers.forget(tx, now - OPEN_FOR)


def _chat(tx: Tx, now: datetime, house: House, case: Case) -> int | None:
    """Return the chat while it may be written to."""
    if now >= _until(tx, case):
        return None
    return strangers.chat_of(tx, house.owner_id, case.id)


def _until(tx: Tx, case: Case) -> datetime:
    """Return until when the sender can be written to (UTC)."""
    return (strangers.latest_cry(tx, case.id) or case.opened_at) + OPEN_FOR
