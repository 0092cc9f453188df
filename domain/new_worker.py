"""A youth has another worker for good: what becomes of a case that is open then."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import replace

from domain.acknowledging import let_go
from domain.case import Case, CaseState, Level
from domain.escalation import frozen_ladder
from domain.handing_on import back_to


def to_new_worker(
    case: Case, new_id: int, *, before: AbstractSet[int], leaving: AbstractSet[int]
) -> Case:
    """Return the case with the new worker on its first rung.

    What somebody in `before` had taken (the old worker, and who stood in for them), or what waited
    for them, is open again for the new one; whoever of them is in `leaving` is off the ladder. The
    rungs that were told stay told. A red case loses nobody: who has begun goes on, and one more
    knows of it.
    """
    if case.level is Level.RED:
        return back_to(case, new_id)
    ladder = frozen_ladder((new_id, *(one for one in case.ladder if one not in leaving)))
    stands = case.ladder[case.step]
    held = case.taken_by in before or case.given_by in before
    if held or (case.state is CaseState.OPEN and stands in before):
        step = min(case.step, len(ladder) - 1)
        return replace(let_go(case), ladder=ladder, step=step, given_by=None)
    step = ladder.index(stands) if stands in ladder else min(case.step, len(ladder) - 1)
    return replace(case, ladder=ladder, step=step)
