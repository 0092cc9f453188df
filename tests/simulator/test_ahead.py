"""How far the clock is moved: on the wall of the site, whatever the clocks do there."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from simulator.ahead import ahead

ZONE = "Europe/Copenhagen"


@pytest.mark.parametrize(
    ("now", "how", "then"),
    [
        ("2026-11-23 09:00", {"seconds": 3600}, "2026-11-23 10:00"),
        ("2026-11-23 09:00", {"days": 1}, "2026-11-24 09:00"),
        ("2026-11-23 09:00", {"months": 1}, "2026-12-23 09:00"),
        ("2026-12-23 09:00", {"months": 1}, "2027-01-23 09:00"),
        ("2027-01-31 09:00", {"months": 1}, "2027-02-28 09:00"),
        ("2028-01-31 09:00", {"months": 1}, "2028-02-29 09:00"),
        # Ten o'clock stays ten o'clock when the clocks go back, and when they go forward.
        ("2026-10-24 08:00", {"days": 1}, "2026-10-25 09:00"),
        ("2026-03-28 09:00", {"days": 1}, "2026-03-29 08:00"),
        ("2026-10-10 08:00", {"months": 1}, "2026-11-10 09:00"),
        # An hour that does not exist that day comes an hour later, and one that is there twice
        # is the first of the two.
        ("2026-03-28 01:30", {"days": 1}, "2026-03-29 01:30"),
        ("2026-10-24 00:30", {"days": 1}, "2026-10-25 00:30"),
    ],
)
def test_days_and_months_keep_the_time_on_the_wall(
    now: str, how: dict[str, Any], then: str
) -> None:
    assert ahead(utc(now), ZONE, how) == utc(then)


def test_an_instant_can_be_named() -> None:
    later = utc("2026-11-25 12:00")
    assert ahead(utc("2026-11-23 09:00"), ZONE, {"until": later.timestamp()}) == later


@pytest.mark.parametrize("how", [{"seconds": 0}, {"days": -1}, {"months": 13}, {"until": 1}, {}])
def test_a_move_that_is_none_is_refused_in_words(how: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"forward|how far"):
        ahead(utc("2026-11-23 09:00"), ZONE, how)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
