"""Somebody did not come to a meeting: noted, and picked up within one working day."""

from __future__ import annotations

from datetime import datetime

from domain.clocks import contact_due_at
from domain.people import Youth
from domain.talk import Talk, TalkWay, happened_at
from domain.task import Task, TaskKind
from domain.wall import to_wall
from services.human_contact import look_again
from services.world import House
from storage import talks, tasks
from storage import youths as youth_rows
from storage.tx import Rx, Tx

_A_TALK_IS_ALL = frozenset({TaskKind.NO_SHOW, TaskKind.FIRST_CALL})


def note_no_show(
    tx: Tx, now: datetime, house: House, youth: Youth, by: int, *, back: int = 0
) -> datetime:
    """Write down that a youth did not come; return by when they are picked up (UTC).

    The worker has a duty until the end of the next working day, and contact is due then: who has
    not been reached is a case. It was so many local days ago (`back`); the same day counts once.
    The caller asks permission.
    """
    due = house.site.end_of_next_working_day(now)
    duty = Task(
        id=tx.new_id(),
        youth_id=youth.id,
        staff_id=youth.mentor_id,
        kind=TaskKind.NO_SHOW,
        created_at=now,
        due_at=due,
    )
    at = happened_at(TalkWay.NO_SHOW, back, now, youth.zone)
    day = to_wall(at, youth.zone).date()
    if not tasks.add(tx, duty, dedupe=f"no_show:{youth.id}:{day}"):
        return due
    missed = Talk(id=tx.new_id(), youth_id=youth.id, staff_id=by, at=at, way=TalkWay.NO_SHOW)
    talks.add(tx, missed)
    agreed = contact_due_at(youth, house.site)
    if agreed is not None and agreed > due:
        youth_rows.change(tx, youth.id, next_contact_at=due)
        look_again(tx, house, youth.id)
    return due


def picked_up(tx: Tx, now: datetime, youth_id: int, staff_id: int, how: str) -> None:
    """Mark as done what a talk is the whole of: open pick-ups, and the call of the third day."""
    for task in tasks.open_of_youth(tx, youth_id):
        if task.kind in _A_TALK_IS_ALL:
            tasks.done(tx, now, task.id, staff_id, how)


def owed_before(rx: Rx, youth_id: int, at: datetime) -> list[Task]:
    """Return the open duties that a talk at an instant (UTC) is the whole of, from before it."""
    owed = tasks.open_of_youth(rx, youth_id)
    return [one for one in owed if one.kind in _A_TALK_IS_ALL and one.created_at <= at]
