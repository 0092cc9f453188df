"""A youth who has stopped every topic is asked nothing: a human keeps in touch, and knows it."""

from __future__ import annotations

from datetime import datetime

from domain.people import Youth
from domain.task import Task, TaskKind
from services.here import here
from services.own_times import asks_anything
from services.world import House
from storage import tasks
from storage.tx import Tx

_WORKING_DAYS = 1


def owe_if_all_off(tx: Tx, now: datetime, house: House, youth: Youth) -> None:
    """Write down the duty once nothing is asked any more; end it once something is again.

    It is due the next working day, for the worker or who covers.
    """
    owed = [one for one in tasks.open_of_youth(tx, youth.id) if one.kind is TaskKind.ALL_OFF]
    if asks_anything(tx, house, youth):
        for one in owed:
            tasks.done(tx, now, one.id, one.staff_id, "youth_chose")
        return
    if owed:
        return
    task = Task(
        id=tx.new_id(),
        youth_id=youth.id,
        staff_id=here(tx, now, youth.mentor_id),
        kind=TaskKind.ALL_OFF,
        created_at=now,
        due_at=house.site.add_working_days(now, _WORKING_DAYS),
    )
    tasks.add(tx, task, dedupe=f"all_off:{youth.id}:{int(now.timestamp() * 1000)}")
