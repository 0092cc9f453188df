"""An update that failed again and again: a human learns that something came."""

from __future__ import annotations

from datetime import datetime

from content.keys import Key
from domain.case import CaseKind
from domain.incoming import Incoming
from domain.people import Actor, Youth
from domain.screening import ScreenLevel, screen
from services.help_card import card_for_stranger, give_card
from services.inbox_work import Envelope, Parked, finish
from services.raise_case import raise_case
from services.receive import unblocked
from services.say import Voice, answer_youth
from services.world import House
from storage import staff as staff_rows
from storage import youths as youth_rows
from storage.tx import Tx


def telling_of_parked(
    actor: Actor, house: House, chat_id: int | None, words: str | None
) -> Parked:
    """Return what is done when an update is given up on.

    Words of danger get the help card and a red case whatever it was that failed. All else opens
    the case *ulæselig besked*: for the youth who wrote, or for the coordinators when nobody knows
    who that was.
    """

    def tell(tx: Tx, now: datetime, envelope: Envelope) -> None:
        youth = youth_rows.find_by_chat(tx, chat_id) if chat_id is not None else None
        is_staff = chat_id is not None and staff_rows.find_by_chat(tx, chat_id) is not None
        incoming = Incoming(inbox_id=envelope.inbox_id, chat_id=chat_id or 0)
        danger = bool(words) and screen(words or "", house.screening).level is ScreenLevel.CRISIS
        if danger and youth is not None:
            youth = unblocked(tx, incoming, youth)  # what came from the chat shows it
            give_card(tx, actor, now, house, incoming, youth)
        elif danger and chat_id is not None and not is_staff:
            card_for_stranger(tx, actor, now, house, incoming)
        else:
            tell_unreadable(tx, actor, now, house, incoming, youth)

    return tell


def tell_unreadable(
    tx: Tx, actor: Actor, now: datetime, house: House, incoming: Incoming, youth: Youth | None
) -> None:
    """Open the case *ulæselig besked*, and tell the youth that the fault is ours."""
    sender = None if youth is not None else incoming.chat_id
    kind = CaseKind.UNREADABLE
    raise_case(tx, actor, now, house, youth=youth, kind=kind, sender_chat=sender)
    if youth is not None:
        answer_youth(tx, now, Voice.of(tx, house, youth, now), incoming, Key.STORED_ERROR)


def finish_unsent(tx: Tx, actor: Actor, now: datetime, inbox_id: int) -> None:
    """Mark an update as done that came from no chat, such as a poll's total."""
    finish(tx, inbox_id, now, "no chat")


def finish_unreadable(
    tx: Tx, actor: Actor, now: datetime, house: House, inbox_id: int, words: str | None
) -> None:
    """Mark an update as done that cannot be read and names no chat; a human learns of it.

    Words of danger from nobody are red: somebody may be known to a coordinator all the same.
    """
    danger = bool(words) and screen(words or "", house.screening).level is ScreenLevel.CRISIS
    kind = CaseKind.UNKNOWN_SENDER if danger else CaseKind.UNREADABLE
    raise_case(tx, actor, now, house, youth=None, kind=kind, sender_chat=0)
    finish(tx, inbox_id, now, "unreadable")
