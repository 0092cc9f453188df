"""A wish to be erased is answered within a month, and somebody is reminded in time."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from content.site_file import load_site
from domain.erasure_wish import STEPS, due_at, last_day, reminder
from domain.wall import to_wall

SITE = load_site()
DAYS = st.dates(date(2025, 1, 1), date(2032, 12, 31))
DUE = datetime(2026, 3, 26, 14, 0, tzinfo=UTC)  # a Thursday, 15.00 in Copenhagen
A_DAY = timedelta(days=1)


@given(DAYS)
def test_the_answer_is_never_later_than_thirty_days_nor_than_a_month(asked: date) -> None:
    last = last_day(asked)
    assert last <= asked + timedelta(days=30)
    assert last <= asked + relativedelta(months=1)
    assert last >= asked + timedelta(days=28)


@pytest.mark.parametrize(
    ("asked", "last"),
    [
        (date(2026, 1, 31), date(2026, 2, 28)),
        (date(2026, 2, 24), date(2026, 3, 24)),
        (date(2026, 7, 1), date(2026, 7, 31)),
    ],
)
def test_a_short_month_is_no_longer_than_it_is(asked: date, last: date) -> None:
    assert last_day(asked) == last


@given(DAYS)
def test_it_is_due_when_work_ends_on_a_day_in_time(asked: date) -> None:
    due = due_at(asked, SITE)
    day = to_wall(due, SITE.zone).date()
    assert asked < day <= last_day(asked)
    assert due == SITE.end_of_working_day(due - timedelta(hours=1))


def test_over_christmas_it_is_due_before_the_holidays() -> None:
    # 25 and 26 December and the weekend are no working days; nor is the last day of the month.
    assert to_wall(due_at(date(2026, 11, 27), SITE), SITE.zone).date() < date(2026, 12, 27)


@pytest.mark.parametrize(
    ("days", "step", "to_all"),
    [
        (20, None, None),
        (15, None, None),
        (14, "14", False),
        (8, "14", False),
        (7, "7", True),
        (3, "3", True),
        (2, "3", True),
        (1, "1", True),
        (0, "1", True),
    ],
)
def test_the_nearest_step_is_the_one_that_is_said(
    days: int, step: str | None, to_all: bool | None
) -> None:
    found = reminder(DUE, DUE - days * A_DAY, SITE.zone)
    if step is None:
        assert found is None
        return
    assert found is not None
    assert (found.step, found.to_all, found.is_late) == (step, to_all, False)


def test_what_is_late_is_said_once_a_day_to_all() -> None:
    said = [reminder(DUE, DUE + hours * timedelta(hours=1), SITE.zone) for hours in (1, 2, 24)]
    assert all(one is not None and one.is_late and one.to_all for one in said)
    assert len({one.step for one in said if one is not None}) == 2


@given(st.integers(-5, 40))
def test_no_step_is_skipped_by_time_going_on(days: int) -> None:
    order = [str(step) for step in STEPS]
    now, later = (reminder(DUE, DUE - one * A_DAY, SITE.zone) for one in (days, days - 1))
    if now is not None and later is not None and not later.is_late:
        assert order.index(later.step) >= order.index(now.step)
