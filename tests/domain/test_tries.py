from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from domain.case import CaseState, Level
from domain.tries import who_hears
from tests.domain.cases import CASE as OPEN
from tests.domain.cases import COORDINATOR, COVER, MENTOR

CASE = replace(OPEN, state=CaseState.TAKEN, taken_by=MENTOR)


@pytest.mark.parametrize(
    ("tries", "hear"),
    [
        (0, ()),
        (1, ()),
        (2, (COVER, COORDINATOR)),
        (3, ()),
        (4, (COORDINATOR, COVER)),
        (5, ()),
        (8, (COORDINATOR, COVER)),
    ],
)
def test_each_second_try_is_told_one_further_up(tries: int, hear: Sequence[int]) -> None:
    assert who_hears(CASE, tries) == hear


def test_whoever_took_it_is_where_the_ladder_goes_on() -> None:
    assert who_hears(replace(CASE, taken_by=COVER), 2) == (COORDINATOR,)
    top = replace(CASE, taken_by=COORDINATOR)
    assert who_hears(top, 2) == (MENTOR, COVER), "there is nobody above"
    assert who_hears(replace(CASE, taken_by=99), 2) == (MENTOR, COVER, COORDINATOR)


def test_nobody_hears_where_nobody_else_is_there_and_red_has_its_own_rules() -> None:
    assert who_hears(replace(CASE, ladder=(MENTOR,)), 2) == ()
    assert who_hears(replace(CASE, ladder=(), taken_by=99), 2) == ()
    assert who_hears(replace(CASE, level=Level.RED), 2) == ()
