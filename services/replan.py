"""New days or hours: what is planned moves, what was sent stays as it is."""

from __future__ import annotations

from datetime import datetime

from services.occurrences import next_due
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
        contact = programme_of(tx, house, plan.programme_version_id).find(plan.contact_key)
        if contact is not None and plan.due_at is not None:
            due = next_due(contact, youth.zone, anchor=plan.anchor_at, after=now)
            planned.plan_next(tx, plan.id, due, plan.programme_version_id)
    tx.wake("plan_contacts")
