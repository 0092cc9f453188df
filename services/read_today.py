"""What waits for a member of staff today, in the order in which to do it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from datetime import datetime

from domain.agreement import IfQuiet
from domain.case import Case, CaseKind
from domain.people import Role, Staff
from domain.task import Task, TaskKind
from domain.today import Row, in_order, next_step, waits_for
from services.here import here
from services.human_contact import WAIT_FOR_A_READER
from services.remind_of_decisions import overdue
from services.world import House
from storage import agreements, tasks
from storage import staff as staff_rows
from storage import today as today_rows
from storage.tx import Rx

# A case of these kinds says already that something is unread.
_ABOUT_WORDS = frozenset({CaseKind.WORD, CaseKind.LOW_ANSWER, CaseKind.UNREAD, CaseKind.CRISIS})


@dataclass(frozen=True, slots=True)
class Today:
    """The rows of today, in order, how many tasks come later, and how many of those are late."""

    rows: Sequence[Row]
    later: int
    later_late: int

    def count(self, of: str) -> int:
        """Return how many there are `of` (case, task, unread); of unread ones, the replies."""
        if of == "unread":
            return sum(row.unread for row in self.rows)
        return sum(getattr(row, of) is not None for row in self.rows)


def read_today(rx: Rx, now: datetime, house: House, staff: Staff) -> Today:
    """Return what waits for somebody, with what they do for colleagues who are away."""
    away = away_for(rx, now, staff)
    until = house.site.end_of_working_day(now)
    mine = [
        (person, task) for person in [staff, *away] for task in tasks.open_of_staff(rx, person.id)
    ]
    due = [(person, task) for person, task in mine if stands_today(task, until)]
    rows = [_task(staff, person, task) for person, task in due]
    rows.extend(_overdue(rx, now, staff, {task.id for _, task in mine}))
    cases = list(_cases(rx, staff, away))
    rows.extend(cases)
    told = {
        row.youth_id for row in cases if row.case is not None and row.case.kind in _ABOUT_WORDS
    }
    rows.extend(row for row in _unread(rx, staff, away) if row.youth_id not in told)
    rows = _marked(rx, rows)
    late = sum(task.is_late(now) for _, task in mine) - sum(task.is_late(now) for _, task in due)
    return Today(in_order(rows), len(mine) - len(due), late)


def stands_today(task: Task, until: datetime) -> bool:
    """Return whether an open duty is a row of the day that ends at `until` (UTC).

    What is due by then; and a wish to be erased from its first day on: it has a month, not a day.
    """
    if task.due_at is None:
        return False
    return task.kind is TaskKind.ERASURE or task.due_at <= until


def away_for(rx: Rx, now: datetime, staff: Staff) -> Sequence[Staff]:
    """Return the colleagues who are away at `now` and in whose place somebody is here.

    That is whose cover they are, and whose cover is away, too, with them as cover.
    """
    return [
        person
        for person in staff_rows.with_absence(rx)
        if person.is_away(now) and person.id != staff.id and here(rx, now, person.id) == staff.id
    ]


def _marked(rx: Rx, rows: Sequence[Row]) -> list[Row]:
    """Return the rows; those about unread words of which some are of concern say so."""
    about = [one for one in rows if one.youth_id is not None and _is_about_words(one)]
    grave = today_rows.to_read_first(rx, {one.youth_id for one in about if one.youth_id})
    first = {id(one) for one in about if one.youth_id in grave}
    return [replace(one, read_first=id(one) in first) for one in rows]


def _is_about_words(one: Row) -> bool:
    return bool(one.unread) or (one.case is not None and one.case.kind in WAIT_FOR_A_READER)


def _task(staff: Staff, person: Staff, task: Task) -> Row:
    for_id = person.id if person.id != staff.id else None
    return Row(since=task.created_at, task=task, youth_id=task.youth_id, for_id=for_id)


def _overdue(rx: Rx, now: datetime, staff: Staff, mine: Set[int]) -> Iterator[Row]:
    """Yield the late decisions of others; a leader, who reaches no youth, reads of them only."""
    for task in overdue(rx, now, staff):
        if task.id not in mine:
            youth_id = task.youth_id if staff.role is not Role.LEADER else None
            yield Row(since=task.created_at, task=task, youth_id=youth_id, for_id=task.staff_id)


def _cases(rx: Rx, staff: Staff, away: Sequence[Staff]) -> Iterator[Row]:
    for case in today_rows.open_cases_of(rx, [staff.id, *(one.id for one in away)]):
        mine = waits_for(case, staff.id)
        of = next((one.id for one in away if waits_for(case, one.id)), None)
        if not mine and of is None:
            continue
        yield Row(
            since=case.opened_at,
            case=case,
            step=next_step(case, _if_quiet(rx, case), staff.id),
            youth_id=case.youth_id,
            for_id=None if mine else of,
        )


def _if_quiet(rx: Rx, case: Case) -> IfQuiet | None:
    if case.youth_id is None or case.kind is not CaseKind.CONTACT_DUE:
        return None
    return agreements.get(rx, case.youth_id).if_quiet


def _unread(rx: Rx, staff: Staff, away: Sequence[Staff]) -> Iterator[Row]:
    mentors = [staff.id, *(person.id for person in away)]
    for waiting in today_rows.unread_by_youth(rx, mentors):
        for_id = waiting.mentor_id if waiting.mentor_id != staff.id else None
        yield Row(
            since=waiting.since, youth_id=waiting.youth_id, unread=waiting.count, for_id=for_id
        )
