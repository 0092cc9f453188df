"""Which lines a card names: called by somebody, open now, and the right ones first."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.helpline import Ages, Helpline, for_card
from domain.people import AgeBand

ZONE = "Europe/Copenhagen"
NIGHT = datetime(2026, 3, 7, 1, 14, tzinfo=UTC)
NOON = datetime(2026, 3, 7, 11, 0, tzinfo=UTC)
CALLED = date(2026, 3, 1)
DAYS = {day: (time(11), time(23)) for day in range(7)}
CHILDREN = Helpline(
    name="BørneTelefonen",
    phone="116 111",
    hours=None,
    ages=Ages.UNDER_18,
    may_be_alone=True,
    verified_on=CALLED,
)
LIFE = replace(CHILDREN, name="Livslinien", hours=DAYS, ages=Ages.ALL, may_be_alone=False)
OTHER = replace(CHILDREN, name="Den sociale vagt", ages=Ages.ALL)
LINES = [LIFE, OTHER, CHILDREN]


def names(age: AgeBand | None, now: datetime, lines: list[Helpline] | None = None) -> list[str]:
    """Return the names on a card."""
    return [one.name for one in for_card(LINES if lines is None else lines, age, now, ZONE)]


@pytest.mark.parametrize("age", [AgeBand.FROM_15_TO_17, AgeBand.UNDER_15, None])
def test_whoever_may_be_under_18_sees_the_childrens_line_first(age: AgeBand | None) -> None:
    assert names(age, NOON) == ["BørneTelefonen", "Den sociale vagt"]


def test_an_adult_never_sees_it() -> None:
    assert names(AgeBand.ADULT, NOON) == ["Den sociale vagt", "Livslinien"]


def test_a_line_that_is_closed_is_not_named() -> None:
    assert names(AgeBand.ADULT, NIGHT) == ["Den sociale vagt"]


def test_a_line_that_is_often_engaged_is_never_the_only_one() -> None:
    assert names(AgeBand.ADULT, NOON, [LIFE]) == []


def test_a_line_that_nobody_called_is_not_named() -> None:
    assert names(AgeBand.ADULT, NOON, [replace(OTHER, verified_on=None)]) == []


def test_half_a_year_after_the_call_it_should_be_called_again() -> None:
    assert not OTHER.is_stale(date(2026, 8, 28))
    assert OTHER.is_stale(date(2026, 8, 29))
    assert not replace(OTHER, verified_on=None).is_stale(date(2027, 1, 1))


@given(
    st.sampled_from([*AgeBand, None]), st.integers(0, 7 * 24), st.sets(st.sampled_from(range(3)))
)
def test_whatever_the_hour_what_is_named_is_open_and_not_alone_unless_it_may(
    age: AgeBand | None, hour: int, which: set[int]
) -> None:
    now = datetime(2026, 3, 2 + hour // 24 % 7, hour % 24, tzinfo=UTC)
    found = for_card([LINES[one] for one in which], age, now, ZONE)
    assert all(one.is_open(now, ZONE) for one in found)
    assert len(found) != 1 or found[0].may_be_alone
