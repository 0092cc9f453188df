"""A red case that an older version let its taker put off until the next morning is woken."""

from __future__ import annotations

from datetime import datetime, timedelta

from domain import escalation
from domain.people import Actor
from services.programme_of import programme_of
from services.world import House
from storage import cases
from storage.tx import Tx

WAKEN = "parked_and_woken"  # in the story of a case
# What a failed try in danger may wait at the most, and then the taking ends as any other.
_LONGEST = timedelta(hours=1)
_AT_ONCE = timedelta(minutes=1)


def wake_parked(tx: Tx, actor: Actor, now: datetime, house: House) -> int:
    """Remind the takers of red cases that were put off too far, within a minute; return how many.

    A try that finds nobody parks nobody in danger: so it has been since a failed try waits an
    hour. What was put off before that kept its old time, and no end. Run it at every start; where
    nothing was parked it changes nothing. After a talk a case may wait.
    """
    woken = 0
    for case in cases.taken_and_red(tx):
        at = case.try_again_at
        if case.talked_at is not None or at is None or at - now <= _LONGEST:
            continue
        waits = programme_of(tx, house, case.programme_version_id).waits
        soon = escalation.try_again(case, now + _AT_ONCE, now, waits, house.site)
        cases.save(tx, soon)
        cases.tell(tx, now, case.id, str(actor), WAKEN, {})
        woken += 1
    if woken:
        tx.wake("climb_ladder")
    return woken
