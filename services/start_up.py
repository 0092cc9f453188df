"""What a start writes down: every programme text, and which one each youth's plan follows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, time
from zoneinfo import ZoneInfo

from content.programmes import parse_programme
from domain.own_days import Calendar
from domain.people import Actor, Youth, YouthStatus
from domain.plan import PlannedContact, Programme
from domain.planned import Planned
from domain.wall import to_wall
from services.end_rows import owe_day
from services.own_interval import has_own_interval
from services.rhythm_of import calendar_of
from services.start_plan import plan_contact
from services.world import House, Programmes
from storage import audit
from storage import planned as planned_rows
from storage import programmes as programme_rows
from storage import youths as youth_rows
from storage.tx import Tx


def remember_programmes(
    tx: Tx, actor: Actor, now: datetime, newest: Mapping[str, Programme]
) -> Programmes:
    """Keep every programme text that is new; return all versions ever seen, read anew.

    Raises:
        ContentError: If an old text cannot be read by this version any more.
    """
    ids = {key: programme_rows.remember(tx, now, key, one.text) for key, one in newest.items()}
    known = {programme_id: newest[key] for key, programme_id in ids.items()}
    for version_id, (key, text) in programme_rows.texts(tx).items():
        if version_id not in known:
            known[version_id] = parse_programme(text, place=f"stored version of {key}")
    return Programmes(by_version=known, newest=ids)


def adopt_programmes(tx: Tx, actor: Actor, now: datetime, house: House) -> int:
    """Let youths whose programme was edited follow the new text from here on; return how many.

    What was sent, asked or raised keeps the version it came from, and nothing is sent again.
    """
    adopted = 0
    for youth in youth_rows.on_other_versions(tx, list(house.programmes.newest.values())):
        adopted += _adopt(tx, actor, now, house, youth)
    if adopted:
        tx.wake("plan_contacts")
    return adopted


def find_by_number(tx: Tx, actor: Actor, now: datetime) -> int:
    """Let an SMS find the youths whose numbers an older version stored; return how many."""
    return youth_rows.make_numbers_findable(tx)


def _adopt(tx: Tx, actor: Actor, now: datetime, house: House, youth: Youth) -> bool:
    programmes, old = house.programmes, youth.programme_version_id
    version_id = programmes.newest_of(programmes.version(old), old)
    if version_id == old:  # its file is gone: they go on as they were
        return False
    youth_rows.change(tx, youth.id, programme_version_id=version_id)
    youth = replace(youth, programme_version_id=version_id)
    programme = programmes.version(version_id)
    _adopt_interval(tx, now, youth, programmes.version(old), programme)
    calendar = calendar_of(tx, house, youth, programme)
    plans = {plan.contact_key: plan for plan in planned_rows.of_youth(tx, youth.id)}
    for key, plan in plans.items():
        contact = programme.find(key)
        # What is due already is handled as it was planned; the tick goes on from there. What an
        # edit took out, and puts in again, comes again.
        if _is_ahead(plan, contact, now, youth):
            due = _next(tx, now, youth, calendar, plan, contact)
            planned_rows.plan_next(tx, plan.id, due, version_id)
    for contact in programme.contacts:
        if contact.key not in plans and youth.status is YouthStatus.ACTIVE:
            plan_contact(tx, now, house, youth, programme, contact)
    if youth.status is YouthStatus.ACTIVE:
        owe_day(tx, now, house, youth)
    action = "adopt_programme"
    audit.record(
        tx,
        now,
        actor=str(actor),
        action=action,
        youth_id=youth.id,
        allowed=True,
        detail={"from": old, "to": version_id},
    )
    return True


def _adopt_interval(
    tx: Tx, now: datetime, youth: Youth, old: Programme, programme: Programme
) -> None:
    """Let a new interval of the window hold from now on, unless the two have one of their own."""
    start = youth.accepted_at or now
    day = (to_wall(now, youth.zone).date() - to_wall(start, youth.zone).date()).days
    usual, new = (each.interval_on(day, youth.tier) for each in (old, programme))
    own = has_own_interval(tx, youth)
    if youth.contact_interval_days == usual != new and not own:
        youth_rows.change(tx, youth.id, contact_interval_days=new, reassess_at=now)
        tx.wake("reassess")


def _is_ahead(plan: Planned, contact: PlannedContact | None, now: datetime, youth: Youth) -> bool:
    if plan.due_at is None:
        return contact is not None and youth.status is YouthStatus.ACTIVE
    return plan.due_at > now


def _next(
    tx: Tx,
    now: datetime,
    youth: Youth,
    calendar: Calendar,
    plan: Planned,
    contact: PlannedContact | None,
) -> datetime | None:
    """Return the next occurrence by the new text; never a second one on a day that had one."""
    if contact is None:
        return None
    after = now
    latest = planned_rows.latest_occurrence(tx, youth.id, plan.contact_key)
    if latest is not None:
        zone = ZoneInfo(youth.zone)
        day = latest.astimezone(zone).date()
        after = max(now, datetime.combine(day, time.max, zone))
    return calendar.following(contact, after)
