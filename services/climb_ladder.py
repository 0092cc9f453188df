"""One tick of the ladder: the cases whose clock has run out move on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from content.keys import Key
from domain.case import Case
from domain.escalation import Climb, Why, climb
from domain.people import Actor
from services.case_messages import remind, rewrite, tell_staff
from services.world import House
from storage import cases
from storage.tx import Tx


def climb_ladder(tx: Tx, actor: Actor, now: datetime, house: House, ids: Sequence[int]) -> None:
    """Move every due case one step.

    Somebody who cannot be written to is passed over at once, until the top of the ladder.
    """
    due = cases.claim(tx, now, ids)
    for case in due:
        _move(tx, actor, now, house, case)


def _move(tx: Tx, actor: Actor, now: datetime, house: House, case: Case) -> None:
    waits = house.programmes.version(case.programme_version_id).waits
    moved = climb(case, now, waits, house.site)
    if moved.why is Why.TRY_AGAIN:
        cases.save(tx, moved.case)
        cases.tell(tx, now, case.id, str(actor), "try_again", {})
        _remind(tx, now, house, moved, Key.TRY_AGAIN_NOW)
        return
    if moved.why is Why.NO_OUTCOME and case.taken_by is not None:
        rewrite(tx, now, house, moved.case, Key.OUTCOME_EXPIRED)  # the buttons are back
    reached = _tell(tx, now, house, moved)
    while reached == 0 and moved.case.step < len(case.ladder) - 1:
        cases.tell(tx, now, case.id, str(actor), "nobody_there", {"step": moved.case.step})
        moved = climb(replace(moved.case, escalate_at=now), now, waits, house.site)
        reached = _tell(tx, now, house, moved)
    cases.save(tx, moved.case)
    facts = {"why": moved.why.value, "step": moved.case.step, "round": moved.case.round}
    cases.tell(tx, now, case.id, str(actor), "climbed", facts)


def _tell(tx: Tx, now: datetime, house: House, moved: Climb) -> int:
    leaves = moved.notify_at or now
    return tell_staff(tx, now, house, moved.case, moved.tell, leaves=leaves)


def _remind(tx: Tx, now: datetime, house: House, moved: Climb, key: Key) -> None:
    for staff_id in moved.tell:
        remind(tx, now, house, moved.case, staff_id, key, moved.notify_at or now)
