"""Days that never count."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.off_days import NO_DAYS_OFF, OffDays

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def spans(*pairs: tuple[float, float]) -> OffDays:
    return NO_DAYS_OFF.with_spans((NOON + a * DAY, NOON + b * DAY) for a, b in pairs)


def test_days_off_do_not_count() -> None:
    off = spans((2, 4), (8, 9))
    assert off.counted_days(NOON, NOON + 10 * DAY) == 7
    assert off.counted_days(NOON + 3 * DAY, NOON + 3.5 * DAY) == 0
    assert off.counted_days(NOON + 3 * DAY, NOON + 5 * DAY) == 1
    assert off.counted_days(NOON + 5 * DAY, NOON + 3 * DAY) == 0


def test_spans_that_touch_are_one() -> None:
    assert spans((2, 4), (3, 6), (6, 7), (9, 9)).spans == ((NOON + 2 * DAY, NOON + 7 * DAY),)


def test_a_local_day_off_begins_and_ends_at_local_midnight() -> None:
    off = OffDays.of_dates([date(2026, 3, 29)], "Europe/Copenhagen")  # the clocks change that day
    ((start, end),) = off.spans
    assert start == datetime(2026, 3, 28, 23, tzinfo=UTC)
    assert end - start == timedelta(hours=23)


def test_going_back_leaves_days_off_out() -> None:
    off = spans((2, 4), (8, 9))
    assert off.back(NOON + 10 * DAY, 1) == NOON + 9 * DAY
    assert off.back(NOON + 10 * DAY, 2) == NOON + 7 * DAY
    assert off.back(NOON + 10 * DAY, 7) == NOON
    assert off.back(NOON + 3 * DAY, 1) == NOON + 1 * DAY


@given(
    st.lists(st.tuples(st.floats(-40, 40), st.floats(0, 5)), max_size=8),
    st.floats(0, 60),
    st.floats(-20, 20),
)
def test_going_back_and_counting_agree(
    pairs: list[tuple[float, float]], days: float, until: float
) -> None:
    off = spans(*((start, start + length) for start, length in pairs))
    end = NOON + until * DAY
    assert abs(off.counted_days(off.back(end, days), end) - days) < 1e-6
