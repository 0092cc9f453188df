"""When a question may come back: never at night, never after it has closed."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.later import Later, choices
from domain.site import QuietHours
from domain.wall import to_wall
from tests.domain.times import COPENHAGEN, local

NIGHT = QuietHours(time(21), time(9))
ASKED = local("2026-03-03 15:00")


def offered(
    now: str, *, expires: str = "2026-03-06 15:00", quiet: QuietHours = NIGHT
) -> list[str]:
    found = choices(
        local(now), asked_at=ASKED, expires_at=local(expires), quiet=quiet, zone=COPENHAGEN
    )
    return [f"{wish.value} {to_wall(at, COPENHAGEN):%d %H:%M}" for wish, at in found.items()]


def test_an_hour_tonight_and_tomorrow_are_offered_in_the_afternoon() -> None:
    assert offered("2026-03-03 15:10") == [
        "hour 03 16:10",
        "tonight 03 18:00",
        "tomorrow 04 15:00",
    ]


def test_tonight_is_gone_when_it_is_no_later_than_in_an_hour() -> None:
    assert offered("2026-03-03 17:00") == ["hour 03 18:00", "tomorrow 04 15:00"]


def test_an_hour_is_gone_when_the_night_begins_first() -> None:
    assert offered("2026-03-03 20:30") == ["tomorrow 04 15:00"]


def test_own_quiet_hours_count() -> None:
    early = QuietHours(time(17), time(12))
    assert offered("2026-03-03 15:10", quiet=early) == ["hour 03 16:10", "tomorrow 04 15:00"]


def test_nothing_is_offered_when_the_question_closes_too_soon() -> None:
    assert offered("2026-03-06 13:30") == []


@given(
    minutes=st.integers(0, 72 * 60),
    start=st.integers(17, 22),
    end=st.integers(8, 12),
)
def test_what_is_offered_is_ahead_awake_and_in_time(minutes: int, start: int, end: int) -> None:
    now = ASKED + timedelta(minutes=minutes)
    closes = ASKED + timedelta(days=3)
    quiet = QuietHours(time(start), time(end))
    for at in choices(
        now, asked_at=ASKED, expires_at=closes, quiet=quiet, zone=COPENHAGEN
    ).values():
        assert now < at < closes
        assert quiet.ends(at, COPENHAGEN) is None


def test_the_order_is_the_order_of_the_day() -> None:
    found = choices(
        ASKED, asked_at=ASKED, expires_at=ASKED + timedelta(days=3), quiet=NIGHT, zone=COPENHAGEN
    )
    assert list(found) == [Later.HOUR, Later.TONIGHT, Later.TOMORROW]
    assert sorted(found.values()) == list(found.values())
    assert all(isinstance(at, datetime) for at in found.values())
