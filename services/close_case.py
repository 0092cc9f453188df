"""A case ends by what a human did, never by itself."""

from __future__ import annotations

from datetime import datetime

from content.keys import Key
from domain.case import Case, CaseKind, ContactWay, Outcome
from domain.escalation import close as closed
from domain.people import Actor, Youth
from services.case_messages import rewrite
from services.human_contact import look_again, talked
from services.world import House
from storage import cases
from storage import youths as youth_rows
from storage.tx import Tx

# One talk answers all of these; words must still be read.
_ANSWERED_BY_A_TALK = frozenset({CaseKind.CONTACT_DUE, CaseKind.CALL_ME, CaseKind.LOW_ANSWER})


def close(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    case: Case,
    outcome: Outcome,
    way: ContactWay | None = None,
    next_contact_at: datetime | None = None,
) -> Case:
    """Close a case with its outcome and let every standing message say so; return it as it is now.

    A talk fulfils the agreed interval, writes the next contact in the same transaction, lifts the
    hold of a red case, and answers the youth's other cases that asked for a talk.

    Raises:
        ValueError: If the outcome does not fit the kind of case.
    """
    youth = youth_rows.get(tx, case.youth_id) if case.youth_id is not None else None
    ended = _end(tx, actor, now, house, case, outcome, way)
    if youth is None:
        return ended
    if outcome is Outcome.TALKED:
        if case.kind is CaseKind.CRISIS:
            youth_rows.change(tx, youth.id, held_at=None)
        talked(tx, now, house, youth, next_contact_at=next_contact_at)
        _end_others(tx, actor, now, house, youth, way)
    else:
        look_again(tx, house, youth.id)
    return ended


def _end(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    case: Case,
    outcome: Outcome,
    way: ContactWay | None,
) -> Case:
    ended = closed(case, outcome, way, now)
    cases.save(tx, ended)
    facts = {"outcome": outcome.value, "way": way.value if way else None}
    cases.tell(tx, now, case.id, str(actor), "closed", facts)
    rewrite(tx, now, house, ended, Key.CASE_CLOSED)
    return ended


def _end_others(
    tx: Tx, actor: Actor, now: datetime, house: House, youth: Youth, way: ContactWay | None
) -> None:
    for other in cases.of_youth(tx, youth.id, still_open=True):
        if other.kind in _ANSWERED_BY_A_TALK:
            _end(tx, actor, now, house, other, Outcome.TALKED, way)
