"""A case comes into the hands of whoever acts on it."""

from __future__ import annotations

from domain import escalation
from domain.case import Case
from services.case_messages import rewrite
from services.desk import Desk
from services.programme_of import programme_of
from storage import cases


def taken_by_me(desk: Desk, case: Case) -> Case:
    """Return the case in the hands of whoever acts on it; all others who were told see that."""
    if case.taken_by == desk.staff.id:
        return case
    waits = programme_of(desk.tx, desk.house, case.programme_version_id).waits
    taken = escalation.take(case, desk.staff.id, desk.now, waits, desk.house.site)
    cases.save(desk.tx, taken)
    cases.tell(desk.tx, desk.now, case.id, str(desk.actor), "taken", {})
    rewrite(
        desk.tx,
        desk.now,
        desk.house,
        taken,
        skip=(desk.staff.id,),
    )
    return taken
