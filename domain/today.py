"""Who first: the rows of a worker's day, in their order, and why each stands there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.acknowledging import may_acknowledge, may_take_over
from domain.agreement import IfQuiet
from domain.case import Case, CaseKind, CaseState, Level
from domain.lapse import may_take
from domain.task import Task, TaskKind

PAGE = 5  # rows of a day that fit on a phone with their buttons


class Step(StrEnum):
    """The suggested next step of a case."""

    TAKE = "take"
    CALL = "call"
    CALL_AT_ONCE = "call_at_once"
    AGREED_CALL = "agreed_call"
    AGREED_WRITE = "agreed_write"
    AGREED_TRUSTED = "agreed_trusted"
    AGREED_VISIT = "agreed_visit"
    READ = "read"
    OTHER_ROAD = "other_road"
    TRY_AT = "try_at"
    WAITS = "waits"
    SEE = "see"
    WITH_COLLEAGUE = "with_colleague"


_AGREED = {
    IfQuiet.CALL: Step.AGREED_CALL,
    IfQuiet.WRITE: Step.AGREED_WRITE,
    IfQuiet.TRUSTED: Step.AGREED_TRUSTED,
    IfQuiet.VISIT: Step.AGREED_VISIT,
}
_BY_KIND = {
    CaseKind.WORD: Step.READ,
    CaseKind.LOW_ANSWER: Step.READ,
    CaseKind.UNREAD: Step.READ,
    CaseKind.UNREAD: Step.READ,
    CaseKind.UNREADABLE: Step.READ,
    CaseKind.UNREACHABLE: Step.OTHER_ROAD,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One thing that waits: a case, a task, or a youth's unread replies. Instants are UTC.

    `for_id` is the colleague whose it is, where it is not the reader's own. `read_first`: among
    the unread words are some that a rule of concern found.
    """

    since: datetime
    case: Case | None = None
    step: Step | None = None
    task: Task | None = None
    youth_id: int | None = None
    unread: int = 0
    read_first: bool = False
    for_id: int | None = None


def waits_for(case: Case, staff_id: int, *, also: int | None = None) -> bool:
    """Return whether an open case waits for somebody: theirs, given on by them, or told to them.

    A red one that a colleague has taken stays in everybody's sight until somebody has talked, and
    where they keep it only until another takes it over.

    `also` is a colleague who is away, whose cases wait for them as well.
    """
    mine = {staff_id, also} - {None}
    if case.state is CaseState.TAKEN:
        over = any(may_take_over(case, one) for one in mine if one is not None)
        in_danger = case.level is Level.RED and case.talked_at is None
        return case.taken_by in mine or over or (in_danger and bool(mine & set(case.ladder)))
    return case.given_by in mine or bool(mine & set(case.ladder[: case.step + 1]))


def next_step(case: Case, if_quiet: IfQuiet | None, staff_id: int) -> Step:
    """Return what to do about a case next."""
    is_another_ones = case.given_by == staff_id or not may_take(case, staff_id)
    if case.state is CaseState.OPEN and is_another_ones:
        return Step.WAITS
    if case.taken_by not in {None, staff_id} and (theirs := _of_a_colleague(case, staff_id)):
        return theirs
    if case.level is Level.RED:
        return Step.CALL_AT_ONCE
    if case.state is CaseState.OPEN:
        return Step.TAKE
    if case.try_again_at is not None:
        return Step.TRY_AT
    if case.kind is CaseKind.CONTACT_DUE and if_quiet is not None:
        return _AGREED[if_quiet]
    return _BY_KIND.get(case.kind, Step.CALL)


def _of_a_colleague(case: Case, staff_id: int) -> Step | None:
    """Return what there is to do about a red case that a colleague has taken; None of others."""
    if may_take_over(case, staff_id):
        return Step.TAKE
    if may_acknowledge(case, staff_id):
        return Step.SEE
    return Step.WITH_COLLEAGUE if case.level is Level.RED else None


def in_order(rows: Iterable[Row]) -> Sequence[Row]:
    """Return the rows in order: cases (red, to read first, by due time), tasks, replies."""
    return sorted(rows, key=_rank)


def _rank(row: Row) -> tuple[int, int, datetime, bool]:
    if row.case is not None:
        calm = 1 if row.read_first else 2
        return 0, 0 if row.case.level is Level.RED else calm, row.case.due_at, False
    if row.task is not None:
        is_morning = row.task.kind is TaskKind.ARRIVAL  # it pushes nothing of the same hour away
        # What is put off is no younger for it.
        return 1, 0, row.task.owed_since or row.since, is_morning
    return 2, int(not row.read_first), row.since, False
