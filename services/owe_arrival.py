"""Nobody has said in the morning whether they come: the worker sees, and fetches them if need be.

It is no blame and no case: whoever has come has often just not tapped. The row goes away when
they answer after all.
"""

from __future__ import annotations

from datetime import datetime

from domain.checkin import CheckIn
from domain.people import Actor, Youth
from domain.plan import PlannedContact
from domain.task import Task, TaskKind
from services.say import mentor_of
from services.world import House
from storage import tasks
from storage.tx import Rx, Tx

# What came of the row, where nobody said so: the youth answered, or there is a newer one.
ANSWERED, NEXT_MORNING = "answered", "next_morning"
OVER = "over"  # the working day has ended
_ASKED = "arrival:"  # how the name of a row begins whose youth was asked and has not answered


def waits_for_arrival(contact: PlannedContact, checkin: CheckIn) -> bool:
    """Return whether the open question of a check-in is whether they come."""
    asks = checkin.asked or tuple(one.key for one in contact.questions)
    first = contact.questions[0].key if contact.questions else None
    return contact.pick_up_after is not None and checkin.position == 0 and asks[:1] == (first,)


def owe_arrival(tx: Tx, now: datetime, house: House, youth: Youth, checkin: CheckIn) -> None:
    """Let the worker see today whether the youth has come; the same morning counts once."""
    _owe(tx, now, house, youth, f"{_ASKED}{checkin.id}")


def owe_unasked(tx: Tx, now: datetime, house: House, youth: Youth, due_at: datetime) -> None:
    """Let the worker see who has come where the question of this morning came too late to ask.

    It was due at `due_at` (UTC); a morning of an earlier day is over.
    """
    if house.site.end_of_working_day(due_at) == house.site.end_of_working_day(now):
        _owe(tx, now, house, youth, f"unasked:{youth.id}:{int(due_at.timestamp())}")


def _owe(tx: Tx, now: datetime, house: House, youth: Youth, name: str) -> None:
    close_mornings(tx, now, youth.id, NEXT_MORNING)
    duty = Task(
        id=tx.new_id(),
        youth_id=youth.id,
        staff_id=mentor_of(tx, youth).id,
        kind=TaskKind.ARRIVAL,
        created_at=now,
        due_at=house.site.end_of_working_day(now),
    )
    tasks.add(tx, duty, dedupe=name)


def was_asked(rx: Rx, task: Task) -> bool:
    """Return whether the youth was asked themselves on the morning that a row is about."""
    return (tasks.name_of(rx, task.id) or "").startswith(_ASKED)


def end_mornings(tx: Tx, actor: Actor, now: datetime) -> int:
    """Take away the rows of mornings whose working day has ended; return how many.

    Whether somebody has come is a question of that day alone, and is no debt of the next.
    """
    over = tasks.open_of_kind(tx, TaskKind.ARRIVAL, before=now)
    for task in over:
        tasks.done(tx, now, task.id, task.staff_id, OVER)
    return len(over)


def close_mornings(tx: Tx, now: datetime, youth_id: int, why: str) -> None:
    """Take the row away: they have said it themselves, or a newer morning has one of its own."""
    for task in tasks.open_of_youth(tx, youth_id):
        if task.kind is TaskKind.ARRIVAL:
            tasks.done(tx, now, task.id, task.staff_id, why)
