"""News of an evening that a worker tells instead of the robot: duties with the words to say."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from domain.people import Youth
from domain.task import Task, TaskKind
from services.evening import Evening
from storage import tasks


def owe(evening: Evening, youth: Youth, name: str, words: str) -> bool:
    """Let the youth's worker tell the news; return False where that duty stands already.

    It is due by the end of the working day, and before the evening begins.
    """
    duty = Task(
        id=evening.tx.new_id(),
        youth_id=youth.id,
        staff_id=youth.mentor_id,
        kind=TaskKind.PLANNED_CONTACT,
        created_at=evening.now,
        due_at=_due_at(evening),
        detail=words,
    )
    return tasks.add(evening.tx, duty, dedupe=name)


def waiting(evening: Evening, names: Collection[str]) -> int:
    """Return how many of the duties of these names are not done yet."""
    return len(_open(evening, names))


def end(evening: Evening, names: Collection[str], reason: str) -> frozenset[str]:
    """End the duties of these names that are not done: the news is none any more.

    Returns the names of those it ended. `reason` is kept as what came of them.
    """
    found = _open(evening, names)
    for task in found.values():
        tasks.done(evening.tx, evening.now, task.id, task.staff_id, reason)
    return frozenset(found)


def reword(evening: Evening, name: str, words: str) -> bool:
    """Let a duty that is not done say other words; return False where there is none."""
    task = _open(evening, [name]).get(name)
    if task is not None:
        tasks.reword(evening.tx, task, words)
        tasks.put_off(evening.tx, task.id, _due_at(evening))
    return task is not None


def _open(evening: Evening, names: Collection[str]) -> dict[str, Task]:
    found = {name: tasks.named(evening.tx, name) for name in names}
    return {name: task for name, task in found.items() if task is not None and task.due_at}


def _due_at(evening: Evening) -> datetime:
    end_of_day, begins = evening.house.site.end_of_working_day(evening.now), evening.cafe.begins_at
    return min(end_of_day, begins) if begins > evening.now else end_of_day
