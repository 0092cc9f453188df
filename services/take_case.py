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
from services.case_tap import CaseTap
from services.programme_of import programme_of
from storage import cases

Take = Callable[[Case, int, datetime, Waits, SiteRules], Case]


def taken_by_me(tap: CaseTap, case: Case) -> Case:
    """Return the case in the hands of whoever acts on it; all others who were told see that."""
    if case.taken_by == tap.staff.id:
        return case
    return _taken(tap, case, escalation.take)


def take_over(tap: CaseTap, case: Case) -> None:
    """Take a red case from the youth's old worker, who kept it until now; both see that.

    Where it is somebody's by now, it only shows how it stands.
    """
    over = may_take_over(case, tap.staff.id)
    tap.show(_taken(tap, case, new_worker.take_over) if over else case)


def _taken(tap: CaseTap, case: Case, take: Take) -> Case:
    waits = programme_of(tap.tx, tap.house, case.programme_version_id).waits
    taken = take(case, tap.staff.id, tap.now, waits, tap.house.site)
    cases.save(tap.tx, taken)
    tap.tx.wake("climb_ladder")
    cases.tell(tap.tx, tap.now, case.id, str(tap.actor), "taken", {})
    rewrite(
        tap.tx,
        tap.now,
        tap.house,
        taken,
        skip=(tap.staff.id,),
    )
    return taken
