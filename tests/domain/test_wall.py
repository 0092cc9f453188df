from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.wall import to_utc, to_wall
from tests.domain.times import AUTUMN, COPENHAGEN, INSTANTS, MINUTES, SPRING, ZONES

DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31)) | st.sampled_from([SPRING, AUTUMN])


@given(DAYS, MINUTES, ZONES)
def test_a_wall_time_is_kept_or_lies_in_a_gap(day: date, at: time, zone: str) -> None:
    instant = to_utc(day, at, zone)
    wall = to_wall(instant, zone)
    assert instant.tzinfo is UTC
    if (wall.date(), wall.time()) != (day, at):
        assert wall.replace(tzinfo=None) > datetime.combine(day, at)
        before = to_wall(
            instant - (to_utc(day, time(0, 1), zone) - to_utc(day, time(), zone)), zone
        )
        assert before.replace(tzinfo=None) < datetime.combine(day, at)


@given(INSTANTS, ZONES)
def test_a_wall_time_shown_twice_means_the_first(instant: datetime, zone: str) -> None:
    wall = to_wall(instant, zone)
    found = to_utc(wall.date(), wall.time(), zone)
    assert found <= instant
    assert (found == instant) == (wall.fold == 0)


def test_a_skipped_time_is_the_first_instant_after_the_gap() -> None:
    after = datetime(2026, 3, 29, 1, tzinfo=UTC)
    assert to_utc(SPRING, time(2), COPENHAGEN) == after
    assert to_utc(SPRING, time(2, 30, 15, 7), COPENHAGEN) == after
    assert to_utc(SPRING, time(3), COPENHAGEN) == after


def test_a_repeated_time_is_the_first_of_the_two() -> None:
    assert to_utc(AUTUMN, time(2, 30), COPENHAGEN) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_a_day_that_a_country_skipped_begins_with_the_next() -> None:
    skipped = to_utc(date(2011, 12, 30), time(12), "Pacific/Apia")
    assert skipped == datetime(2011, 12, 30, 10, tzinfo=UTC)


@pytest.mark.parametrize("name", ["Europe/Atlantis", "", "../etc", "/etc/passwd", "Europe"])
def test_an_unknown_zone_is_refused_by_name(name: str) -> None:
    with pytest.raises(ValueError, match="Europe/Copenhagen"):
        to_utc(SPRING, time(2), name)
