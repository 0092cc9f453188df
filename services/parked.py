"""An update that failed again and again: a human learns that something came."""

from __future__ import annotations

from datetime import datetime

from domain.case import CaseKind
from domain.people import Actor
from services.inbox_work import Envelope, Parked, finish
from services.raise_case import raise_case
from services.world import House
from storage import youths as youth_rows
from storage.tx import Tx


def telling_of_parked(actor: Actor, house: House, chat_id: int | None) -> Parked:
    """Return what opens the case *ulæselig besked* when an update is given up on.

    It is for the youth who wrote, or for the coordinators when nobody knows who that was.
    """

    def tell(tx: Tx, now: datetime, envelope: Envelope) -> None:
        youth = youth_rows.find_by_chat(tx, chat_id) if chat_id is not None else None
        sender = None if youth else chat_id or 0
        kind = CaseKind.UNREADABLE
        raise_case(tx, actor, now, house, youth=youth, kind=kind, sender_chat=sender)

    return tell


def finish_unsent(tx: Tx, actor: Actor, now: datetime, inbox_id: int) -> None:
    """Mark an update as done that came from no chat, such as a poll's total."""
    finish(tx, inbox_id, now, "no chat")
