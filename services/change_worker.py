"""A youth has another worker for good: what moves with them, and what stands in the trail.

The youth belongs to the new worker from this moment: their words, unread answers, agreed contact
and evenings follow by themselves, since all of them ask who the worker is. Open cases and duties
name people, and are moved here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from domain.acknowledging import is_handed_over
from domain.case import Case, CaseState, Level
from domain.escalation import Climb, Why
from domain.new_worker import to_new_worker
from domain.people import Actor, Role, Staff, Youth, YouthStatus
from domain.task import Task, TaskKind
from services.case_messages import tell_staff
from services.hello import hello_of
from services.here import here
from services.new_worker_news import Change, Waits, still_theirs, take_away, tell_change
from services.on_duty import is_reachable, to_ring
from services.programme_of import programme_of
from services.world import House
from storage import audit, cases, past, tasks, today
from storage import staff as staff_rows
from storage import youths as youth_rows
from storage.tx import Rx, Tx

WORKERS = frozenset({Role.MENTOR, Role.COORDINATOR})
HELLO_DAYS = 2  # working days within which the new worker has said hello


class NotChanged(StrEnum):
    """Why a youth keeps the worker they have."""

    SAME = "same"  # the new one is the old one
    NOT_HERE = "not_here"  # away, not joined, not reachable, or with another role
    ENDED = "ended"  # the youth is not with us any more


def may_take_over(person: Staff, now: datetime) -> bool:
    """Return whether somebody can become the worker of a youth: here, and with that role."""
    joined = person.joined_at is not None and is_reachable(person)
    return joined and person.role in WORKERS and not person.is_away(now)


def why_not(youth: Youth, to: Staff | None, now: datetime) -> NotChanged | None:
    """Return why the youth cannot have this worker, or None where they can."""
    if youth.is_over:
        return NotChanged.ENDED
    if to is None or (to.id != youth.mentor_id and not may_take_over(to, now)):
        return NotChanged.NOT_HERE
    return NotChanged.SAME if to.id == youth.mentor_id else None


def next_cover(rx: Rx, youth: Youth, to: Staff) -> int:
    """Return who stands in for the new worker: as before, or else the one they take over from.

    Where that one cannot be written to any more it is a coordinator, if there is another.
    """
    if youth.cover_id != to.id:
        return youth.cover_id
    before = staff_rows.get(rx, youth.mentor_id)
    if before is not None and is_reachable(before):
        return before.id
    others = staff_rows.with_role(rx, Role.COORDINATOR)
    found = (one.id for one in others if one.id != to.id and is_reachable(one))
    return next(found, youth.mentor_id)


def change_worker(
    tx: Tx, actor: Actor, now: datetime, house: House, youth: Youth, to: Staff
) -> Change | NotChanged:
    """Give a youth another worker for good, with all that is open; tell everybody it concerns.

    The same again changes nothing. What was agreed holds: neither the interval nor a promised day
    moves. The caller asks permission.
    """
    refused = why_not(youth, to, now)
    if refused is not None:
        return refused
    cover_id, waits = next_cover(tx, youth, to), what_waits(tx, youth)
    youth_rows.change(tx, youth.id, mentor_id=to.id, cover_id=cover_id)
    detail = {"from": youth.mentor_id, "to": to.id, "cover": cover_id}
    audit.record(
        tx,
        now,
        actor=str(actor),
        action=past.CHANGED,
        youth_id=youth.id,
        allowed=True,
        detail=detail,
    )
    for task in _tasks(tx, youth):
        tasks.give(tx, task.id, to.id)
    hello_by = _owe_hello(tx, now, house, youth, to)
    change = Change(
        youth=replace(youth, mentor_id=to.id, cover_id=cover_id),
        before_id=youth.mentor_id,
        to=to,
        actor=actor,
        hello_by=hello_by,
    )
    before = frozenset({youth.mentor_id, here(tx, now, youth.mentor_id)} - {to.id})
    move = _Move(tx, actor, now, house, change, before, _leaving(tx, before, cover_id))
    for case in cases.of_youth(tx, youth.id, still_open=True):
        move.case(case)
    tx.wake("climb_ladder")
    tell_change(tx, now, house, change, waits)
    return change


def _leaving(rx: Rx, before: frozenset[int], cover_id: int) -> frozenset[int]:
    """Return who is off the ladders: coordinators and the cover stay on them."""
    watching = {one.id for one in staff_rows.with_role(rx, Role.COORDINATOR)}
    return before - watching - {cover_id}


def what_waits(rx: Rx, youth: Youth) -> Waits:
    """Return what is open about a youth and goes along with them."""
    numbers = [one.number for one in cases.of_youth(rx, youth.id, still_open=True)]
    unread = today.unread_by_youth(rx, [youth.mentor_id])
    many = sum(one.count for one in unread if one.youth_id == youth.id)
    return Waits(tuple(sorted(numbers)), len(_tasks(rx, youth)), many)


def _tasks(rx: Rx, youth: Youth) -> Sequence[Task]:
    """Return what the worker has left to do about the youth."""
    return [one for one in tasks.open_of_youth(rx, youth.id) if one.staff_id == youth.mentor_id]


def _owe_hello(tx: Tx, now: datetime, house: House, youth: Youth, to: Staff) -> datetime | None:
    """Let the new worker say hello in person; return by when (UTC), None where nobody may."""
    if youth.status is not YouthStatus.ACTIVE:
        return None
    begins = house.site.next_staffed(max(now, youth.paused_until or now))
    due = house.site.add_working_days(begins, HELLO_DAYS)
    duty = Task(
        id=tx.new_id(),
        youth_id=youth.id,
        staff_id=to.id,
        kind=TaskKind.HELLO,
        created_at=now,
        due_at=due,
    )
    tasks.add(tx, duty, dedupe=hello_of(youth, now))
    return due


@dataclass(frozen=True, slots=True)
class _Move:
    """The way of open cases to the new worker."""

    tx: Tx
    actor: Actor
    now: datetime
    house: House
    change: Change
    before: frozenset[int]
    leaving: frozenset[int]

    def case(self, case: Case) -> None:
        """Put the new worker on the ladder of one case, and tell them of it."""
        to, site = self.change.to, self.house.site
        after = to_new_worker(case, to.id, before=self.before, leaving=self.leaving)
        rings = case.level is Level.RED and to.id in to_ring(self.tx, self.now, self.house, after)
        leaves = self.now if rings else site.next_staffed(self.now)
        if case.level is Level.YELLOW and after.state is CaseState.OPEN:
            after = self._with_time(after, leaves)
        cases.save(self.tx, after)
        cases.tell(self.tx, self.now, case.id, str(self.actor), "new_worker", {"to": to.id})
        if case.level is Level.YELLOW:
            take_away(self.tx, self.now, self.house, after, to, self.before)
        if is_handed_over(after):
            still_theirs(self.tx, self.now, self.house, after, to)
        if after.taken_by != to.id:
            named = replace(after, given_by=self.change.before_id)  # whose it was, in the words
            moved = Climb(case=named, why=Why.GIVEN, tell=(to.id,), notify_at=leaves)
            tell_staff(self.tx, self.now, self.house, moved)

    def _with_time(self, case: Case, leaves: datetime) -> Case:
        """Return the case with as long a wait for its new first rung as any case has."""
        waits = programme_of(self.tx, self.house, case.programme_version_id).waits
        climbs_at = self.house.site.add_staffed(leaves, waits.yellow_cover_after)
        return replace(case, escalate_at=max(climbs_at, case.escalate_at or climbs_at))
