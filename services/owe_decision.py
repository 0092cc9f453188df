"""*Underretning?*: the duty to decide, and to say why, after some words of somebody under 18.

The program never notifies anybody and never says that somebody should: it sees to it that a human
decides on the same working day, and that the decision and its reason stand in the audit trail.
"""

from __future__ import annotations

import re
from datetime import datetime

from domain.people import Actor, AgeBand, Youth
from domain.screening import ScreenLevel
from domain.task import Task, TaskKind
from domain.wall import to_wall
from services.here import here
from services.world import House
from storage import audit, tasks
from storage.tx import Tx

# Violence, sexual coercion, honour and control (families of content/screening/*.toml).
FAMILIES = frozenset({"7", "8", "12"})
_YOUNG = frozenset({AgeBand.UNDER_15, AgeBand.FROM_15_TO_17})
_GRAVE = frozenset({ScreenLevel.CRISIS.value, ScreenLevel.CONCERN.value})


def owe_decision(
    tx: Tx, now: datetime, house: House, youth: Youth, *, level: str | None, rule: str | None
) -> None:
    """Write down the duty to decide, once a day, for their worker or who covers."""
    if youth.age_band not in _YOUNG or level not in _GRAVE or not _is_listed(house, rule):
        return
    task = Task(
        id=tx.new_id(),
        youth_id=youth.id,
        staff_id=here(tx, now, youth.mentor_id),
        kind=TaskKind.NOTIFY_DECISION,
        created_at=now,
        due_at=house.site.end_of_working_day(now),
    )
    day = to_wall(now, house.site.zone).date()
    tasks.add(tx, task, dedupe=f"notify:{youth.id}:{day}")


def note_decision(tx: Tx, actor: Actor, now: datetime, task: Task, decision: str) -> None:
    """Keep the decision with its reason in the audit trail; both ways have one."""
    audit.record(
        tx,
        now,
        actor=str(actor),
        action="notify_decision",
        youth_id=task.youth_id,
        allowed=True,
        detail={"decision": decision},
    )


def _is_listed(house: House, rule: str | None) -> bool:
    family = next((one.family for one in house.screening.rules if one.name == rule), "")
    return bool(FAMILIES & set(re.findall(r"\d+", family)))
