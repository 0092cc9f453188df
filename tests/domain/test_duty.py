"""Turns of duty fall in wall time, over midnight and changes of clocks, and can be swapped."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.duty import Swap, Watch, on_watch, turns

ZONE = "Europe/Copenhagen"
START = datetime(2026, 1, 1, tzinfo=UTC)
NIGHTS = [
    Watch(id=day, staff_id=10, weekday=day, begins=time(15), ends=time(9)) for day in range(5)
]
WEEKEND = Watch(id=9, staff_id=11, weekday=5, begins=time(9), ends=time(9))
SECOND = Watch(id=8, staff_id=12, weekday=5, begins=time(0), ends=time(23), turn=2)
ROSTER = [*NIGHTS, SECOND, WEEKEND]


def at(wall: str) -> datetime:
    """Return the instant of a wall time in winter, an hour ahead of UTC."""
    return datetime.fromisoformat(wall).replace(tzinfo=UTC) - timedelta(hours=1)


def test_a_turn_over_night_holds_until_the_morning_and_not_a_minute_longer() -> None:
    assert on_watch(ROSTER, [], at("2026-03-03 14:59"), ZONE) == ()
    assert on_watch(ROSTER, [], at("2026-03-03 15:00"), ZONE) == (10,)
    assert on_watch(ROSTER, [], at("2026-03-04 08:59"), ZONE) == (10,)
    assert on_watch(ROSTER, [], at("2026-03-04 09:00"), ZONE) == ()


def test_of_two_turns_at_once_the_first_is_told_first() -> None:
    assert on_watch(ROSTER, [], at("2026-03-07 09:30"), ZONE) == (11, 12)


def test_a_swap_holds_for_one_turn_only() -> None:
    swapped = [Swap(1, date(2026, 3, 3), 77)]
    assert on_watch(ROSTER, swapped, at("2026-03-04 03:00"), ZONE) == (77,)
    assert on_watch(ROSTER, swapped, at("2026-03-11 03:00"), ZONE) == (10,)


def test_a_turn_keeps_its_wall_time_in_the_night_the_clocks_change() -> None:
    night = [Watch(id=1, staff_id=5, weekday=5, begins=time(22), ends=time(6))]
    since = datetime(2026, 3, 28, 12, tzinfo=UTC)
    [turn] = turns(night, [], since, since + timedelta(days=1), ZONE)
    assert turn.ends_at - turn.begins_at == timedelta(hours=7)


@given(
    st.integers(0, 6),
    st.times(),
    st.times(),
    st.integers(0, 366 * 24 * 60),
)
def test_who_is_on_duty_has_a_turn_that_covers_that_instant(
    weekday: int, begins: time, ends: time, minute: int
) -> None:
    now = START + timedelta(minutes=minute)
    watch = Watch(id=1, staff_id=5, weekday=weekday, begins=begins, ends=ends)
    covering = [
        turn
        for turn in turns([watch], [], now - timedelta(days=8), now + timedelta(days=8), ZONE)
        if turn.begins_at < now + timedelta(milliseconds=1) and now < turn.ends_at
    ]
    assert on_watch([watch], [], now, ZONE) == ((5,) if covering else ())
