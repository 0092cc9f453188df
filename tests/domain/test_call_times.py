from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given

from domain.away import FROM, UNTIL, begins, ends
from domain.call_times import afternoon, is_tomorrow, later_today, next_day, next_morning, tomorrow
from domain.site import SiteRules
from domain.wall import to_wall
from tests.domain.times import INSTANTS, OFFICE, SITES, local


def test_later_today_is_a_full_quarter_at_least_an_hour_ahead() -> None:
    assert later_today(local("2026-05-05 10:01"), OFFICE) == local("2026-05-05 11:15")
    assert later_today(local("2026-05-05 10:00"), OFFICE) == local("2026-05-05 11:00")


def test_when_nobody_is_there_any_more_it_is_not_today() -> None:
    assert later_today(local("2026-05-05 14:30"), OFFICE) is None
    assert later_today(local("2026-05-09 10:00"), OFFICE) is None


def test_the_next_day_is_another_half_of_the_day() -> None:
    assert next_day(local("2026-05-05 10:00"), OFFICE) == local("2026-05-06 13:00")
    assert next_day(local("2026-05-05 13:00"), OFFICE) == local("2026-05-06 10:00")


def test_after_friday_comes_monday_which_is_not_tomorrow() -> None:
    friday = local("2026-05-08 10:00")
    at = next_day(friday, OFFICE)
    assert to_wall(at, OFFICE.zone).weekday() == 0
    assert not is_tomorrow(at, friday, OFFICE)
    assert is_tomorrow(local("2026-05-09 13:00"), friday, OFFICE)


@pytest.mark.parametrize(
    ("asked", "called"),
    [
        ("2026-05-05 22:54", "2026-05-06 10:00"),  # a Tuesday: Wednesday, not Thursday
        ("2026-05-09 10:05", "2026-05-11 13:00"),  # a Saturday: Monday, not Tuesday
        ("2026-05-08 20:00", "2026-05-11 10:00"),  # a Friday evening
        ("2026-05-06 00:30", "2026-05-06 10:00"),  # still Tuesday night, to whoever is awake
    ],
)
def test_who_asks_when_nobody_is_there_waits_for_the_first_day_that_somebody_is(
    asked: str, called: str
) -> None:
    assert next_day(local(asked), OFFICE) == local(called)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("2026-05-05 10:30", "2026-05-06 10:30"),
        ("2026-05-05 16:00", "2026-05-06 09:00"),  # a Tuesday: Wednesday, not Thursday
        ("2026-05-08 14:30", "2026-05-11 14:30"),
        ("2026-05-08 16:00", "2026-05-11 09:00"),  # Friday: Monday, not Tuesday
        ("2026-05-06 00:30", "2026-05-06 09:00"),
    ],
)
def test_what_staff_put_off_until_tomorrow_comes_on_the_next_working_day(
    said: str, meant: str
) -> None:
    assert tomorrow(local(said), OFFICE) == local(meant)


@given(site=SITES, now=INSTANTS)
def test_a_promised_time_is_always_ahead_and_staffed(site: SiteRules, now: object) -> None:
    try:
        at = next_day(now, site)  # type: ignore[arg-type]
    except ValueError:
        return  # a site that never opens
    assert at > now  # type: ignore[operator]
    assert site.is_staffed(at)
    today = later_today(now, site)  # type: ignore[arg-type]
    assert today is None or (site.is_staffed(today) and today - now >= timedelta(hours=1))  # type: ignore[operator]


@pytest.mark.parametrize("since", FROM)
@pytest.mark.parametrize("until", UNTIL)
def test_an_absence_ends_after_it_begins_when_somebody_is_there(since: str, until: str) -> None:
    now = local("2026-05-08 13:00")  # a Friday
    begins_at = begins(since, now, OFFICE.zone)
    ends_at = ends(until, begins_at, OFFICE)
    assert now <= begins_at < ends_at
    assert OFFICE.is_staffed(ends_at)


def test_monday_is_the_coming_one() -> None:
    monday = local("2026-05-11 10:00")
    assert begins("monday", monday, OFFICE.zone) == local("2026-05-18 00:00")
    with pytest.raises(KeyError):
        ends("some day", monday, OFFICE)


@pytest.mark.parametrize(
    ("now", "morning"),
    [
        ("2026-05-05 10:00", "2026-05-06 09:00"),
        ("2026-05-05 23:50", "2026-05-06 09:00"),
        ("2026-05-06 00:30", "2026-05-06 09:00"),  # still last night, to whoever is awake
        ("2026-05-06 08:00", "2026-05-07 09:00"),
        ("2026-05-08 10:00", "2026-05-11 09:00"),  # Friday: Monday
        ("2026-05-09 01:00", "2026-05-11 09:00"),
    ],
)
def test_tomorrow_morning_is_the_next_one_on_which_somebody_is_there(
    now: str, morning: str
) -> None:
    assert next_morning(local(now), OFFICE) == local(morning)


def test_the_afternoon_begins_at_one() -> None:
    assert afternoon(local("2026-05-05 14:00"), OFFICE) == local("2026-05-05 13:00")
