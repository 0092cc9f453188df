"""When several yellow cases leave as one message, and what is added to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.bundle import Bundle
from domain.site import SiteRules
from tests.domain.times import INSTANTS, OFFICE, SITES, local

RULES = Bundle(at=time(9, 10), lines=3, window=timedelta(minutes=30))


@pytest.mark.parametrize(
    ("opens", "leaves"),
    [
        ("2026-05-05 03:00", "2026-05-05 09:10"),
        ("2026-05-05 09:00", "2026-05-05 09:10"),
        ("2026-05-05 09:10", "2026-05-05 09:10"),
        ("2026-05-05 09:11", None),
        ("2026-05-05 14:59", None),
        ("2026-05-05 20:00", "2026-05-06 09:10"),
        ("2026-05-08 20:00", "2026-05-11 09:10"),
    ],
)
def test_what_is_yellow_at_night_leaves_at_the_hour_of_the_next_working_day(
    opens: str, leaves: str | None
) -> None:
    assert RULES.leaves_at(local(opens), OFFICE) == (local(leaves) if leaves else None)


def test_an_hour_before_the_opening_is_the_opening_and_one_after_the_closing_is_none() -> None:
    night = local("2026-05-05 03:00")
    assert replace(RULES, at=time(7)).leaves_at(night, OFFICE) == local("2026-05-05 09:00")
    assert replace(RULES, at=time(22)).leaves_at(night, OFFICE) is None


@pytest.mark.parametrize(
    ("wall", "is_open"), [("09:09", False), ("09:10", True), ("09:39", True), ("09:40", False)]
)
def test_what_opens_soon_after_is_added(wall: str, *, is_open: bool) -> None:
    assert RULES.is_open(local(f"2026-05-05 {wall}"), OFFICE) is is_open


@given(INSTANTS, SITES, st.times(), st.timedeltas(timedelta(minutes=1), timedelta(hours=4)))
def test_nothing_waits_longer_than_its_own_working_day_has_begun(
    now: datetime, site: SiteRules, at: time, window: timedelta
) -> None:
    rules = Bundle(at=at.replace(second=0, microsecond=0, fold=0), lines=1, window=window)
    leaves = rules.leaves_at(now, site)
    if leaves is not None:
        assert leaves >= now
        assert site.is_staffed(leaves)
        assert rules.day_of(leaves, site) == rules.day_of(now, site)


def test_a_bundle_that_names_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one line"):
        Bundle(at=time(9), lines=0, window=timedelta(minutes=1))
