"""Nobody has said in the morning whether they come: the worker sees, and fetches them if need be.

It is no blame and no case: whoever has come has often just not tapped. The row goes away when
they answer after all.
"""

from __future__ import annotations

from datetime import datetime

from domain.checkin import CheckIn
from domain.people import Youth
from domain.plan import PlannedContact
from domain.task import Task, TaskKind
from services.say import mentor_of
from services.world import House
from storage import tasks
from storage.tx import Tx

ANSWERED = "answered"  # what came of it, where the youth did


def waits_for_arrival(contact: PlannedContact, checkin: CheckIn) -> bool:
    """Return whether the open question of a check-in is whether they come."""
    asks = checkin.asked or tuple(one.key for one in contact.questions)
    first = contact.questions[0].key if contact.questions else None
    return contact.pick_up_after is not None and checkin.position == 0 and asks[:1] == (first,)


def owe_arrival(tx: Tx, now: datetime, house: House, youth: Youth, name: str) -> None:
    """Let the worker see today whether the youth has come; the same morning counts once."""
    duty = Task(
        id=tx.new_id(),
        youth_id=youth.id,
        staff_id=mentor_of(tx, youth).id,
        kind=TaskKind.ARRIVAL,
        created_at=now,
        due_at=house.site.end_of_working_day(now),
    )
    tasks.add(tx, duty, dedupe=name)


def name_of(checkin: CheckIn) -> str:
    """Return under which name the row of one morning's question is written down."""
    return f"arrival:{checkin.id}"


def arrival_answered(tx: Tx, now: datetime, checkin: CheckIn) -> None:
    """Take the row away again: they have said it themselves, however late."""
    duty = tasks.named(tx, name_of(checkin)) if checkin.reminded_at is not None else None
    if duty is not None and duty.due_at is not None:
        tasks.done(tx, now, duty.id, duty.staff_id, ANSWERED)
