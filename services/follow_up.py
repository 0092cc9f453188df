"""After a red case was talked about: quiet for a week, and somebody looks again, twice."""

from __future__ import annotations

from datetime import date, datetime

from domain.after_red import SECOND_LOOK, chosen, holds, talked
from domain.case import AfterTalk, Case, CaseState
from domain.first_look import follow_up_at
from domain.people import Actor, Role, Youth
from domain.task import Task, TaskKind
from domain.wall import to_wall
from services.card_answer import end_of_hold
from services.here import here
from services.hold_automatic import hold_automatic
from services.owe_decision import owe_after_talk
from services.programme_of import programme_of
from services.world import House
from storage import cases, tasks
from storage import staff as staff_rows
from storage import youths as youth_rows
from storage.tx import Rx, Tx

_DONE = "did_it"


def begin_follow_up(tx: Tx, actor: Actor, now: datetime, house: House, case: Case) -> Case:
    """Return the case after its first talk, its two follow-ups written down for who looks again.

    A later talk changes nothing: the first follow-up still comes.
    """
    waits = programme_of(tx, house, case.programme_version_id).waits
    after = talked(case, now, waits, house.site)
    owner = looks_again(tx, actor, now, case)
    if after.talked_at != case.talked_at and case.youth_id is not None and owner is not None:
        cases.save(tx, after)
        second = house.site.next_staffed(now + SECOND_LOOK)
        for kind, due in (
            (TaskKind.FOLLOW_UP_DAY, follow_up_at(now, house.site)),
            (TaskKind.FOLLOW_UP_WEEK, second),
        ):
            task = Task(
                id=tx.new_id(),
                youth_id=case.youth_id,
                staff_id=owner,
                kind=kind,
                created_at=now,
                due_at=due,
            )
            tasks.add(tx, task, dedupe=name_of(after, kind))
        owe_after_talk(tx, now, house, after)
        tx.wake("climb_ladder")
    return after


def looks_again(rx: Rx, actor: Actor, now: datetime, case: Case) -> int | None:
    """Return who looks again after a talk: whoever talked, where the youth is theirs.

    A leader or a colleague on duty has done their part by the talk: after it, it is the worker of
    the youth, or whoever is here in their place. None where no member of staff talked, or the
    youth is nobody we know.
    """
    youth = youth_rows.get(rx, case.youth_id) if case.youth_id is not None else None
    talker = staff_rows.get(rx, actor.id) if actor.id is not None else None
    if youth is None or talker is None:
        return None
    theirs = talker.id in {youth.mentor_id, youth.cover_id}
    if theirs or talker.role is Role.COORDINATOR:
        return talker.id
    return here(rx, now, youth.mentor_id)


def looked(tx: Tx, now: datetime, youth: Youth, staff_id: int, how: str) -> None:
    """Mark the second follow-up as done by a talk on its day or later."""
    for task in tasks.open_of_youth(tx, youth.id):
        is_look = task.kind is TaskKind.FOLLOW_UP_WEEK and task.due_at is not None
        if is_look and _day(task.due_at or now, youth) <= _day(now, youth):
            tasks.done(tx, now, task.id, staff_id, how)


def _day(at: datetime, youth: Youth) -> date:
    return to_wall(at, youth.zone).date()


def end_follow_up(tx: Tx, actor: Actor, now: datetime, case: Case) -> None:
    """Mark the first follow-up of a case that ended as done."""
    first = tasks.named(tx, name_of(case, TaskKind.FOLLOW_UP_DAY))
    if first is not None and first.due_at is not None:
        tasks.done(tx, now, first.id, actor.id or first.staff_id, _DONE)


def followed(rx: Rx, youth_id: int) -> Case | None:
    """Return the youth's red case that was talked about and waits for its first follow-up."""
    still_open = cases.of_youth(rx, youth_id, still_open=True)
    return next((case for case in still_open if case.talked_at is not None), None)


def choose(tx: Tx, actor: Actor, now: datetime, house: House, case: Case, how: AfterTalk) -> Case:
    """Return the case with how it goes on for the youth, as the worker chose.

    *Som før* lets automatic messages begin at once, *stille uge* after seven days, and *ny
    aftale* once the worker has made it: that is a duty of its own.
    """
    after = chosen(case, how)
    cases.save(tx, after)
    cases.tell(tx, now, case.id, str(actor), "after_talk", {"choice": how.value})
    if how is AfterTalk.AS_BEFORE:
        end_of_hold(tx, now, house, after)
    elif case.youth_id is not None and holds(after, now):
        _hold_again(tx, now, house, case.youth_id)
    owner = looks_again(tx, actor, now, case)
    if how is AfterTalk.NEW_AGREEMENT and case.youth_id is not None and owner is not None:
        task = Task(
            id=tx.new_id(),
            youth_id=case.youth_id,
            staff_id=owner,
            kind=TaskKind.ASK_AGREEMENT,
            created_at=now,
            due_at=house.site.add_working_days(now, 1),
        )
        tasks.add(tx, task, dedupe=name_of(case, TaskKind.ASK_AGREEMENT))
    return after


def _hold_again(tx: Tx, now: datetime, house: House, youth_id: int) -> None:
    """Keep everything automatic away, also where *som før* had let it begin."""
    youth = youth_rows.get(tx, youth_id)
    if youth is not None and youth.held_at is None:
        hold_automatic(tx, now, house, youth)


def agreement_made(tx: Tx, now: datetime, house: House, task: Task) -> None:
    """Let automatic messages begin again when the duty of a new agreement after red is done."""
    for case in cases.of_youth(tx, task.youth_id, still_open=False):
        named = tasks.named(tx, name_of(case, TaskKind.ASK_AGREEMENT))
        if named is None or named.id != task.id or case.after_talk is not AfterTalk.NEW_AGREEMENT:
            continue
        after = chosen(case, AfterTalk.AS_BEFORE)
        cases.save(tx, after)
        end_of_hold(tx, now, house, after)


def is_over(case: Case) -> bool:
    """Return whether there is nothing left to choose about a case."""
    return case.state is CaseState.CLOSED or case.talked_at is None


def name_of(case: Case, kind: TaskKind) -> str:
    """Return the name under which a duty after this talk is written down, once."""
    talked_at = int(case.talked_at.timestamp() * 1000) if case.talked_at else 0
    return f"{kind.value}:{case.id}:{talked_at}"
