"""Whom we may call when we are really worried: asked again after ninety days, by a human."""

from __future__ import annotations

from datetime import datetime, timedelta

from domain.people import Youth
from domain.task import Task, TaskKind
from domain.whom_to_call import with_nobody
from services.world import House
from storage import agreements, tasks
from storage.tx import Tx

ASKED_AGAIN_AFTER = timedelta(days=90)


def keep_nobody(tx: Tx, now: datetime, house: House, youth: Youth) -> None:
    """Let go of whom we may call: the youth wants us to call nobody (any more)."""
    agreements.save(tx, now, youth.id, with_nobody(agreements.get(tx, youth.id), now))
    ask_again_later(tx, now, house, youth)


def ask_again_later(tx: Tx, now: datetime, house: House, youth: Youth) -> None:
    """Let the worker's duty to ask again end now, and the next one stand in ninety days."""
    for task in tasks.open_of_youth(tx, youth.id):
        if task.kind is TaskKind.ASK_TRUSTED:
            tasks.done(tx, now, task.id, task.staff_id, "confirmed")
    due = house.site.next_staffed(now + ASKED_AGAIN_AFTER)
    task = Task(
        id=tx.new_id(),
        youth_id=youth.id,
        staff_id=youth.mentor_id,
        kind=TaskKind.ASK_TRUSTED,
        created_at=now,
        due_at=due,
    )
    # Named by its own id: two changes in one evening are due at the same opening.
    tasks.add(tx, task, dedupe=f"ask_trusted:{youth.id}:{task.id}")
