"""The clock tells UTC, moves only ahead, and only where nobody real is listening."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.clock import Clock, MovableClock, SteppedClock
from bot.errors import UserError

START = datetime(2026, 3, 28, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def test_the_production_clock_tells_real_time_in_utc() -> None:
    clock = Clock()
    before = clock.real()
    assert before.utcoffset() == timedelta()
    assert before <= clock.now() <= clock.real()


def test_monotonic_seconds_never_fall() -> None:
    clock = Clock()
    assert clock.monotonic() <= clock.monotonic()


def test_a_movable_clock_is_refused_where_telegram_is_real() -> None:
    with pytest.raises(UserError, match="TELEGRAM_API_URL must be on loopback"):
        MovableClock(telegram_is_loopback=False)
    with pytest.raises(UserError, match="TELEGRAM_API_URL must be on loopback"):
        SteppedClock(START, telegram_is_loopback=False)


def test_a_movable_clock_runs_on_from_where_it_was_moved() -> None:
    clock = MovableClock(telegram_is_loopback=True)
    target = clock.now() + HOUR
    clock.advance_to(target)
    first = clock.now()
    assert target <= first <= clock.now()
    assert timedelta() < clock.offset <= HOUR
    assert clock.real() < target


def test_a_movable_clock_never_goes_back() -> None:
    clock = MovableClock(telegram_is_loopback=True)
    clock.advance_to(clock.now() + HOUR)
    offset = clock.offset
    clock.advance_to(clock.now() - HOUR)
    assert clock.offset == offset


def test_a_movable_clock_may_start_at_a_chosen_instant() -> None:
    clock = MovableClock(telegram_is_loopback=True, start=START)
    assert START <= clock.now() < START + HOUR


def test_a_stepped_clock_stands_still_until_it_is_moved() -> None:
    clock = SteppedClock(START, telegram_is_loopback=True)
    assert clock.now() == clock.now() == START
    clock.advance_to(START + HOUR)
    assert clock.now() == START + HOUR
    assert abs(clock.real() + clock.offset - clock.now()) < HOUR


@given(st.lists(st.timedeltas(-timedelta(days=400), timedelta(days=400))))
def test_a_stepped_clock_stands_at_the_latest_instant_it_was_given(
    steps: list[timedelta],
) -> None:
    clock = SteppedClock(START, telegram_is_loopback=True)
    for step in steps:
        clock.advance_to(START + step)
    assert clock.now() == max([START, *(START + step for step in steps)])


def test_other_zones_become_utc() -> None:
    clock = SteppedClock(START, telegram_is_loopback=True)
    clock.advance_to(datetime(2026, 3, 28, 15, tzinfo=timezone(HOUR)))
    assert clock.now() == datetime(2026, 3, 28, 14, tzinfo=UTC)
    assert clock.now().tzinfo is UTC


def test_an_instant_without_a_zone_is_refused() -> None:
    naive = START.replace(tzinfo=None)
    clock = SteppedClock(START, telegram_is_loopback=True)
    with pytest.raises(ValueError, match="needs a time zone"):
        clock.advance_to(naive)
