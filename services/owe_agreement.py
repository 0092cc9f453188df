"""The worker's duty to ask about what a youth has not chosen. The bot never asks twice."""

from __future__ import annotations

from datetime import datetime

from domain.onboarding import missing
from domain.people import Youth
from domain.task import Task, TaskKind
from services.world import House
from storage import agreements, tasks
from storage.tx import Tx

_DAYS_TO_ASK = 1  # working days


def owe_the_rest(tx: Tx, now: datetime, house: House, youth: Youth) -> None:
    """Write down the duty, once; it is due the next working day."""
    task = Task(
        id=tx.new_id(),
        youth_id=youth.id,
        staff_id=youth.mentor_id,
        kind=TaskKind.ASK_AGREEMENT,
        created_at=now,
        due_at=house.site.add_working_days(now, _DAYS_TO_ASK),
    )
    tasks.add(tx, task, dedupe=_name(youth))


def settle_the_rest(tx: Tx, now: datetime, youth: Youth) -> None:
    """End the duty when the youth has chosen everything.

    A new agreement after a cry for help is another duty: it ends where the worker says that it
    is made, for until then nothing automatic comes.
    """
    if missing(youth, agreements.get(tx, youth.id)):
        return
    owed = tasks.named(tx, _name(youth))
    if owed is not None and owed.due_at is not None:
        tasks.done(tx, now, owed.id, owed.staff_id, "youth_chose")


def _name(youth: Youth) -> str:
    return f"ask_agreement:{youth.id}"
