"""One tick of the plan: contacts that are due become messages and duties, or are left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from domain.people import Actor, Youth, YouthStatus
from domain.plan import ContactKind
from domain.planned import Planned
from domain.rhythm import LATE, OTHER_TIER, SAID
from services.begin_contact import Due, begin_contact
from services.cafe_line import held_ids
from services.end_rows import owe_notice
from services.occurrences import PUSHED_AT_MOST, following
from services.owe_arrival import owe_unasked
from services.programme_of import programme_of
from services.rhythm_of import before_of, rhythm_of
from services.tend_cafes import tend_cafes
from services.world import House
from storage import cafes, planned
from storage import youths as youth_rows
from storage.tx import Tx

_EVENINGS = 20
# A notice of the end that is left out for another reason is said by the worker.
_NOBODY_MISSES = frozenset({SAID, OTHER_TIER, *(one.value for one in YouthStatus)})


def plan_contacts(
    tx: Tx, actor: Actor, now: datetime, house: House, ids: Sequence[int]
) -> Sequence[int]:
    """Turn every due contact into what it is, or write down why not; return what was handled.

    Conditions are checked again here, and the next occurrence is planned in the same transaction:
    what was missed while we were down comes up one by one and is skipped with its reason. The
    next one follows the newest version of the programme. Invitations that are due are made first,
    so that a check-in of the same minute can take them with it.
    """
    tend_cafes(tx, actor, now, house, cafes.to_invite(tx, now, _EVENINGS))
    due = planned.claim(tx, now, ids)
    for plan in due:
        youth = youth_rows.get(tx, plan.youth_id)
        if youth is not None and plan.due_at is not None:
            _handle(tx, now, house, youth, plan, plan.due_at)
            _plan_next(tx, house, youth, plan, plan.due_at)
    return [plan.id for plan in due]


def _handle(
    tx: Tx, now: datetime, house: House, youth: Youth, plan: Planned, due_at: datetime
) -> None:
    programme = programme_of(tx, house, plan.programme_version_id)
    contact = programme.contact(plan.contact_key)
    rhythm = rhythm_of(tx, now, house, youth, programme)
    # The row may have been pushed ahead after a failure; what it stands for has not moved.
    due_at = rhythm.calendar.latest(contact, due_at, within=PUSHED_AT_MOST) or due_at
    plan = replace(plan, due_at=due_at)
    is_checkin = contact.kind is ContactKind.CHECKIN
    invitations = held_ids(tx, youth.id, now) if is_checkin else ()
    before = before_of(tx, youth, programme, now, without=invitations)
    prompt = rhythm.prompt(contact, due_at, now, before)
    if prompt.leaves_at is None:
        planned.record(tx, now, plan, what="skipped", reason=prompt.reason, checkin_id=None)
        if contact.is_notice and prompt.reason not in _NOBODY_MISSES:
            owe_notice(tx, now, house, youth, contact, due_at)
        if contact.pick_up_after is not None and prompt.reason == LATE:
            owe_unasked(tx, now, house, youth, due_at)
        return
    begin_contact(Due(tx, now, house, youth, plan, rhythm), prompt, prompt.leaves_at)


def _plan_next(tx: Tx, house: House, youth: Youth, plan: Planned, due_at: datetime) -> None:
    old = programme_of(tx, house, plan.programme_version_id)
    version_id = house.programmes.newest_of(old, plan.programme_version_id)
    programme = programme_of(tx, house, version_id)
    contact = programme.find(plan.contact_key)
    if contact is None:  # the programme has it no more
        planned.plan_next(tx, plan.id, None, plan.programme_version_id)
        return
    due = following(tx, house, youth, programme, contact, after=due_at)
    planned.plan_next(tx, plan.id, due, version_id)
