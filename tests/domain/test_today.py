from __future__ import annotations

from dataclasses import replace

from domain.agreement import IfQuiet
from domain.case import CaseKind, CaseState, Level
from domain.task import Task, TaskKind
from domain.today import Row, Step, in_order, next_step, waits_for
from tests.domain.cases import CASE, COORDINATOR, COVER, MENTOR
from tests.domain.times import local

TASK = Task(
    id=1,
    youth_id=7,
    staff_id=MENTOR,
    kind=TaskKind.FIRST_CALL,
    created_at=local("2026-05-01 09:00"),
    due_at=local("2026-05-05 09:00"),
)
TAKEN = replace(CASE, state=CaseState.TAKEN, taken_by=MENTOR)


def test_red_comes_first_then_what_is_due_soonest_then_duties_then_replies() -> None:
    red = replace(CASE, level=Level.RED, due_at=local("2026-05-09 09:00"))
    late = replace(CASE, due_at=local("2026-05-06 09:00"))
    rows = [
        Row(since=local("2026-05-01 09:00"), unread=2),
        Row(since=TASK.created_at, task=TASK),
        Row(since=late.opened_at, case=late),
        Row(since=CASE.opened_at, case=CASE),
        Row(since=red.opened_at, case=red),
    ]
    assert list(in_order(rows)) == [rows[4], rows[3], rows[2], rows[1], rows[0]]


def test_words_of_concern_are_read_after_red_and_before_all_else() -> None:
    red = replace(CASE, level=Level.RED, due_at=local("2026-05-09 09:00"))
    later = replace(CASE, due_at=local("2026-05-08 09:00"))
    rows = [
        Row(since=local("2026-05-01 09:00"), unread=2),
        Row(since=local("2026-05-02 09:00"), unread=2, read_first=True),
        Row(since=CASE.opened_at, case=CASE),
        Row(since=later.opened_at, case=later, read_first=True),
        Row(since=red.opened_at, case=red),
    ]
    assert list(in_order(rows)) == [rows[4], rows[3], rows[2], rows[1], rows[0]]


def test_a_duty_that_is_put_off_is_no_younger_for_it() -> None:
    old = replace(TASK, due_at=local("2026-05-08 09:00"), first_due_at=local("2026-05-04 09:00"))
    rows = [Row(since=one.created_at, task=one) for one in (TASK, old)]
    assert list(in_order(rows)) == [rows[1], rows[0]]
    assert [one.is_late(local("2026-05-05 08:00")) for one in (TASK, old)] == [False, True]
    assert replace(old, due_at=None).owed_since is None, "done is owed no more"
    early = replace(old, first_due_at=local("2026-05-09 09:00"))
    assert early.owed_since == early.due_at, "moved to a sooner day it is owed from that"


def test_a_case_waits_for_those_who_were_told_until_somebody_has_it() -> None:
    assert waits_for(CASE, MENTOR)
    assert not waits_for(CASE, COVER)
    assert waits_for(replace(CASE, step=1), COVER)
    assert waits_for(TAKEN, MENTOR)
    assert not waits_for(replace(TAKEN, taken_by=COVER), MENTOR)
    assert waits_for(replace(CASE, given_by=COORDINATOR), COORDINATOR)
    assert waits_for(CASE, 99, also=MENTOR), "for a colleague who is away"


def test_the_next_step_says_what_to_do() -> None:
    assert next_step(CASE, None, MENTOR) is Step.TAKE
    assert next_step(replace(CASE, level=Level.RED), None, MENTOR) is Step.CALL_AT_ONCE
    assert next_step(replace(CASE, given_by=MENTOR), None, MENTOR) is Step.WAITS
    assert next_step(TAKEN, None, MENTOR) is Step.CALL
    assert next_step(TAKEN, IfQuiet.WRITE, MENTOR) is Step.AGREED_WRITE
    assert next_step(replace(TAKEN, kind=CaseKind.WORD), IfQuiet.CALL, MENTOR) is Step.READ
    again = replace(TAKEN, try_again_at=local("2026-05-06 09:00"))
    assert next_step(again, None, MENTOR) is Step.TRY_AT
