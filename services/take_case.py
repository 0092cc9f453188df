"""A case comes into the hands of whoever acts on it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from domain import escalation, new_worker
from domain.acknowledging import may_take_over
from domain.case import Case
from domain.plan import Waits
from domain.site import SiteRules
from services.case_messages import rewrite
from services.desk import Desk
from services.programme_of import programme_of
from storage import cases

Take = Callable[[Case, int, datetime, Waits, SiteRules], Case]


def taken_by_me(desk: Desk, case: Case) -> Case:
    """Return the case in the hands of whoever acts on it; all others who were told see that."""
    if case.taken_by == desk.staff.id:
        return case
    return _taken(desk, case, escalation.take)


def take_over(desk: Desk, case: Case) -> None:
    """Take a red case from the youth's old worker, who kept it until now; both see that.

    Where it is somebody's by now, it only shows how it stands.
    """
    over = may_take_over(case, desk.staff.id)
    desk.show(_taken(desk, case, new_worker.take_over) if over else case)


def _taken(desk: Desk, case: Case, take: Take) -> Case:
    waits = programme_of(desk.tx, desk.house, case.programme_version_id).waits
    taken = take(case, desk.staff.id, desk.now, waits, desk.house.site)
    cases.save(desk.tx, taken)
    desk.tx.wake("climb_ladder")
    cases.tell(desk.tx, desk.now, case.id, str(desk.actor), "taken", {})
    rewrite(
        desk.tx,
        desk.now,
        desk.house,
        taken,
        skip=(desk.staff.id,),
    )
    return taken
