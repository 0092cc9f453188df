"""*Underretning?*: the duty to decide, and to say why, after some words of somebody under 18.

Whose age nobody has asked yet may be under 18, and is treated so, as on the help card.
The program never notifies anybody and never says that somebody should: it sees to it that a human
decides on the same working day, and that the decision and its reason stand in the audit trail.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime

from domain.case import Case
from domain.people import Actor, AgeBand, Youth
from domain.screening import Rule, Screened, ScreenLevel
from domain.task import Task, TaskKind
from domain.wall import to_wall
from services.here import here
from services.remind_of_decisions import say_it_is_owed
from services.world import House
from storage import audit, cases, replies, tasks
from storage import youths as youth_rows
from storage.tx import Rx, Tx

# Violence, sexual coercion, honour and control (families of content/screening/*.toml).
FAMILIES = frozenset({"7", "8", "12"})
_YOUNG = frozenset({AgeBand.UNDER_15, AgeBand.FROM_15_TO_17})
_GRAVE = frozenset({ScreenLevel.CRISIS, ScreenLevel.CONCERN})
_LOOK_BACK = 50  # replies: more than anybody sends between a cry and the talk about it


def owe_decision(tx: Tx, now: datetime, house: House, youth: Youth, screened: Screened) -> None:
    """Write down the duty to decide, for their worker or who covers.

    Any rule of a listed family that found something owes it, not only the one that decided the
    level. While one of today is open there is no second; words after it was decided owe another.
    """
    if youth.age_band is AgeBand.ADULT or screened.level not in _GRAVE:
        return
    if not names_family(house, screened.rules or (screened.rule or "",)):
        return
    today = to_wall(now, house.site.zone).date()
    if any(to_wall(one.created_at, house.site.zone).date() == today for one in _open(tx, youth)):
        return
    name = f"notify:{youth.id}:{today}"
    if tasks.named(tx, name) is not None:  # decided; this came after it
        name = f"{name}:{int(now.timestamp() * 1000)}"
    _owe(tx, now, house, youth, name)


def owe_after_talk(tx: Tx, now: datetime, house: House, case: Case) -> None:
    """Write down the duty once somebody has talked about a cry that small signs added up to.

    A sum of signs names no family, so it owes nothing by itself: a human has seen what it was.
    """
    youth = youth_rows.get(tx, case.youth_id) if case.youth_id is not None else None
    if youth is None or youth.age_band is AgeBand.ADULT or not _by_signs(tx, house, case):
        return
    if not _open(tx, youth):
        _owe(tx, now, house, youth, f"notify:{youth.id}:case:{case.id}")


def owe_for_age(tx: Tx, now: datetime, house: House, youth: Youth) -> None:
    """Write down the duty for somebody who turns out to be under 18 while a case is open.

    It is about the words since the oldest of these cases opened: nothing was owed when they came.
    """
    opened = [case.opened_at for case in cases.of_youth(tx, youth.id, still_open=True)]
    if youth.age_band not in _YOUNG or not opened or _open(tx, youth):
        return
    rules = {
        one.rule
        for one in replies.latest_of(tx, youth.id, _LOOK_BACK)
        if one.rule and one.level in _GRAVE and (one.edited_at or one.received_at) >= min(opened)
    }
    if names_family(house, rules):
        _owe(tx, now, house, youth, f"notify:{youth.id}:age:{int(now.timestamp() * 1000)}")


def names_family(house: House, rules: Iterable[str]) -> bool:
    """Return whether one of these rules says a whole thing of a listed family."""
    named = set(rules)
    return any(_is_listed(one) for one in house.screening.rules if one.name in named)


def _is_listed(rule: Rule) -> bool:
    return not rule.signs and bool(FAMILIES & set(re.findall(r"\d+", rule.family)))


def _by_signs(rx: Rx, house: House, case: Case) -> bool:
    """Return whether a cry since the case opened was found by a rule that counts."""
    counts = {one.name for one in house.screening.rules if one.signs}
    return any(
        one.rule in counts and one.level == ScreenLevel.CRISIS.value
        for one in replies.latest_of(rx, case.youth_id or 0, _LOOK_BACK)
        if (one.edited_at or one.received_at) >= case.opened_at
    )


def _open(rx: Rx, youth: Youth) -> list[Task]:
    owed = tasks.open_of_youth(rx, youth.id)
    return [one for one in owed if one.kind is TaskKind.NOTIFY_DECISION]


def _owe(tx: Tx, now: datetime, house: House, youth: Youth, name: str) -> None:
    task = Task(
        id=tx.new_id(),
        youth_id=youth.id,
        staff_id=here(tx, now, youth.mentor_id),
        kind=TaskKind.NOTIFY_DECISION,
        created_at=now,
        due_at=house.site.end_of_working_day(now),
    )
    if tasks.add(tx, task, dedupe=name):
        say_it_is_owed(tx, now, house, task)


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
