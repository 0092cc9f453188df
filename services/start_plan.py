"""What a yes sets going: the planned contacts, and the clock of the agreed interval."""

from __future__ import annotations

from datetime import datetime

from domain.people import Youth
from domain.plan import ASKS, PlannedContact, Programme
from domain.planned import Planned
from domain.wall import to_wall
from services.end_rows import owe_day
from services.human_contact import look_again, talked
from services.occurrences import following
from services.own_interval import has_own_interval
from services.programme_of import programme_of
from services.starts_on import start_of
from services.world import House
from storage import planned as planned_rows
from storage import youths as youth_rows
from storage.tx import Tx


def start_plan(tx: Tx, now: datetime, house: House, youth_id: int) -> datetime | None:
    """Plan every contact of the youth's programme from `now` on.

    The first yes is given together with the worker, so it counts as human contact. A youth who
    comes back does so alone: they go on with the plan and the clock they had. Whoever comes in on
    a later day than day 0, or comes back, does so where the programme is by now. Returns when the
    first question is due (UTC).
    """
    youth = youth_rows.get(tx, youth_id)
    if youth is None:
        return None
    start = youth.accepted_at or start_of(tx, now, youth)
    youth_rows.change(tx, youth_id, accepted_at=start, last_sign_of_life_at=now, quieted_at=None)
    _fit_interval(tx, now, house, youth, start)
    if youth.accepted_at is None:
        talked(tx, now, house, youth_rows.get(tx, youth_id) or youth)
    else:
        look_again(tx, house, youth_id)
    youth = youth_rows.get(tx, youth_id) or youth
    known = {plan.contact_key: plan for plan in planned_rows.of_youth(tx, youth_id)}
    version_id = youth.programme_version_id
    programme = programme_of(tx, house, version_id)
    dues = []
    for contact in programme.contacts:
        plan = known.get(contact.key)
        if plan is None:
            due = plan_contact(tx, now, house, youth, programme, contact)
        else:
            due = following(tx, house, youth, programme, contact, after=now)
            planned_rows.plan_next(tx, plan.id, due, version_id)
        if due is not None and contact.kind in ASKS:
            dues.append(due)
    owe_day(tx, now, house, youth)
    tx.wake("plan_contacts")
    return min(dues, default=None)


def _fit_interval(tx: Tx, now: datetime, house: House, youth: Youth, start: datetime) -> None:
    """Let the interval be that of the day on which the youth comes in, or comes back.

    The windows that turned while they were away have turned nothing. One that the two have agreed
    on stands, and so does one of an older version that is no window's.
    """
    if has_own_interval(tx, youth):
        return
    programme = programme_of(tx, house, youth.programme_version_id)
    day = (to_wall(now, youth.zone).date() - to_wall(start, youth.zone).date()).days
    usual = {window.human_every_days for window in programme.windows}
    if day and youth.contact_interval_days in usual | {programme.contact_interval_days}:
        days = programme.interval_on(day, youth.tier)
        youth_rows.change(tx, youth.id, contact_interval_days=days)


def plan_contact(
    tx: Tx,
    now: datetime,
    house: House,
    youth: Youth,
    programme: Programme,
    contact: PlannedContact,
) -> datetime | None:
    """Plan one contact that the youth did not have yet; return when it is due first (UTC).

    It counts from the youth's own start, also when the programme takes it in later.
    """
    due = following(tx, house, youth, programme, contact, after=now)
    new = Planned(
        id=tx.new_id(),
        youth_id=youth.id,
        contact_key=contact.key,
        programme_version_id=youth.programme_version_id,
        due_at=due,
        anchor_at=youth.accepted_at or now,
    )
    planned_rows.add(tx, new)
    return due
