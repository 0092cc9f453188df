"""Time is said as people say it, in the reader's zone and language."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content import phrases
from domain.people import Language

ZONE = "Europe/Copenhagen"
NOW = datetime(2026, 11, 24, 13, 5, tzinfo=UTC)  # a Tuesday, 14.05 in Copenhagen


def local(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    """Return a wall time in Copenhagen in winter, as UTC."""
    return datetime(2026, month, day, hour, minute, tzinfo=UTC) - timedelta(hours=1)


@pytest.mark.parametrize(
    ("instant", "danish", "english"),
    [
        (local(24, 15), "i dag kl. 15", "today at 3 pm"),
        (local(25, 9), "i morgen kl. 9", "tomorrow at 9 am"),
        (local(26, 12), "på torsdag kl. 12", "Thursday at noon"),
        (local(30, 9, 30), "på mandag kl. 9.30", "Monday at 9.30 am"),
        (local(3, 9, month=12), "den 3. december kl. 9", "3 December at 9 am"),
        (local(23, 12, 30), "i går kl. 12.30", "yesterday at 12.30 pm"),
        (local(19, 15), "i torsdags kl. 15", "last Thursday at 3 pm"),
        (local(3, 15), "den 3. november kl. 15", "3 November at 3 pm"),
        (local(25, 0), "i morgen kl. 0", "tomorrow at midnight"),
        (local(25, 0, 5), "i morgen kl. 0.05", "tomorrow at 12.05 am"),
    ],
)
def test_day_and_time_are_said_as_people_say_them(
    instant: datetime, danish: str, english: str
) -> None:
    assert phrases.when(instant, NOW, ZONE, "da") == danish
    assert phrases.when(instant, NOW, ZONE, "en") == english


def test_a_weekday_is_never_said_of_the_same_weekday_next_week() -> None:
    assert phrases.day(NOW + timedelta(days=7), NOW, ZONE, "da") == "den 1. december"
    assert phrases.day(NOW - timedelta(days=7), NOW, ZONE, "en") == "17 November"


def test_a_day_far_away_carries_its_year() -> None:
    assert phrases.day(NOW + timedelta(days=365), NOW, ZONE, "da") == "den 24. november 2027"
    assert phrases.day(NOW + timedelta(days=365), NOW, ZONE, "en") == "24 November 2027"


def test_today_is_the_readers_today_and_not_that_of_greenwich() -> None:
    late = datetime(2026, 11, 24, 23, 30, tzinfo=UTC)  # already Wednesday in Copenhagen
    assert phrases.when(late, NOW, ZONE, "da") == "i morgen kl. 0.30"
    assert phrases.when(late, NOW, "America/Nuuk", "en") == "today at 9.30 pm"


def test_the_day_after_a_clock_change_is_still_tomorrow() -> None:
    evening = datetime(2026, 10, 24, 18, 0, tzinfo=UTC)
    assert phrases.when(datetime(2026, 10, 25, 8, 0, tzinfo=UTC), evening, ZONE, "da") == (
        "i morgen kl. 9"
    )


def test_a_long_date_names_the_weekday() -> None:
    assert phrases.long_date(local(3, 9, month=12), ZONE, "da") == "torsdag den 3. december"
    assert phrases.long_date(local(3, 9, month=12), ZONE, "en") == "Thursday 3 December"


def test_a_naive_time_is_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        phrases.when(datetime(2026, 1, 1), NOW, ZONE, "da")  # noqa: DTZ001 - the point of it


@given(
    st.timedeltas(min_value=timedelta(days=-400), max_value=timedelta(days=400)),
    st.sampled_from(["da", "en"]),
)
def test_every_moment_has_a_phrase_without_a_brace_or_a_colon(
    ahead: timedelta, language: Language
) -> None:
    said = phrases.when(NOW + ahead, NOW, ZONE, language)
    assert not set(said) & set("{}:")
    assert said == said.strip()


@pytest.mark.parametrize(
    ("instant", "written", "danish", "english"),
    [
        (local(24, 15), local(24, 9), "i dag kl. 15", "today at 3 pm"),
        (local(25, 9), local(24, 0), "i morgen kl. 9", "tomorrow at 9 am"),
        (local(24, 15), local(23, 23), "tirsdag kl. 15", "Tuesday at 3 pm"),
        (local(25, 9), local(23, 9), "onsdag kl. 9", "Wednesday at 9 am"),
        (local(3, 9, month=12), local(23, 9), "den 3. december kl. 9", "3 December at 9 am"),
    ],
)
def test_under_an_older_date_the_day_is_named(
    instant: datetime, written: datetime, danish: str, english: str
) -> None:
    assert phrases.when_under(instant, NOW, written, ZONE, "da") == danish
    assert phrases.when_under(instant, NOW, written, ZONE, "en") == english


@pytest.mark.parametrize(
    ("instant", "danish", "english"),
    [
        (local(24, 15), "I dag kl. 15", "Today at 3 pm"),
        (local(30, 9), "Mandag kl. 9", "Monday at 9 am"),
        (local(3, 9, month=12), "Den 3. december kl. 9", "3 December at 9 am"),
    ],
)
def test_a_time_on_a_button_begins_like_one(instant: datetime, danish: str, english: str) -> None:
    assert phrases.as_label(instant, NOW, ZONE, "da") == danish
    assert phrases.as_label(instant, NOW, ZONE, "en") == english
