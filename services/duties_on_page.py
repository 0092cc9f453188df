"""The open duties about a youth on their page: what to say, and a way to say that it is done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.cafe import Coming, answered, may_answer
from domain.people import Actor, Language, Youth
from domain.task import Task, TaskKind
from services.access import Action, Denied
from services.cafe_by_hand import invitation_by_hand
from services.do_task import NOT_DONE, TALKS, Outcomes, note_task, outcomes_of
from services.page_link import Visit, may
from services.read_today import stands_today
from services.say_task import say_task
from services.world import House
from storage import cafes, rsvps, tasks
from storage import staff as staff_rows
from storage.tx import Rx, Tx

_ON_THIS_PAGE = frozenset({"changed"})  # what has changed is written in the form of the agreement
# Their words tell the worker something; those of all others are for the youth.
_TOLD_TO_WORKER = frozenset({TaskKind.TRY_YOURSELF})


class DutyNoted(StrEnum):
    """What became of a duty."""

    DONE = "duty_done"
    STANDS = "duty_stands"  # it was not done: it comes again


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """A duty that is not done. `words` are what to say, or what to know, in full."""

    task: Task
    what: str
    words: str | None
    is_said: bool  # the words are for the youth
    outcomes: Outcomes
    asks_answer: bool  # it invites to an evening, and their answer can still be noted
    staff_name: str


def read_duties(
    rx: Rx, now: datetime, house: House, youth: Youth, language: Language
) -> Sequence[Duty]:
    """Return what is to be done about a youth whose page somebody has been allowed to read.

    What has words to say comes first, whenever it is due; of the rest what is due today (by the
    end of the working day). Each soonest first.
    """
    today = house.site.end_of_working_day(now)
    found = [
        one for one in tasks.open_of_youth(rx, youth.id) if one.detail or stands_today(one, today)
    ]
    return [
        _duty(rx, now, house, language, task)
        for task in sorted(found, key=lambda one: not one.detail)  # stable
    ]


def _duty(rx: Rx, now: datetime, house: House, language: Language, task: Task) -> Duty:
    person = staff_rows.get(rx, task.staff_id)
    outcomes = outcomes_of(task.kind)
    return Duty(
        task=task,
        what=say_task(rx, house, language, task),
        words=task.detail or None,
        is_said=task.kind not in _TOLD_TO_WORKER,
        outcomes={act: key for act, key in outcomes.items() if act not in _ON_THIS_PAGE},
        asks_answer=_may_answer(rx, now, task),
        staff_name=person.first_name if person is not None else "",
    )


def _may_answer(rx: Rx, now: datetime, task: Task) -> bool:
    rsvp = invitation_by_hand(rx, task)
    cafe = cafes.get(rx, rsvp.cafe_id) if rsvp is not None else None
    return cafe is not None and may_answer(cafe, now)


def do_duty(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    *,
    visit: Visit,
    task_id: int,
    act: str,
    answer: str = "",
) -> DutyNoted | Denied:
    """Note what came of a duty on the page, exactly as the same tap under /idag does.

    `answer` is what they said to an invitation (`yes`, `maybe`, `no`; empty where nobody knows).
    A duty that is done by now, or an outcome it has not, changes nothing.
    """
    allowed = may(tx, now, visit, Action.HANDLE_CASE)
    if isinstance(allowed, Denied):
        return allowed
    task = tasks.get(tx, task_id)
    if task is None or task.youth_id != allowed.youth.id:
        return Denied("no such duty")
    if task.due_at is None:
        return DutyNoted.DONE
    if act in _ON_THIS_PAGE or act not in outcomes_of(task.kind):
        return DutyNoted.STANDS
    if act in TALKS:
        _keep_answer(tx, now, task, answer)
    note_task(tx, actor, now, house, allowed.by.staff, task, act)
    left = tasks.get(tx, task_id)
    stands = act in NOT_DONE or (left is not None and left.due_at is not None)
    return DutyNoted.STANDS if stands else DutyNoted.DONE


def _keep_answer(tx: Tx, now: datetime, task: Task, answer: str) -> None:
    said = next((one for one in Coming if one.value == answer), None)
    rsvp = invitation_by_hand(tx, task) if _may_answer(tx, now, task) else None
    if said is not None and rsvp is not None and rsvp.invited_at is not None:
        rsvps.save(tx, answered(rsvp, said, now))
