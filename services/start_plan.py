"""What a yes sets going: the planned contacts, and the clock of the agreed interval."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from domain.cadence import next_occurrence
from domain.plan import PlannedContact
from domain.planned import Planned
from services.human_contact import talked
from services.world import House
from storage import planned as planned_rows
from storage import youths as youth_rows
from storage.tx import Tx


def start_plan(tx: Tx, now: datetime, house: House, youth_id: int) -> datetime | None:
    """Plan every contact of the youth's programme from `now` on.

    The yes is given together with the worker, so it counts as human contact. A youth who comes
    back goes on with the plan they had. Returns when the first contact is due (UTC).
    """
    youth = youth_rows.get(tx, youth_id)
    if youth is None:
        return None
    youth_rows.change(tx, youth_id, accepted_at=youth.accepted_at or now, last_sign_of_life_at=now)
    talked(tx, now, house, youth)
    known = {plan.contact_key: plan for plan in planned_rows.of_youth(tx, youth_id)}
    programme = house.programmes.version(youth.programme_version_id)
    dues = []
    for contact in programme.contacts:
        plan = known.get(contact.key)
        anchor = plan.anchor_at if plan else now
        due = next_due(contact, youth.zone, anchor=anchor, after=now)
        if plan is None:
            new = Planned(
                id=tx.new_id(),
                youth_id=youth_id,
                contact_key=contact.key,
                programme_version_id=youth.programme_version_id,
                due_at=due,
                anchor_at=now,
            )
            planned_rows.add(tx, new)
        else:
            planned_rows.set_due(tx, plan.id, due)
        if due is not None:
            dues.append(due)
    tx.wake("plan_contacts")
    return min(dues, default=None)


def next_due(
    contact: PlannedContact, zone: str, *, anchor: datetime, after: datetime
) -> datetime | None:
    """Return the contact's first occurrence after `after` (UTC), in the youth's local time."""
    first_day = anchor.astimezone(ZoneInfo(zone)).date()
    return next_occurrence(contact.rule, contact.at, zone, anchor=first_day, after=after)
