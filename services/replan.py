"""New days or hours: what is planned moves, what was sent stays as it is."""

from __future__ import annotations

from datetime import datetime

from services.occurrences import following
from services.programme_of import programme_of
from services.world import House
from storage import planned
from storage import youths as youth_rows
from storage.tx import Tx


def replan(tx: Tx, now: datetime, house: House, youth_id: int) -> None:
    """Plan the next occurrence of every contact anew, from `now` on; nothing is sent again."""
    youth = youth_rows.get(tx, youth_id)
    if youth is None:
        return
    for plan in planned.of_youth(tx, youth_id):
        programme = programme_of(tx, house, plan.programme_version_id)
        contact = programme.find(plan.contact_key)
        if contact is not None and plan.due_at is not None:
            due = following(tx, house, youth, programme, contact, after=now)
            planned.plan_next(tx, plan.id, due, plan.programme_version_id)
    tx.wake("plan_contacts")
