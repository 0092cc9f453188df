"""A day that somebody typed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.typed_date import names_a_day, typed_day, typed_day_before

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("24.12", date(2026, 12, 24)),
        ("24/12", date(2026, 12, 24)),
        (" 24. 12. ", date(2026, 12, 24)),
        ("24-12", date(2026, 12, 24)),
        ("24. december", date(2026, 12, 24)),
        ("den 24. dec", date(2026, 12, 24)),
        ("3 May", date(2027, 5, 3)),
        ("1. MAJ", date(2027, 5, 1)),
        ("22.11", date(2027, 11, 22)),
        ("29.2", None),
        ("31.11", None),
        ("24.13", None),
        ("0.0", None),
        ("24.12 er fint", None),
        ("kl. 24/12", None),
        ("3 æbler", None),
        ("12", None),
        ("", None),
    ],
)
def test_only_a_day_is_a_day(text: str, day: date | None) -> None:
    assert typed_day(text, TODAY) == day


@given(st.text(max_size=30))
def test_no_text_is_too_odd(text: str) -> None:
    found = typed_day(text, TODAY)
    assert found is None or found > TODAY


@given(st.dates(date(2026, 11, 23), date(2027, 11, 21)))
def test_a_day_that_is_written_is_found_again(day: date) -> None:
    assert typed_day(f"{day.day}/{day.month}", TODAY) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("24.11", date(2026, 11, 24)),
        ("24. november", date(2026, 11, 24)),
        ("30/12", date(2025, 12, 30)),
        ("31.2", None),
        ("i går", None),
    ],
)
def test_a_day_that_has_been_is_the_latest_of_that_name(text: str, day: date | None) -> None:
    assert typed_day_before(text, date(2026, 11, 24)) == day


@pytest.mark.parametrize(
    ("text", "is_day"), [("29.2", True), ("3. maj", True), ("jeg vil dø", False), ("31.4", False)]
)
def test_only_a_day_is_taken_for_one(text: str, *, is_day: bool) -> None:
    assert names_a_day(text) is is_day
