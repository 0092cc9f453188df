"""The worker's rows before the end of the regular contact: the last month, the talk, the day."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from domain.own_days import Calendar
from domain.people import Youth
from domain.plan import PlannedContact, Programme
from domain.task import Task, TaskKind
from domain.wall import to_wall
from services.programme_of import programme_of
from services.rhythm_of import calendar_of
from services.say import mentor_of
from services.world import House
from storage import planned, tasks
from storage.tx import Rx, Tx

END_ROWS = frozenset({TaskKind.LAST_MONTH, TaskKind.EXIT_TALK, TaskKind.THE_END})


def open_end_rows(rx: Rx, youth: Youth) -> int:
    """Return how many of the worker's rows belong to the end, and go away with it."""
    mine = (one for one in tasks.open_of_youth(rx, youth.id) if one.staff_id == youth.mentor_id)
    return sum(one.kind in END_ROWS for one in mine)


def close_end_rows(tx: Tx, now: datetime, youth_id: int, why: str) -> frozenset[TaskKind]:
    """Take away the rows that belong to an end, and return which stood open."""
    closed = [one for one in tasks.open_of_youth(tx, youth_id) if one.kind in END_ROWS]
    for task in closed:
        tasks.done(tx, now, task.id, task.staff_id, why)
    return frozenset(task.kind for task in closed)


def owe_missed_rows(
    tx: Tx,
    now: datetime,
    house: House,
    youth: Youth,
    calendar: Calendar,
    programme: Programme,
    *,
    again: Collection[TaskKind],
    number: int,
) -> None:
    """Give at once what would have been due before an end that is so near.

    What the worker has done already stays done; what stood open (`again`) stands again.
    """
    for contact in programme.contacts:
        if contact.duty not in END_ROWS or calendar.following(contact, now) is not None:
            continue
        is_new = planned.latest_occurrence(tx, youth.id, contact.key) is None
        if is_new or contact.duty in again:
            owe_end_row(tx, now, house, youth, contact.duty, f"{number}")


def owe_end_row(
    tx: Tx, now: datetime, house: House, youth: Youth, kind: TaskKind, number: str
) -> None:
    """Give the worker one row about the end; the same `number` gives it once."""
    duty = Task(
        id=tx.new_id(),
        youth_id=youth.id,
        staff_id=mentor_of(tx, youth).id,
        kind=kind,
        created_at=now,
        due_at=house.site.end_of_working_day(now),
    )
    tasks.add(tx, duty, dedupe=f"end_date:{youth.id}:{kind}:{number}")


def owe_day(tx: Tx, now: datetime, house: House, youth: Youth) -> None:
    """Let the worker name another day where the regular contact goes on after its own.

    Whoever comes back after it, or after an end that was taken back, is asked nothing by the plan.
    """
    end = end_of(tx, house, youth)
    today = to_wall(now, youth.zone).date()
    stands = any(one.kind is TaskKind.THE_END for one in tasks.open_of_youth(tx, youth.id))
    if end is not None and end <= today and not stands:
        owe_end_row(tx, now, house, youth, TaskKind.THE_END, f"day:{int(now.timestamp())}")


def end_of(rx: Rx, house: House, youth: Youth) -> date | None:
    """Return the local day on which the regular contact ends, set or usual; None without one."""
    programme = programme_of(rx, house, youth.programme_version_id)
    return calendar_of(rx, house, youth, programme).end


def owe_notice(
    tx: Tx, now: datetime, house: House, youth: Youth, contact: PlannedContact, due_at: datetime
) -> None:
    """Let the worker say that the end comes nearer, where the robot keeps quiet.

    It was due at `due_at` (UTC) and left out, such as in quiet mode, in a pause or after a red
    case; the words stand on the youth's page.
    """
    duty = Task(
        id=tx.new_id(),
        youth_id=youth.id,
        staff_id=mentor_of(tx, youth).id,
        kind=TaskKind.PLANNED_CONTACT,
        created_at=now,
        due_at=house.site.end_of_next_working_day(now),
        detail=contact.opening[youth.language].format(navn=youth.first_name),
    )
    name = f"notice:{youth.id}:{contact.key}:{int(due_at.timestamp())}"
    tasks.add(tx, duty, dedupe=name)
