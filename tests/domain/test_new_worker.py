"""An open case when the youth has another worker for good."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.acknowledging import is_handed_over, may_take_over
from domain.case import Case, CaseState, Level
from domain.escalation import climb, take
from domain.new_worker import take_over, to_new_worker
from domain.today import Step, next_step, waits_for
from tests.domain.cases import CASE, COORDINATOR, COVER, MENTOR, WAITS
from tests.domain.times import OFFICE, local

NOW = local("2026-05-05 10:00")
NEW = 77
HOUR = timedelta(hours=1)


def moved(case: Case, new_id: int = NEW, *, cover_stays: bool = True) -> Case:
    leaving = {MENTOR} if cover_stays else {MENTOR, COVER}
    return to_new_worker(case, new_id, before={MENTOR}, leaving=leaving)


def test_what_waited_for_the_old_worker_waits_for_the_new_one() -> None:
    after = moved(CASE)
    assert (after.ladder, after.step) == ((NEW, COVER, COORDINATOR), 0)


def test_what_the_old_worker_had_taken_is_open_for_the_new_one() -> None:
    after = moved(take(CASE, MENTOR, NOW, WAITS, OFFICE))
    assert (after.state, after.taken_by, after.ladder[0]) == (CaseState.OPEN, None, NEW)


def test_what_somebody_else_has_taken_stays_with_them() -> None:
    taken = take(replace(CASE, step=1), COVER, NOW, WAITS, OFFICE)
    after = moved(taken)
    assert (after.taken_by, after.ladder[after.step]) == (COVER, COVER)


def test_a_cover_who_becomes_the_worker_keeps_what_they_have_begun() -> None:
    after = moved(take(replace(CASE, step=1), COVER, NOW, WAITS, OFFICE), COVER)
    assert (after.taken_by, after.ladder) == (COVER, (COVER, COORDINATOR))


def test_nobody_drops_out_of_a_red_case_and_who_has_begun_goes_on() -> None:
    red = take(replace(CASE, level=Level.RED), MENTOR, NOW, WAITS, OFFICE)
    after = moved(red)
    assert (after.ladder, after.taken_by) == ((NEW, MENTOR, COVER, COORDINATOR), MENTOR)
    assert [may_take_over(after, one) for one in (NEW, MENTOR, COVER)] == [True, False, True]
    assert waits_for(after, NEW)
    assert next_step(after, None, NEW) is Step.TAKE
    mine = take_over(after, NEW, NOW + HOUR, WAITS, OFFICE)
    assert (mine.taken_by, mine.given_by, mine.ends_at) == (NEW, None, NOW + 2 * HOUR)
    assert not is_handed_over(mine)


def test_a_red_case_that_nobody_takes_over_opens_for_all_as_any_other() -> None:
    kept = moved(take(replace(CASE, level=Level.RED), MENTOR, NOW, WAITS, OFFICE))
    assert kept.ends_at is not None
    over = climb(kept, kept.ends_at, WAITS, OFFICE).case
    assert (over.state, over.given_by) == (CaseState.OPEN, None)


def test_a_colleague_who_has_a_red_case_hands_nothing_over() -> None:
    red = take(replace(CASE, level=Level.RED), COORDINATOR, NOW, WAITS, OFFICE)
    assert not is_handed_over(moved(red))
    assert take_over(red, COVER, NOW, WAITS, OFFICE) is red, "it is nobody else's to take"


@given(
    step=st.integers(0, 2),
    taker=st.sampled_from([None, MENTOR, COVER, COORDINATOR]),
    new_id=st.sampled_from([NEW, COVER, COORDINATOR]),
)
def test_a_case_always_has_the_new_worker_and_never_waits_for_the_old(
    step: int, taker: int | None, new_id: int
) -> None:
    case = replace(CASE, step=step)
    if taker is not None:
        case = take(case, taker, NOW, WAITS, OFFICE)
    after = moved(case, new_id)
    assert after.ladder[0] == new_id
    assert MENTOR not in after.ladder
    assert after.taken_by != MENTOR
    assert 0 <= after.step < len(after.ladder)
