"""One tick of the contact guarantee: youths whose agreed interval has run out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from domain.case import CaseKind
from domain.clocks import contact_due_at
from domain.people import Actor, Youth
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
    """Open `contact_due` for every youth whose contact is due; return whose rows were handled."""
    due = youth_rows.claim(tx, now, ids)
    for youth in due:
        _look(tx, actor, now, house, youth)
    return [youth.id for youth in due]


def _look(tx: Tx, actor: Actor, now: datetime, house: House, youth: Youth) -> None:
    contact_due = contact_due_at(youth, house.site)
    if contact_due is not None and contact_due > now:
        youth_rows.change(tx, youth.id, reassess_at=contact_due)
        return
    youth_rows.change(tx, youth.id, reassess_at=None)  # until the case closes
    if contact_due is None:
        return
    still_open = {case.kind for case in cases.of_youth(tx, youth.id, still_open=True)}
    if not still_open & _COVERS:
        raise_case(tx, actor, now, house, youth=youth, kind=CaseKind.CONTACT_DUE)
