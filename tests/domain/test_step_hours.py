"""Weekdays and hours of a rung: who is told of yellow when, and that red never waits for them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.case import Level
from domain.escalation import climb, opened
from domain.handing_on import give_on
from domain.site import SiteRules
from domain.step_hours import StepHours, TellAt
from tests.domain.cases import CASE, COORDINATOR, COVER, MENTOR, WAITS
from tests.domain.times import INSTANTS, OFFICE, SITES, local

MORNINGS = StepHours(hours=(time(9), time(11)))
FRIDAYS = StepHours(frozenset({4}))
TUESDAY = local("2026-05-05 12:00")


def by(**rungs: StepHours) -> TellAt:
    """Return when each rung may be told, by the name of its constant."""
    known = {"mentor": MENTOR, "cover": COVER, "coordinator": COORDINATOR}
    hours = {known[name]: bounds for name, bounds in rungs.items()}

    def tell_at(staff_id: int, at: datetime) -> datetime:
        bounds = hours.get(staff_id)
        return bounds.first(at, OFFICE) if bounds else OFFICE.next_staffed(at)

    return tell_at


@pytest.mark.parametrize(
    ("at", "bounds", "first"),
    [
        ("2026-05-05 09:30", MORNINGS, "2026-05-05 09:30"),
        ("2026-05-05 11:00", MORNINGS, "2026-05-06 09:00"),
        ("2026-05-05 12:00", FRIDAYS, "2026-05-08 09:00"),
        ("2026-05-09 12:00", FRIDAYS, "2026-05-15 09:00"),
        ("2026-05-05 07:00", StepHours(hours=(time(6), time(8))), None),
        ("2026-05-05 07:00", StepHours(frozenset({5, 6})), None),
    ],
)
def test_the_first_instant_is_staffed_and_allowed(
    at: str, bounds: StepHours, first: str | None
) -> None:
    if first is None:
        with pytest.raises(ValueError, match="correct the ladder"):
            bounds.first(local(at), OFFICE)
    else:
        assert bounds.first(local(at), OFFICE) == local(first)


def test_a_rung_that_may_not_be_told_now_is_passed_over_by_one_that_may() -> None:
    ladder = CASE.ladder
    start = opened(
        Level.YELLOW, TUESDAY, WAITS, OFFICE, ladder=ladder, tell_at=by(mentor=MORNINGS)
    )
    assert (start.step, start.tell, start.notify_at) == (1, (COVER,), TUESDAY)
    due = local("2026-05-05 13:00")
    moved = climb(CASE, due, WAITS, OFFICE, tell_at=by(cover=FRIDAYS))
    assert (moved.case.step, moved.tell, moved.notify_at) == (2, (COORDINATOR,), due)


def test_where_nobody_may_be_told_yellow_waits_for_whoever_may_be_first() -> None:
    nobody = by(mentor=FRIDAYS, cover=MORNINGS, coordinator=FRIDAYS)
    start = opened(Level.YELLOW, TUESDAY, WAITS, OFFICE, ladder=CASE.ladder, tell_at=nobody)
    assert (start.step, start.notify_at) == (1, local("2026-05-06 09:00"))
    assert start.escalate_at == local("2026-05-06 13:00"), "its clock runs from there"


def test_red_never_waits_for_hours() -> None:
    night = local("2026-05-09 02:14")
    nobody = by(mentor=FRIDAYS, cover=FRIDAYS, coordinator=FRIDAYS)
    start = opened(Level.RED, night, WAITS, OFFICE, ladder=CASE.ladder, tell_at=nobody)
    assert (start.tell, start.notify_at) == (CASE.ladder, night)
    red = replace(CASE, level=Level.RED, step=2, escalate_at=start.escalate_at)
    again = climb(red, start.escalate_at, WAITS, OFFICE, tell_at=nobody)
    assert (again.tell, again.notify_at) == (CASE.ladder, start.escalate_at)


def test_what_is_given_on_is_told_when_the_next_may_be_told() -> None:
    moved = give_on(CASE, MENTOR, TUESDAY, WAITS, OFFICE, tell_at=by(cover=MORNINGS))
    assert moved is not None
    assert (moved.tell, moved.notify_at) == ((COVER,), local("2026-05-06 09:00"))


@given(
    INSTANTS,
    SITES,
    st.frozensets(st.integers(0, 6), min_size=1),
    st.tuples(st.times(), st.times()).map(sorted),
)
def test_it_is_never_before_and_always_within(
    at: datetime, site: SiteRules, days: frozenset[int], hours: list[time]
) -> None:
    bounds = StepHours(days, (hours[0].replace(fold=0), hours[1].replace(fold=0)))
    try:
        first = bounds.first(at, site)
    except ValueError:
        return
    assert first >= at
    assert site.is_staffed(first)
    assert bounds.first(first, site) == first
