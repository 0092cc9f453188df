"""A talk of a day before, noted late: it counts from its own day, and takes nothing later back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from domain.case import CaseKind
from domain.clocks import contact_due_at
from domain.people import Actor, Youth
from domain.talk import Report, Talk, talked_at
from domain.wall import to_wall
from services.close_case import end_by_talk
from services.human_contact import contact_due, look_again, talked
from services.no_show import owed_before
from services.world import House
from storage import cases, talks, tasks
from storage import youths as youth_rows
from storage.tx import Tx

_LOOK_BACK = 60


def note_earlier_talk(
    tx: Tx, actor: Actor, now: datetime, house: House, youth: Youth, report: Report
) -> None:
    """Note a talk of `report.back` local days ago, once for its day, way and worker.

    The agreed interval runs from that day, unless there was contact since. What came after the
    talk is not answered by it: no words count as read, and a promised day after it stands where
    it is earlier than what is agreed now. The caller asks permission.
    """
    assert actor.id is not None, "only a member of staff notes a talk"
    known = talks.latest_of(tx, youth.id, _LOOK_BACK)
    at = talked_at(known, report.back, now, youth.zone)
    day = _day(at, youth)
    same = [one for one in known if (one.staff_id, one.way) == (actor.id, report.way)]
    if any(_day(one.at, youth) == day for one in same):
        return
    done = owed_before(tx, youth.id, at)
    promised = _promised(now, house, youth, at, report, {task.due_at for task in done})
    noted = Talk(
        id=tx.new_id(),
        youth_id=youth.id,
        staff_id=actor.id,
        at=at,
        way=report.way,
        mood=report.mood,
        next_contact_at=promised,
    )
    talks.add(tx, noted)
    for task in done:
        tasks.done(tx, now, task.id, actor.id, report.way.value)
    if _is_latest(youth, at):
        talked(tx, at, house, youth, next_contact_at=promised)
    elif promised != youth.next_contact_at:
        youth_rows.change(tx, youth.id, next_contact_at=promised)
    _end_answered(tx, actor, now, house, noted, report)
    look_again(tx, house, youth.id)


def _promised(
    now: datetime,
    house: House,
    youth: Youth,
    at: datetime,
    report: Report,
    done: set[datetime | None],
) -> datetime | None:
    """Return the day that is promised now (UTC): the earlier, where one stands already.

    Where a later one stood and the interval is up by now, it is now: nobody could know before.
    """
    stands, new = youth.next_contact_at, report.next_contact_at
    if not _is_latest(youth, at):
        due = contact_due_at(youth, house.site)
        return new if new is not None and due is not None and new < due else stands
    if stands is None or stands in done or _day(stands, youth) <= _day(at, youth):
        return new
    since = replace(youth, last_human_contact_at=at, next_contact_at=new)
    due = contact_due_at(since, house.site)
    if due is None or stands < due:
        return stands
    return house.site.next_staffed(now) if due < now else new


def _end_answered(
    tx: Tx, actor: Actor, now: datetime, house: House, noted: Talk, report: Report
) -> None:
    """Close what the talk answered: cases from before it, and contact that is not due any more."""
    youth = youth_rows.get(tx, noted.youth_id)
    due = contact_due(tx, house, youth) if youth is not None else None
    for case in cases.of_youth(tx, noted.youth_id, still_open=True):
        met = case.opened_at < noted.at
        if case.kind is CaseKind.CONTACT_DUE:
            met = due is None or due > now
        if met:
            end_by_talk(tx, actor, now, house, case, report)


def _is_latest(youth: Youth, at: datetime) -> bool:
    known = (youth.last_human_contact_at, youth.accepted_at)
    return all(one is None or one < at for one in known)


def _day(at: datetime, youth: Youth) -> date:
    return to_wall(at, youth.zone).date()
