"""A clock that somebody names leads to a zone whose clocks show just that."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.elsewhere import OFFSETS, clocks_now, zone_by_clock
from domain.new_youth import ZONES
from domain.wall import to_wall

WINTER = datetime(2026, 1, 15, 10, 20, tzinfo=UTC)
SUMMER = datetime(2026, 7, 15, 10, 20, tzinfo=UTC)


@given(
    st.sampled_from(list(OFFSETS)),
    st.sampled_from([WINTER, SUMMER]),
    st.sampled_from([ZONES, ()]),
)
def test_the_zone_of_a_clock_shows_that_clock(
    hours: int, now: datetime, known: tuple[str, ...]
) -> None:
    shown = to_wall(now, zone_by_clock(hours, now, known))
    assert shown.replace(tzinfo=None) == clocks_now(now)[hours].replace(tzinfo=None)


def test_every_hour_that_a_clock_can_show_is_there_once_from_midnight_on() -> None:
    assert [shown.hour for shown in clocks_now(WINTER).values()] == list(range(24))


@pytest.mark.parametrize(
    ("hours", "now", "zone"),
    [
        (1, WINTER, "Europe/Copenhagen"),
        (2, SUMMER, "Europe/Copenhagen"),
        (0, WINTER, "Atlantic/Faroe"),
        (-2, WINTER, "America/Nuuk"),
        (7, WINTER, "Etc/GMT-7"),
        (-5, SUMMER, "Etc/GMT+5"),
    ],
)
def test_a_zone_of_the_realm_is_meant_where_its_clock_fits(
    hours: int, now: datetime, zone: str
) -> None:
    assert zone_by_clock(hours, now, ZONES) == zone


def test_a_clock_that_no_place_has_is_refused() -> None:
    with pytest.raises(ValueError, match="-11 to 12"):
        zone_by_clock(13, WINTER, ())


def test_without_a_zone_of_ours_utc_is_its_own() -> None:
    assert zone_by_clock(0, SUMMER, ()) == "Etc/UTC"
