"""The day on which the regular contact with a youth ends: set by staff, visible to both.

The programme has a usual one. A new day moves what is counted back from it; nothing ends by it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from content.areas.ending import EndingKey
from content.phrases import date_of
from domain.message import Purpose
from domain.own_days import Calendar
from domain.people import Actor, Youth, YouthStatus
from domain.plan import Programme
from domain.wall import to_wall
from services.end_rows import close_end_rows, end_of, owe_missed_rows
from services.initial import initial_and_phase
from services.programme_of import programme_of
from services.rhythm_of import before_of, calendar_of, rhythm_of
from services.say import Line, mentor_of, to_staff
from services.tell_end_moved import (
    MOVED,
    SET_END,
    has_heard,
    name_of_move,
    take_back_notices,
    tell_end_moved,
)
from services.world import House
from storage import agreements, audit
from storage import planned as planned_rows
from storage.tx import Tx

FARTHEST = timedelta(days=730)  # from today


class EndDateError(ValueError):
    """A day on which nothing can end: today or earlier, too far ahead, or of somebody gone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EndSet:
    """The day that holds now (local), the days of notices still to come, and who has to say it.

    `was_said` is whether the youth had heard of an end before, `tells_at` when they read of the
    new day (UTC); None where nothing is sent: then the worker has the duty to say it.
    """

    end: date | None
    notices: Sequence[date]
    was_said: bool
    tells_at: datetime | None


def set_end(
    tx: Tx, actor: Actor, now: datetime, house: House, youth: Youth, day: date | None
) -> EndSet:
    """Let the regular contact with a youth end on another local day; None is the usual one.

    What is counted back from the end moves with it: notices, the last talk, the last greeting. A
    youth who had heard of the end is told the new day, outside quiet hours or by their worker. The
    caller asks permission.

    Raises:
        EndDateError: If the day is not ahead, farther than two years, or the youth has left.
    """
    _check(now, youth, day)
    before = end_of(tx, house, youth)
    agreed = agreements.get(tx, youth.id)
    agreements.save(tx, now, youth.id, replace(agreed, ends_on=day))
    programme = programme_of(tx, house, youth.programme_version_id)
    calendar = calendar_of(tx, house, youth, programme)
    number = _record(tx, actor, now, youth, calendar, is_own=day is not None)
    done = EndSet(end=calendar.end, notices=(), was_said=False, tells_at=None)
    if youth.status is not YouthStatus.ACTIVE or youth.accepted_at is None:
        return done
    if calendar.end != before:
        closed = close_end_rows(tx, now, youth.id, MOVED)
        was_said = has_heard(tx, youth, programme)
        take_back_notices(tx, now, house, youth, programme)
        owe_missed_rows(tx, now, house, youth, calendar, programme, again=closed, number=number)
        if was_said and done.end is not None:
            at = tell_end_moved(tx, now, house, youth, done.end, number)
            done = replace(done, was_said=True, tells_at=at)
        _tell_worker(tx, actor, now, house, youth, done, number)
    plan_to_end(tx, now, youth, calendar, programme)
    return replace(done, notices=_notices(tx, now, house, youth, programme))


def plan_to_end(
    tx: Tx, now: datetime, youth: Youth, calendar: Calendar, programme: Programme
) -> None:
    """Plan every contact anew from `now` on, also those for which there was no day any more."""
    for plan in planned_rows.of_youth(tx, youth.id):
        contact = programme.find(plan.contact_key)
        is_due = plan.due_at is not None and plan.due_at <= now
        if contact is not None and not is_due:
            due = calendar.following(contact, now)
            planned_rows.plan_next(tx, plan.id, due, youth.programme_version_id)
    tx.wake("plan_contacts")


def _check(now: datetime, youth: Youth, day: date | None) -> None:
    today = to_wall(now, youth.zone).date()
    if youth.has_left and youth.status is not YouthStatus.STOPPED:
        raise EndDateError("There is no regular contact that could end on another day.")
    if day is not None and not today < day <= today + FARTHEST:
        last = today + FARTHEST
        raise EndDateError(f"Choose a day after {today} and not after {last}; not {day}.")


def _record(
    tx: Tx, actor: Actor, now: datetime, youth: Youth, calendar: Calendar, *, is_own: bool
) -> int:
    """Write it down as a number of days, and return how often it was set."""
    days = None if calendar.end is None else (calendar.end - calendar.start).days
    audit.record(
        tx,
        now,
        actor=str(actor),
        action=SET_END,
        youth_id=youth.id,
        allowed=True,
        detail={"day": days, "own": is_own},
    )
    return sum(action == SET_END for _, _, action, _ in audit.of_youth(tx, youth.id))


def _tell_worker(
    tx: Tx, actor: Actor, now: datetime, house: House, youth: Youth, done: EndSet, number: int
) -> None:
    worker = mentor_of(tx, youth)
    if actor == Actor.staff(worker.id) or done.end is None:
        return
    words = house.texts.say(
        worker.language,
        EndingKey.TOLD_DATE,
        hvem=initial_and_phase(tx, now, house, youth, worker.language),
        dato=date_of(done.end, to_wall(now, youth.zone).date(), worker.language),
    )
    line = Line(
        purpose=Purpose.STAFF_INFO,
        key=EndingKey.TOLD_DATE,
        text=words,
        dedupe=f"{name_of_move(youth, number)}:worker",
        due_at=house.site.next_staffed(now),
    )
    to_staff(tx, now, worker, line)


def _notices(
    tx: Tx, now: datetime, house: House, youth: Youth, programme: Programme
) -> Sequence[date]:
    """Return the local days on which the youth will read of the end, the first one first."""
    rhythm = rhythm_of(tx, now, house, youth, programme)
    before = before_of(tx, youth, programme, now)
    days = []
    for contact in programme.contacts:
        due = rhythm.calendar.following(contact, now) if contact.is_notice else None
        if due is not None and not rhythm.was_said(contact, due, before):
            days.append(to_wall(due, youth.zone).date())
    return sorted(days)
