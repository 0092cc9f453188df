"""One tick of the plan: contacts that are due become questions in the outbox, or are skipped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from domain.checkin import CheckIn, CheckInState
from domain.message import Purpose
from domain.people import Actor, Youth
from domain.plan import LateRule, PlannedContact
from domain.planned import Planned
from services.occurrences import next_due, occurrence_at
from services.programme_of import programme_of
from services.prompt import question_buttons, question_text, question_wording
from services.say import Line, to_youth
from services.world import House
from storage import checkins, planned
from storage import youths as youth_rows
from storage.tx import Tx

# A tick comes a little after the time it is for; that is not late.
PUNCTUAL = timedelta(minutes=10)


def plan_contacts(
    tx: Tx, actor: Actor, now: datetime, house: House, ids: Sequence[int]
) -> Sequence[int]:
    """Turn every due contact into a question, or write down why not; return what was handled.

    Conditions are checked again here, and the next occurrence is planned in the same transaction:
    what was missed while we were down comes up one by one and is skipped with its reason. The
    next one follows the newest version of the programme.
    """
    due = planned.claim(tx, now, ids)
    for plan in due:
        youth = youth_rows.get(tx, plan.youth_id)
        if youth is not None and plan.due_at is not None:
            _handle(tx, now, house, youth, plan, plan.due_at)
            _plan_next(tx, house, youth, plan, plan.due_at)
    return [plan.id for plan in due]


def leaves_at(
    contact: PlannedContact, youth: Youth, house: House, due_at: datetime, now: datetime
) -> datetime | str:
    """Return when the question may leave (UTC), or the reason why it is skipped.

    It waits out the quiet hours, and for an hour in which somebody is at work soon after.
    """
    if youth.is_paused(now):
        return "pause"
    if not youth.may_be_asked:
        return _why_not(youth)
    try:
        at = house.site.next_askable(due_at, youth.zone)
        if now - at > PUNCTUAL:
            at = house.site.next_askable(now, youth.zone)
    except ValueError:  # their day and ours do not meet: a human keeps the contact
        return "no common hour"
    is_late = at > due_at
    if is_late and (contact.late is LateRule.SKIP or at > due_at + contact.late_after):
        return "late"
    return at


def _why_not(youth: Youth) -> str:
    if youth.held_at is not None:
        return "red case"
    return "blocked" if youth.blocked_at is not None else youth.status.value


def _handle(
    tx: Tx, now: datetime, house: House, youth: Youth, plan: Planned, due_at: datetime
) -> None:
    programme = programme_of(tx, house, plan.programme_version_id)
    contact = programme.contact(plan.contact_key)
    # The row may have been pushed ahead after a failure; what it stands for has not moved.
    due_at = occurrence_at(contact, youth.zone, anchor=plan.anchor_at, due_at=due_at)
    plan = replace(plan, due_at=due_at)
    leaves = leaves_at(contact, youth, house, due_at, now)
    if isinstance(leaves, str):
        planned.record(tx, now, plan, what="skipped", reason=leaves, checkin_id=None)
        return
    checkin = _checkin(tx, house, youth, contact, plan, leaves)
    if not planned.record(tx, now, plan, what="sent", reason=None, checkin_id=checkin.id):
        return
    line = Line(
        purpose=Purpose.CHECKIN,
        key=question_wording(contact, checkin),
        text=question_text(house, youth, contact, checkin, leaves),
        dedupe=f"checkin:{checkin.id}",
        buttons=question_buttons(house, youth, contact, checkin),
        due_at=leaves,
        late_at=min(due_at + contact.late_after, checkin.expires_at),
        checkin_id=checkin.id,
    )
    outbox_id = to_youth(tx, now, youth, line)
    if outbox_id is not None:
        checkins.add(tx, replace(checkin, prompt_outbox_id=outbox_id))


def _plan_next(tx: Tx, house: House, youth: Youth, plan: Planned, due_at: datetime) -> None:
    old = programme_of(tx, house, plan.programme_version_id)
    version_id = house.programmes.newest_of(old, plan.programme_version_id)
    contact = programme_of(tx, house, version_id).find(plan.contact_key)
    if contact is None:  # the programme asks it no more
        planned.plan_next(tx, plan.id, None, plan.programme_version_id)
        return
    following = next_due(contact, youth.zone, anchor=plan.anchor_at, after=due_at)
    planned.plan_next(tx, plan.id, following, version_id)


def _checkin(
    tx: Tx,
    house: House,
    youth: Youth,
    contact: PlannedContact,
    plan: Planned,
    leaves: datetime,
) -> CheckIn:
    due_at = plan.due_at or leaves
    event_at = due_at + contact.event_after if contact.event_after else None
    expires_at = leaves + contact.window
    if event_at is not None:
        expires_at = min(expires_at, event_at)
    remind_at = None
    if contact.remind_after is not None:
        remind_at = house.site.next_askable(leaves + contact.remind_after, youth.zone)
        if remind_at >= expires_at:
            remind_at = None
    return CheckIn(
        id=tx.new_id(),
        youth_id=youth.id,
        contact_key=contact.key,
        kind=contact.kind,
        programme_version_id=plan.programme_version_id,
        occurrence_at=due_at,
        state=CheckInState.OPEN,
        position=0,
        prompt_outbox_id=0,
        opened_at=leaves,
        remind_at=remind_at,
        reminded_at=None,
        expires_at=expires_at,
        event_at=event_at,
        low=False,
    )
