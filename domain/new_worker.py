"""A youth has another worker for good: what becomes of a case that is open then."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import datetime

from domain.acknowledging import held, let_go, may_take_over
from domain.case import Case, CaseState, Level
from domain.escalation import frozen_ladder
from domain.handing_on import back_to
from domain.plan import Waits
from domain.site import SiteRules


def to_new_worker(
    case: Case, new_id: int, *, before: AbstractSet[int], leaving: AbstractSet[int]
) -> Case:
    """Return the case with the new worker on its first rung.

    What somebody in `before` had taken (the old worker, and who stood in for them), or what waited
    for them, is open again for the new one; whoever of them is in `leaving` is off the ladder. The
    rungs that were told stay told. A red case loses nobody: who has begun goes on, and one more
    knows of it; what somebody in `before` has taken is theirs until another has taken it.
    """
    if case.level is Level.RED:
        joined = back_to(case, new_id)
        kept = joined.taken_by is not None and joined.taken_by in before
        return replace(joined, given_by=joined.taken_by) if kept else joined
    ladder = frozen_ladder((new_id, *(one for one in case.ladder if one not in leaving)))
    stands = case.ladder[case.step]
    held = case.taken_by in before or case.given_by in before
    if held or (case.state is CaseState.OPEN and stands in before):
        step = min(case.step, len(ladder) - 1)
        return replace(let_go(case), ladder=ladder, step=step, given_by=None)
    step = ladder.index(stands) if stands in ladder else min(case.step, len(ladder) - 1)
    return replace(case, ladder=ladder, step=step)


def take_over(case: Case, staff_id: int, now: datetime, waits: Waits, site: SiteRules) -> Case:
    """Return a red case in the hands of somebody else than the youth's old worker, who kept it.

    One that is not theirs to take comes back unchanged.
    """
    if not may_take_over(case, staff_id):
        return case
    return held(case, staff_id, now, waits, site)
