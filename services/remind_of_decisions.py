"""*Underretning?* has a deadline: its owner hears of it at once, and others when it has passed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from content.areas.care import CareKey
from content.audience import TextKey
from content.keys import Key
from content.phrases import when
from domain.message import Purpose
from domain.people import Actor, Role, Staff
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
_AT_ONCE = timedelta(minutes=90)  # after the deadline; later than that nobody is woken for it
_ABOVE = (Role.COORDINATOR, Role.LEADER)


def say_it_is_owed(tx: Tx, now: datetime, house: House, task: Task) -> None:
    """Tell whoever owns the decision that it is owed and by when, at the next staffed minute.

    Staff read an initial, a phase and a time, and where nobody knows the age, that; the words that
    owe it stand on the page alone.
    """
    owner = staff_rows.get(tx, task.staff_id)
    if owner is None or task.due_at is None:
        return
    leaves = house.site.next_staffed(now)
    youth = youth_rows.get(tx, task.youth_id)
    unknown = youth is not None and youth.age_band is None
    key = CareKey.DECISION_OWED_NO_AGE if unknown else CareKey.DECISION_OWED
    line = _line(tx, leaves, house, task, owner, key)
    to_staff(tx, now, owner, line)


def remind_of_decisions(tx: Tx, actor: Actor, now: datetime, house: House) -> int:
    """Tell coordinators and leaders of each decision whose deadline has passed, once; count it.

    They hear of it as the day ends, also where the site has closed by then; what an outage has
    brought into a later hour waits for the opening. Who of them is away has somebody in their
    place. Where none of them can be written to, whoever owns it is told.
    """
    told = 0
    for task in tasks.open_of_kind(tx, TaskKind.NOTIFY_DECISION, before=now + _ANY_TIME):
        owed = task.owed_since
        if owed is None or not task.is_late(now):
            continue
        leaves = now if now - owed <= _AT_ONCE else house.site.next_staffed(now)
        for person in _above(tx, leaves, task):
            line = _line(tx, leaves, house, task, person, CareKey.DECISION_LATE)
            told += to_staff(tx, now, person, line) is not None
    return told


def overdue(rx: Rx, now: datetime, staff: Staff) -> Sequence[Task]:
    """Return the decisions that are late, for who sees to it that somebody makes them."""
    if staff.role not in _ABOVE:
        return ()
    owed = tasks.open_of_kind(rx, TaskKind.NOTIFY_DECISION, before=now + _ANY_TIME)
    return [one for one in owed if one.is_late(now)]


def _above(rx: Rx, now: datetime, task: Task) -> Sequence[Staff]:
    theirs = [one.id for role in _ABOVE for one in staff_rows.with_role(rx, role)]
    present = dict.fromkeys(here(rx, now, one) for one in theirs)
    people = [staff_rows.get(rx, one) for one in (*present, *theirs, task.staff_id)]
    reachable = [one for one in people if one is not None and is_reachable(one)]
    return [one for one in reachable if one.id in present] or reachable[:1]


def _line(rx: Rx, leaves: datetime, house: House, task: Task, person: Staff, key: TextKey) -> Line:
    say, language = house.texts.say, person.language
    by = when(task.owed_since or leaves, leaves, house.site.zone, language)
    values = {"hvem": _who(rx, leaves, house, task, person), "hvornaar": by}
    late = key is CareKey.DECISION_LATE
    if late:
        owner = staff_rows.get(rx, task.staff_id)
        values["medarbejder"] = owner.first_name if owner is not None else ""
    opens = button(house, language, Key.B_OPEN, "openy", task.youth_id)
    return Line(
        purpose=Purpose.STAFF_INFO,
        key=key,
        text=say(language, key, **values),
        dedupe=f"decision:{task.id}:{'late' if late else 'owed'}:{person.id}",
        buttons=row(opens) if person.role is not Role.LEADER else (),
        due_at=leaves,
    )


def _who(rx: Rx, at: datetime, house: House, task: Task, person: Staff) -> str:
    youth = youth_rows.get(rx, task.youth_id)
    return initial_and_phase(rx, at, house, youth, person.language) if youth is not None else ""
