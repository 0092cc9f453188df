"""A worker writes to a youth: the message is queued, the word is answered, the clock stops."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from content.keys import Key
from domain.case import Outcome
from domain.masking import mask
from domain.message import Purpose
from domain.people import Actor
from services import say
from services.access import Action, Denied
from services.human_contact import worker_wrote
from services.mark_read import Read, read_up_to
from services.page_link import Visit, may
from services.reach import Reach, reach_of_words
from services.world import House
from storage.tx import Tx

# Telegram takes 4,096 UTF-16 units; the signature stands in the same message.
LONGEST = 2000
_UNSEEN = {"Cc", "Cf", "Zs", "Zl", "Zp"}


class Wrong(StrEnum):
    """What is wrong with a text that was not sent."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    CPR = "cpr"


@dataclass(frozen=True, slots=True)
class Refused:
    """The text was not sent, and nothing has changed. `length` counts its characters."""

    wrong: Wrong
    length: int


@dataclass(frozen=True, slots=True)
class OutOfReach:
    """The text was not sent, because it would not arrive."""

    reach: Reach


@dataclass(frozen=True, slots=True)
class Answered:
    """The message is in the outbox. `read` is None when the same form had sent it before."""

    outbox_id: int | None
    read: Read | None


def answer_word(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    *,
    visit: Visit,
    form_id: str,
    text: str,
    up_to: int,
    seen_at: datetime | None = None,
) -> Answered | Refused | OutOfReach | Denied:
    """Queue a worker's words to the youth, signed with the worker's first name.

    What was shown (`up_to`) counts as read, a waiting word as answered, and the message as human
    contact if the youth wrote within 72 hours. A form sends the same words once, however often it
    is posted; other words from a page that was gone back to are a message of their own.
    """
    allowed = may(tx, now, visit, Action.WRITE_TO_YOUTH)
    if isinstance(allowed, Denied):
        return allowed
    youth = allowed.youth
    text = clean(text)
    if wrong := whats_wrong(text):
        return Refused(wrong, len(text))
    if (where := reach_of_words(tx, now, youth)) is not Reach.ARRIVES:
        return OutOfReach(where)
    name = allowed.by.staff.first_name
    line = say.Line(
        purpose=Purpose.ANSWER,
        key=Key.STAFF_ANSWER,
        text=house.texts.say(youth.language, Key.STAFF_ANSWER, tekst=text, medarbejder=name),
        dedupe=f"answer:{form_id}:{tx.lookup('answer', text).hex()[:16]}",
        case_id=allowed.case.id if allowed.case else None,
    )
    outbox_id = say.to_youth(tx, now, youth, line)
    if outbox_id is None:  # reachable, so it can only have been queued already
        return Answered(None, None)
    worker_wrote(tx, now, house, youth)
    answered = Outcome.ANSWERED
    read = read_up_to(
        tx, actor, now, house, youth=youth, up_to=up_to, as_=answered, seen_at=seen_at
    )
    return Answered(outbox_id, read)


def clean(text: str) -> str:
    """Return the text with plain line breaks and without what nobody sees around it."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in lines if c in "\n\t" or unicodedata.category(c) != "Cc").strip()


def whats_wrong(text: str) -> Wrong | None:
    """Return why a cleaned text may not be sent, or None."""
    if all(unicodedata.category(c) in _UNSEEN for c in text):
        return Wrong.EMPTY
    if len(text) > LONGEST:
        return Wrong.TOO_LONG
    return Wrong.CPR if mask(text) != text else None
