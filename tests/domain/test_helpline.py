"""Which lines a card names: called by somebody, open now, and the right ones first."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.helplines_file import load_helplines
from domain.helpline import Ages, Helpline, for_card, without_line
from domain.people import AgeBand
from tests.domain.times import local

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
    assert names(age, NOON) == ["BørneTelefonen", "Livslinien"]


def test_an_adult_never_sees_it() -> None:
    assert names(AgeBand.ADULT, NOON) == ["Livslinien", "Den sociale vagt"]


def test_what_may_stand_alone_crowds_nobody_out_who_stands_before_it() -> None:
    more = replace(OTHER, name="Lægevagten")
    assert names(AgeBand.ADULT, NOON, [LIFE, OTHER, more]) == ["Livslinien", "Den sociale vagt"]
    engaged = replace(LIFE, name="Chatten")
    assert names(AgeBand.ADULT, NOON, [LIFE, engaged, OTHER]) == ["Livslinien", "Den sociale vagt"]


@pytest.mark.parametrize("phone", ["114", "112", "1 1 4"])
def test_police_and_emergency_are_no_helplines(phone: str) -> None:
    assert names(AgeBand.ADULT, NOON, [replace(OTHER, phone=phone), LIFE]) == []


def test_who_would_read_none_but_112_at_some_hour_is_found() -> None:
    assert without_line([LIFE, CHILDREN], ZONE, NOON) == [AgeBand.ADULT]
    assert without_line(LINES, ZONE, NOON) == []


def test_a_line_that_is_closed_is_not_named() -> None:
    assert names(AgeBand.ADULT, NIGHT) == ["Den sociale vagt"]


@pytest.mark.parametrize(
    ("wall", "is_open"),
    [
        ("2026-03-06 10:59", False),
        ("2026-03-06 11:00", True),
        ("2026-03-06 23:59", True),
        ("2026-03-07 00:00", True),
        ("2026-03-07 04:59", True),
        ("2026-03-07 05:00", False),
        ("2026-03-07 12:00", False),  # a Saturday, on which it does not open
        ("2026-03-09 02:00", False),  # nor since the day before
    ],
)
def test_a_line_may_be_open_past_midnight(wall: str, is_open: bool) -> None:
    friday = replace(LIFE, hours={4: (time(11), time(5))})
    assert friday.is_open(local(wall), ZONE) is is_open


def test_a_line_may_be_open_until_midnight() -> None:
    friday = replace(LIFE, hours={4: (time(11), time(0))})
    assert friday.is_open(local("2026-03-06 23:59:59"), ZONE)
    assert not friday.is_open(local("2026-03-07 00:00"), ZONE)


def test_a_line_that_is_often_engaged_is_never_the_only_one() -> None:
    assert names(AgeBand.ADULT, NOON, [LIFE]) == []


def test_a_line_that_nobody_called_is_not_named() -> None:
    assert names(AgeBand.ADULT, NOON, [replace(OTHER, verified_on=None)]) == []


def test_half_a_year_after_the_call_it_should_be_called_again() -> None:
    assert not OTHER.is_stale(date(2026, 8, 28))
    assert OTHER.is_stale(date(2026, 8, 29))
    assert not replace(OTHER, verified_on=None).is_stale(date(2027, 1, 1))


SHIPPED = [replace(one, verified_on=CALLED) for one in load_helplines()]


@given(
    st.sampled_from([*AgeBand, None]),
    st.integers(0, 7 * 24 * 4 - 1),
    st.sets(st.sampled_from([one.name for one in SHIPPED])),
    st.permutations([*LINES, replace(OTHER, name="Politiet", phone="114")]),
)
def test_whatever_hour_age_and_lines_were_verified_the_card_keeps_its_rules(
    age: AgeBand | None, quarter: int, verified: set[str], more: list[Helpline]
) -> None:
    now = datetime(2026, 3, 2, tzinfo=UTC) + timedelta(minutes=15 * quarter)
    for lines in ([one for one in SHIPPED if one.name in verified], more):
        found = for_card(lines, age, now, ZONE)
        assert len(found) <= 2
        assert all(one.is_open(now, ZONE) for one in found), "the first shown is open, as all are"
        assert all(one.phone not in {"112", "114"} for one in found)
        assert len(found) != 1 or found[0].may_be_alone, "Livslinien is never alone"
        assert found == [] or any(one.may_be_alone for one in found)
        ours = [one for one in lines if one.name == "BørneTelefonen"]
        if age is not AgeBand.ADULT and ours:
            assert found[0] == ours[0], "it comes first under 18"
        assert age is not AgeBand.ADULT or all(one not in found for one in ours)
    shipped = for_card([one for one in SHIPPED if one.name in verified], age, now, ZONE)
    life = next(one for one in SHIPPED if one.name == "Livslinien")
    wanted = life.name in verified and life.is_open(now, ZONE) and len(shipped) == 2
    assert not wanted or life in shipped, "in the order that ships nothing crowds it out"
