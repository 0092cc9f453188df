"""A task of /idag: done with what came of it, or put off until tomorrow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from content.areas.staff import StaffKey
from content.areas.talks import TalkKey
from content.audience import TextKey
from content.keys import Key
from content.phrases import when
from domain.after_red import may_close
from domain.call_times import tomorrow
from domain.incoming import Incoming
from domain.message import Button
from domain.people import Actor, Staff, Youth
from domain.talk import Report, TalkWay
from domain.task import Task, TaskKind
from services.access import Action, Denied, allow
from services.ask_trusted import ask_again_later, keep_nobody
from services.buttons import button, row, rows
from services.cafe_by_hand import ask_answer, invitation_by_hand
from services.call_first import Caller, note_try
from services.close_case import close_by_talk, note_talk
from services.follow_up import agreement_made, followed
from services.human_contact import sign_of_life
from services.initial import initial_and_phase
from services.no_show import note_no_show
from services.owe_decision import note_decision
from services.say import answer_staff
from services.say_task import say_task
from services.show_today import show_today
from services.world import House
from storage import agreements, tasks
from storage import youths as youth_rows
from storage.tx import Tx

Outcomes = Mapping[str, TextKey]
CAME = "came"  # they are with the team: nobody needs to be fetched

_A_TALK: Outcomes = {
    "called": Key.B_CALLED,
    "met": Key.B_MET,
    "wrote": Key.B_WROTE,
    "no_luck": StaffKey.B_NO_LUCK,
}
_A_MEETING: Outcomes = {**_A_TALK, "no_show": TalkKey.B_NO_SHOW}
_A_LIST: Outcomes = {
    "did_it": StaffKey.B_DID_IT,
    "does_not_want": StaffKey.B_DOES_NOT_WANT,
    "not_yet": StaffKey.B_NOT_YET,
}
_OUTCOMES: Mapping[TaskKind, Outcomes] = {
    TaskKind.ARRIVAL: {CAME: StaffKey.B_CAME, **_A_MEETING},
    TaskKind.MI_TALK: _A_MEETING,
    TaskKind.FOLLOW_UP_DAY: _A_MEETING,
    TaskKind.FOLLOW_UP_WEEK: _A_MEETING,
    TaskKind.ASK_TRUSTED: {
        "still_so": StaffKey.B_STILL_SO,
        "changed": StaffKey.B_CHANGED,
        "does_not_want": StaffKey.B_DOES_NOT_WANT,
    },
    TaskKind.GUARDIAN_REVIEW: {},  # its ends are chosen on the page
    TaskKind.ITEMS_TOGETHER: _A_LIST,
    TaskKind.ASK_AGREEMENT: _A_LIST,
    TaskKind.NOTIFY_DECISION: {
        "danger": StaffKey.B_NOTIFY_DANGER,
        "support": StaffKey.B_NOTIFY_SUPPORT,
        "known": StaffKey.B_NOTIFY_KNOWN,
        "no_grounds": StaffKey.B_NOTIFY_NO_GROUNDS,
    },
    TaskKind.LAST_MONTH: _A_LIST,
    TaskKind.EXIT_TALK: _A_MEETING,
    TaskKind.ERASURE: {},  # erased by a command, or answered on the page
    TaskKind.THE_END: {},  # it ends, or gets another day, under /skift
    TaskKind.CARING_DRAFT: {"did_it": StaffKey.B_DID_IT, "not_yet": StaffKey.B_NOT_YET},
}
TALKS = frozenset({"called", "met", "wrote"})
NOT_DONE = frozenset({"no_luck", "not_yet"})  # the task stands, and comes again


def outcomes_of(kind: TaskKind) -> Outcomes:
    """Return what may come of a task of this kind."""
    return _OUTCOMES.get(kind, _A_TALK)


def on_task(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    incoming: Incoming,
    staff: Staff,
    *,
    task_id: int,
    act: str,
    page: int,
) -> None:
    """Ask what came of a task (`done`), offer the rest (`more`), put it off, or note what it was.

    Whom we may call is written on the page when it has changed: the task stands until then.

    A talk that was the task counts as one, and answers the cases that waited for it. What did not
    work out comes again on the next working day.
    """
    task = tasks.get(tx, task_id)
    youth = youth_rows.get(tx, task.youth_id) if task else None
    mine = task is not None and task.staff_id == actor.id  # whoever owns it may do it
    action = Action.OWN_DAY if mine else Action.HANDLE_CASE
    granted = allow(tx, actor, now, action, youth=youth, case=None)
    if task is None or youth is None or isinstance(granted, Denied):
        key = granted.key if isinstance(granted, Denied) else Key.NOT_ALLOWED
        answer_staff(tx, now, house, incoming, staff, key)
        return
    screen = _SCREENS.get(act)
    if screen is not None and task.due_at is not None:
        key, choices = screen(house, staff, task, page)
        _ask(tx, now, house, incoming, staff, task, page, key, choices)
        return
    said = note_task(tx, actor, now, house, staff, task, act)
    rsvp = invitation_by_hand(tx, task) if act in TALKS else None
    if rsvp is not None:
        ask_answer(tx, now, house, incoming, staff, rsvp, page)
        return
    show_today(tx, actor, now, house, incoming, staff, page=page, edit=True, first=said)


def _ask(
    tx: Tx,
    now: datetime,
    house: House,
    incoming: Incoming,
    staff: Staff,
    task: Task,
    page: int,
    key: TextKey,
    choices: Sequence[Button],
) -> None:
    back = button(house, staff.language, Key.B_BACK, "today", 0, str(page))
    opgave = say_task(tx, house, staff.language, task)
    buttons = rows(*choices) + row(back)
    answer_staff(tx, now, house, incoming, staff, key, buttons=buttons, edit=True, opgave=opgave)


def _outcomes(
    house: House, staff: Staff, task: Task, page: int
) -> tuple[TextKey, Sequence[Button]]:
    return StaffKey.ASK_OUTCOME, [
        button(house, staff.language, key, "task", task.id, f"{outcome}-{page}")
        for outcome, key in outcomes_of(task.kind).items()
    ]


def _others(house: House, staff: Staff, task: Task, page: int) -> tuple[TextKey, Sequence[Button]]:
    tomorrow = button(house, staff.language, Key.B_TOMORROW, "task", task.id, f"tomorrow-{page}")
    worried = button(house, staff.language, StaffKey.B_CONCERNED, "concern", task.youth_id)
    return StaffKey.MORE_OF_TASK, [worried] if _stands(task) else [tomorrow, worried]


def _stands(task: Task) -> bool:
    """Return whether nobody puts it off: it is of this day, or the law says by when."""
    return _is_of_today(task) or task.kind in {TaskKind.ERASURE, TaskKind.NOTIFY_DECISION}


def _is_of_today(task: Task) -> bool:
    return task.kind is TaskKind.ARRIVAL  # whether they have come is no question of tomorrow


def _on_page(house: House, staff: Staff, task: Task, _: int) -> tuple[TextKey, Sequence[Button]]:
    """Lead to the page, where a name and a number are written; the task ends by that."""
    opens = button(house, staff.language, Key.B_OPEN, "openy", task.youth_id)
    return StaffKey.TRUSTED_ON_PAGE, [opens]


_SCREENS = {"done": _outcomes, "more": _others, "changed": _on_page}


def note_task(
    tx: Tx, actor: Actor, now: datetime, house: House, staff: Staff, task: Task, act: str
) -> str:
    """Do what was tapped about a task, by somebody who may, and return what to say about it."""
    say, language = house.texts.say, staff.language
    if task.due_at is None:
        return say(language, StaffKey.TASK_GONE)
    opgave = say_task(tx, house, language, task)
    youth = youth_rows.get(tx, task.youth_id)
    if act == "tomorrow" or act in NOT_DONE:
        later = task.due_at
        if not _stands(task):
            later = max(later, tomorrow(now, house.site))  # never sooner than due
            tasks.put_off(tx, task.id, later)
        if act == "no_luck" and youth is not None:
            note_try(tx, now, house, Caller(staff, youth, None))
        by = when(later, now, house.site.zone, language)
        return say(language, StaffKey.TASK_PUT_OFF, opgave=opgave, hvornaar=by)
    if act not in outcomes_of(task.kind):
        return ""
    if act == "no_show" and youth is not None:
        return _no_show(tx, now, house, staff, youth, task)
    tasks.done(tx, now, task.id, staff.id, act)
    if youth is not None:
        _follow(tx, actor, now, house, youth, task, act)
    return say(language, StaffKey.TASK_DONE, opgave=opgave)


def _no_show(tx: Tx, now: datetime, house: House, staff: Staff, youth: Youth, task: Task) -> str:
    """Let the worker pick the youth up; the duty itself stands, and is due at the same time.

    A row of this morning has had its answer: they did not come.
    """
    due = note_no_show(tx, now, house, youth, staff.id)
    if _is_of_today(task):
        tasks.done(tx, now, task.id, staff.id, "no_show")
    else:
        tasks.put_off(tx, task.id, due)
    by = when(due, now, house.site.zone, staff.language)
    who = initial_and_phase(tx, now, house, youth, staff.language)
    return house.texts.say(staff.language, TalkKey.NO_SHOW_KEPT, hvem=who, hvornaar=by)


def _follow(
    tx: Tx, actor: Actor, now: datetime, house: House, youth: Youth, task: Task, act: str
) -> None:
    """Do what follows from a task that is done."""
    if task.kind is TaskKind.NOTIFY_DECISION:
        note_decision(tx, actor, now, task, act)
    if task.kind is TaskKind.ASK_AGREEMENT:
        agreement_made(tx, now, house, task)
    if task.kind is TaskKind.ASK_TRUSTED and act == "does_not_want":
        keep_nobody(tx, now, house, youth)
    elif task.kind is TaskKind.ASK_TRUSTED:
        agreed = agreements.get(tx, youth.id)
        agreements.save(tx, now, youth.id, replace(agreed, trusted_asked_at=now))
        ask_again_later(tx, now, house, youth)
    if act == CAME:
        sign_of_life(tx, now, youth)
    if act in TALKS:
        _talked(tx, actor, now, house, youth, task, Report(way=TalkWay(act)))


def _talked(
    tx: Tx, actor: Actor, now: datetime, house: House, youth: Youth, task: Task, report: Report
) -> None:
    """Note the talk that the task was; the first look after a red case ends that case."""
    case = followed(tx, youth.id) if task.kind is TaskKind.FOLLOW_UP_DAY else None
    if case is None or not may_close(case, now):
        note_talk(tx, actor, now, house, youth, report)
    else:
        close_by_talk(tx, actor, now, house, case, report)
