"""Who took a case and let its time run out, and whose turn it is then."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from domain.case import Case, CaseState

# Among the evidence of an open case: who had taken it.
_LET_LAPSE = "let_lapse_by"


def let_lapse_by(case: Case) -> int | None:
    """Return who took an open case and let its time run out, while it is another one's turn."""
    said = case.evidence.get(_LET_LAPSE)
    return said if isinstance(said, int) and case.state is CaseState.OPEN else None


def may_take(case: Case, staff_id: int) -> bool:
    """Return whether somebody may take a case: whoever let it lapse only after another's turn.

    To take it again would stop the clock once more, and whose turn it is would see it taken. They
    can still end it by a talk.
    """
    return let_lapse_by(case) != staff_id


def lapsed(case: Case, staff_id: int | None) -> Case:
    """Return an open case with the mark of who let it lapse; without one where that is None."""
    rest = {key: fact for key, fact in case.evidence.items() if key != _LET_LAPSE}
    return replace(case, evidence=rest if staff_id is None else {**rest, _LET_LAPSE: staff_id})


def anothers_turn(case: Case, taker: int | None, tell: Collection[int]) -> Case:
    """Return a yellow case that went on from its last taker (staff id) to those who are told.

    Until it climbs once more it is the turn of these; a taker who is one of them may take it, or
    nobody could.
    """
    return lapsed(case, None if taker is None or taker in tell else taker)
