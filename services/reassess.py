"""One tick of the contact guarantee: what we owe each youth by now."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from domain.case import CaseKind
from domain.people import Actor, Youth
from services.assess_risk import attention_look
from services.attention_case import join_contact
from services.human_contact import contact_due, reading_due
from services.raise_case import raise_case
from services.world import House
from storage import cases
from storage import youths as youth_rows
from storage.tx import Tx

# While one of these is open a human is on their way already; it is the same silence.
_COVERS = frozenset({CaseKind.CONTACT_DUE, CaseKind.UNREACHABLE, CaseKind.CRISIS})


def reassess(
    tx: Tx, actor: Actor, now: datetime, house: House, ids: Sequence[int]
) -> Sequence[int]:
    """Open a case for every youth who is owed contact, or a reader, by now; return the rows.

    It is about our own duties: the agreed interval, and that what was sent is read by the end of
    the next working day.
    """
    due = youth_rows.claim(tx, now, ids)
    for youth in due:
        _look(tx, actor, now, house, youth)
    return [youth.id for youth in due]


def _look(tx: Tx, actor: Actor, now: datetime, house: House, youth: Youth) -> None:
    reading = reading_due(tx, house, youth)
    if reading is not None and reading <= now:
        raise_case(tx, actor, now, house, youth=youth, kind=CaseKind.UNREAD)
        reading = None  # until the case closes
    contact = contact_due(tx, house, youth)
    if contact is not None and contact <= now:
        _owe_contact(tx, actor, now, house, youth)
        contact = None
    attention = attention_look(tx, actor, now, house, youth)
    later = [due for due in (reading, contact, attention) if due is not None]
    youth_rows.change(tx, youth.id, reassess_at=min(later, default=None))


def _owe_contact(tx: Tx, actor: Actor, now: datetime, house: House, youth: Youth) -> None:
    still_open = {case.kind for case in cases.of_youth(tx, youth.id, still_open=True)}
    if not still_open & _COVERS and not join_contact(tx, actor, now, house, youth):
        raise_case(tx, actor, now, house, youth=youth, kind=CaseKind.CONTACT_DUE)
