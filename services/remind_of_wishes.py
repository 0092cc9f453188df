"""A wish to be erased waits: who must answer is reminded, and the leaders before it is late."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from content.areas.on_page import OnPageKey
from content.phrases import when
from domain.erasure_wish import Reminder, reminder
from domain.message import Purpose
from domain.people import Actor, Role, Staff, Youth
from domain.task import Task, TaskKind
from services.buttons import button, row
from services.here import here
from services.initial import initial_and_phase
from services.on_duty import is_reachable
from services.say import Line, to_staff
from services.world import House
from storage import staff as staff_rows
from storage import tasks
from storage import youths as youth_rows
from storage.tx import Rx, Tx

_ANY_TIME = timedelta(days=365)


def remind_of_wishes(tx: Tx, actor: Actor, now: datetime, house: House) -> int:
    """Remind of every wish that is near its end or past it, each step once; return how many.

    Only while somebody is at work, so that nothing waits to be said that is over by then. Staff
    read an initial, a phase and by when; leaders, who have no page of a youth, get no button.
    """
    if not house.site.is_staffed(now):
        return 0
    told = 0
    for task in tasks.open_of_kind(tx, TaskKind.ERASURE, before=now + _ANY_TIME):
        due, youth = task.due_at, youth_rows.get(tx, task.youth_id)
        step = reminder(due, now, house.site.zone) if due is not None else None
        if step is None or youth is None:
            continue
        for person in _whom(tx, now, task, step):
            told += _remind(tx, now, house, youth, task, step, person)
    return told


def _whom(rx: Rx, now: datetime, task: Task, step: Reminder) -> Sequence[Staff]:
    owner = staff_rows.get(rx, here(rx, now, task.staff_id))
    others = [
        one
        for role in (Role.COORDINATOR, Role.LEADER)
        for one in staff_rows.with_role(rx, role)
        if step.to_all
    ]
    first = [owner] if owner is not None else []
    people = {one.id: one for one in [*first, *others]}
    return [one for one in people.values() if is_reachable(one)]


def _remind(
    tx: Tx, now: datetime, house: House, youth: Youth, task: Task, step: Reminder, person: Staff
) -> bool:
    key = OnPageKey.WISH_LATE if step.is_late else OnPageKey.WISH_WAITS
    language, due = person.language, task.due_at or now
    opens = button(house, language, OnPageKey.B_OPEN_WISH, "openy", youth.id)
    line = Line(
        purpose=Purpose.STAFF_INFO,
        key=key,
        text=house.texts.say(
            language,
            key,
            hvem=initial_and_phase(tx, now, house, youth, language),
            hvornaar=when(due, now, house.site.zone, language),
        ),
        dedupe=f"erasure:{task.id}:{step.step}:{person.id}",
        buttons=row(opens) if person.role is not Role.LEADER else (),
    )
    return to_staff(tx, now, person, line) is not None
