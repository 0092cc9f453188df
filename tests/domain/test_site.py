from __future__ import annotations

from datetime import date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.site import QuietHours, SiteRules, meant_for
from domain.wall import to_wall
from tests.domain.times import COPENHAGEN, INSTANTS, LONG_DAY, OFFICE, QUIET, SITES, local

DURATIONS = st.timedeltas(timedelta(0), timedelta(days=2))
CLOSED = SiteRules(COPENHAGEN, {0: None}, frozenset(), QUIET)
HALF_HOUR = SiteRules(COPENHAGEN, {2: (time(9), time(9, 30))}, frozenset(), QUIET)
HOUR = timedelta(hours=1)


@given(SITES, INSTANTS)
def test_the_next_staffed_instant_is_staffed_and_itself_when_it_can(
    site: SiteRules, instant: datetime
) -> None:
    found = site.next_staffed(instant)
    assert site.is_staffed(found)
    assert found >= instant
    assert (found == instant) == site.is_staffed(instant)
    assert site.next_staffed(found) == found


@given(SITES, INSTANTS, DURATIONS)
def test_an_opening_is_the_first_staffed_instant_after_a_closed_one(
    site: SiteRules, instant: datetime, span: timedelta
) -> None:
    opens = site.opening_within(instant, span)
    if opens is not None:
        assert instant < opens <= instant + span
        assert site.is_staffed(opens)
        assert not site.is_staffed(opens - timedelta(microseconds=1))
        assert site.opening_within(instant, opens - instant) == opens
    elif not site.is_staffed(instant):
        assert site.next_staffed(instant) > instant + span


def test_the_opening_itself_is_not_still_to_come() -> None:
    opens = local("2026-05-05 09:00")
    assert OFFICE.opening_within(opens - HOUR, HOUR) == opens
    assert OFFICE.opening_within(opens, HOUR) is None
    assert OFFICE.opening_within(opens, 24 * HOUR) == opens + 24 * HOUR
    assert CLOSED.opening_within(opens, 48 * HOUR) is None


@given(SITES, INSTANTS, INSTANTS, DURATIONS)
def test_whoever_comes_later_never_waits_until_earlier(
    site: SiteRules, one: datetime, other: datetime, duration: timedelta
) -> None:
    first, second = sorted((one, other))
    assert site.next_staffed(first) <= site.next_staffed(second)
    assert site.add_staffed(first, duration) <= site.add_staffed(second, duration)
    assert site.end_of_working_day(first) <= site.end_of_working_day(second)
    assert site.end_of_next_working_day(first) <= site.end_of_next_working_day(second)
    assert site.next_answerable(first) <= site.next_answerable(second)


@given(INSTANTS, INSTANTS, st.integers(0, 10))
def test_working_days_of_an_office_keep_the_order(
    one: datetime, other: datetime, days: int
) -> None:
    first, second = sorted((one, other))
    assert OFFICE.add_working_days(first, days) <= OFFICE.add_working_days(second, days)


@given(SITES, INSTANTS, DURATIONS, DURATIONS)
def test_two_waits_are_as_long_as_their_sum(
    site: SiteRules, instant: datetime, one: timedelta, other: timedelta
) -> None:
    whole = site.add_staffed(instant, one + other)
    assert site.add_staffed(site.add_staffed(instant, one), other) == whole
    assert site.is_staffed(whole)


@given(SITES, INSTANTS, st.integers(0, 10))
def test_more_working_days_never_end_earlier_and_end_at_work(
    site: SiteRules, instant: datetime, days: int
) -> None:
    found = site.add_working_days(instant, days)
    assert site.is_staffed(found)
    assert found <= site.add_working_days(instant, days + 1)


@given(SITES, INSTANTS)
def test_a_worker_reads_later_than_the_word_and_during_the_day_that_is_staffed_next(
    site: SiteRules, instant: datetime
) -> None:
    read = site.reads_at(instant)
    assert read > instant
    assert read == (site.end_of_working_day(instant) if site.is_staffed(instant) else read)
    assert read in (site.next_staffed(instant), site.end_of_working_day(instant))


@given(SITES, INSTANTS)
def test_an_answerable_instant_has_a_staffed_hour_within_four(
    site: SiteRules, instant: datetime
) -> None:
    found = site.next_answerable(instant)
    assert site.staffed_hour_follows(found)
    assert (found == instant) == site.staffed_hour_follows(instant)
    minutes = range(0, 4 * 60, 5)
    staffed = [site.is_staffed(found + timedelta(minutes=minute)) for minute in minutes]
    assert sum(staffed) >= 11


@st.composite
def quiet_hours(draw: st.DrawFn) -> QuietHours:
    """Return quiet time of whole minutes that leaves four hours of the day.

    Nearly a whole day has no end where the clocks jump over its last hour; nobody may choose that.
    """
    begins = draw(st.integers(0, 24 * 60 - 1))
    ends = (begins + draw(st.integers(1, 20 * 60))) % (24 * 60)
    return QuietHours(*(time(*divmod(minute, 60)) for minute in (begins, ends)))


@given(quiet_hours(), INSTANTS)
def test_quiet_time_ends_in_the_future_and_never_lasts_a_day(
    quiet: QuietHours, instant: datetime
) -> None:
    ends = quiet.ends(instant, COPENHAGEN)
    if ends is not None:
        assert instant < ends <= instant + timedelta(hours=25)
        assert quiet.ends(ends, COPENHAGEN) is None


@pytest.mark.parametrize(
    ("now", "ends"),
    [
        ("2026-05-05 20:59", None),
        ("2026-05-05 21:00", "2026-05-06 09:00"),
        ("2026-05-06 03:00", "2026-05-06 09:00"),
        ("2026-05-06 09:00", None),
        ("2026-03-28 23:00", "2026-03-29 09:00"),
        ("2026-10-25 02:30", "2026-10-25 09:00"),
    ],
)
def test_the_night_is_quiet_from_21_to_9(now: str, ends: str | None) -> None:
    assert QUIET.ends(local(now), COPENHAGEN) == (None if ends is None else local(ends))


def test_a_short_quiet_time_within_a_day_is_quiet() -> None:
    noon = QuietHours(time(12), time(13))
    assert noon.ends(local("2026-05-05 12:30"), COPENHAGEN) == local("2026-05-05 13:00")
    assert noon.ends(local("2026-05-05 11:30"), COPENHAGEN) is None


def test_no_quiet_time_is_never_quiet() -> None:
    assert QuietHours(time(9), time(9)).ends(local("2026-05-05 09:00"), COPENHAGEN) is None


@pytest.mark.parametrize(
    ("now", "opens"),
    [
        ("2026-05-05 08:59", "2026-05-05 09:00"),
        ("2026-05-05 09:00", "2026-05-05 09:00"),
        ("2026-05-05 14:59", "2026-05-05 14:59"),
        ("2026-05-05 15:00", "2026-05-06 09:00"),
        ("2026-05-08 14:00", "2026-05-11 09:00"),
        ("2026-04-01 15:00", "2026-04-07 09:00"),  # over Easter
    ],
)
def test_an_office_is_next_staffed_when_it_opens(now: str, opens: str) -> None:
    assert OFFICE.next_staffed(local(now)) == local(opens)


@pytest.mark.parametrize(
    ("now", "hours", "ends"),
    [
        ("2026-05-05 10:00", 4, "2026-05-05 14:00"),
        ("2026-05-05 11:00", 4, "2026-05-06 09:00"),  # closing time is the next opening
        ("2026-05-05 13:00", 4, "2026-05-06 11:00"),
        ("2026-05-08 12:00", 4, "2026-05-11 11:00"),
        ("2026-05-09 12:00", 4, "2026-05-11 13:00"),
        ("2026-03-27 13:00", 4, "2026-03-30 12:00"),  # over the change of clocks
    ],
)
def test_only_staffed_hours_count(now: str, hours: int, ends: str) -> None:
    assert OFFICE.add_staffed(local(now), timedelta(hours=hours)) == local(ends)


def test_an_hour_that_the_clocks_skip_or_repeat_is_counted_as_it_is_lived() -> None:
    night = SiteRules(COPENHAGEN, {6: (time(1), time(4))}, frozenset(), QUIET)
    spring, autumn = local("2026-03-29 01:00"), local("2026-10-25 01:00")
    assert night.end_of_working_day(spring) - spring == 2 * HOUR
    assert night.end_of_working_day(autumn) - autumn == 4 * HOUR


def test_hours_that_the_clocks_skip_are_not_staffed() -> None:
    night = SiteRules(COPENHAGEN, {6: (time(2), time(2, 30))}, frozenset(), QUIET)
    assert night.next_staffed(local("2026-03-28 12:00")) == local("2026-04-05 02:00")


@pytest.mark.parametrize(
    ("now", "days", "ends"),
    [
        ("2026-05-05 10:00", 1, "2026-05-06 10:00"),
        ("2026-05-08 10:00", 1, "2026-05-11 10:00"),
        ("2026-05-05 22:00", 1, "2026-05-07 09:00"),
        ("2026-05-07 14:30", 1, "2026-05-11 09:00"),  # Friday closes at 14
        ("2026-04-01 10:00", 1, "2026-04-07 10:00"),
        ("2026-05-05 10:00", 0, "2026-05-05 10:00"),
    ],
)
def test_working_days_keep_the_hour_where_they_can(now: str, days: int, ends: str) -> None:
    assert OFFICE.add_working_days(local(now), days) == local(ends)


@pytest.mark.parametrize(
    ("now", "today", "tomorrow", "read"),
    [
        ("2026-05-05 10:00", "2026-05-05 15:00", "2026-05-06 15:00", "2026-05-05 15:00"),
        ("2026-05-05 07:00", "2026-05-05 15:00", "2026-05-06 15:00", "2026-05-05 09:00"),
        ("2026-05-05 16:00", "2026-05-06 15:00", "2026-05-06 15:00", "2026-05-06 09:00"),
        ("2026-05-09 12:00", "2026-05-11 15:00", "2026-05-11 15:00", "2026-05-11 09:00"),
    ],
)
def test_a_working_day_ends_at_closing(now: str, today: str, tomorrow: str, read: str) -> None:
    assert OFFICE.end_of_working_day(local(now)) == local(today)
    assert OFFICE.end_of_next_working_day(local(now)) == local(tomorrow)
    assert OFFICE.reads_at(local(now)) == local(read)


@pytest.mark.parametrize(
    ("now", "answerable"),
    [
        ("2026-05-05 14:00", "2026-05-05 14:00"),
        ("2026-05-05 14:01", "2026-05-06 06:00"),
        ("2026-05-05 06:00", "2026-05-05 06:00"),
        ("2026-05-05 05:59", "2026-05-05 06:00"),
        ("2026-05-08 13:30", "2026-05-11 06:00"),
    ],
)
def test_a_question_waits_for_a_staffed_hour(now: str, answerable: str) -> None:
    assert OFFICE.next_answerable(local(now)) == local(answerable)


@pytest.mark.parametrize(
    "wait",
    [
        CLOSED.next_staffed,
        CLOSED.end_of_working_day,
        CLOSED.end_of_next_working_day,
        CLOSED.reads_at,
        CLOSED.next_answerable,
        lambda now: CLOSED.add_staffed(now, HOUR),
        lambda now: CLOSED.add_working_days(now, 1),
    ],
)
def test_a_site_that_never_opens_is_an_error_and_not_an_endless_wait(wait: object) -> None:
    assert callable(wait)
    with pytest.raises(ValueError, match="give it hours"):
        wait(local("2026-05-05 10:00"))


def test_a_site_that_never_opens_for_an_hour_cannot_answer() -> None:
    now = local("2026-05-05 10:00")
    assert not HALF_HOUR.staffed_hour_follows(now)
    with pytest.raises(ValueError, match="whole hour"):
        HALF_HOUR.next_answerable(now)


def test_time_does_not_run_backwards() -> None:
    with pytest.raises(ValueError, match="zero or more"):
        OFFICE.add_staffed(local("2026-05-05 10:00"), -HOUR)


@pytest.mark.parametrize(
    ("hours", "remedy"),
    [({7: LONG_DAY}, "Monday is 0"), ({0: (time(15), time(9))}, "open before they close")],
)
def test_hours_that_make_no_sense_are_refused(
    hours: dict[int, tuple[time, time]], remedy: str
) -> None:
    with pytest.raises(ValueError, match=remedy):
        SiteRules(COPENHAGEN, hours, frozenset(), QUIET)


def test_every_working_day_of_a_year_has_its_hours() -> None:
    opening = local("2026-01-01 09:00")
    openings = [opening := OFFICE.next_staffed(opening + 12 * HOUR) for _ in range(250)]
    assert all(one < other for one, other in pairwise(openings))
    assert {to_wall(opening, COPENHAGEN).hour for opening in openings} == {9}
    assert not {to_wall(opening, COPENHAGEN).date() for opening in openings} & {date(2026, 4, 3)}


@given(INSTANTS)
def test_nobody_is_asked_in_quiet_hours_or_when_nobody_reads_soon(instant: datetime) -> None:
    found = OFFICE.next_askable(instant, COPENHAGEN)
    assert found >= instant
    assert OFFICE.quiet.ends(found, COPENHAGEN) is None
    assert OFFICE.staffed_hour_follows(found)
    assert OFFICE.next_askable(found, COPENHAGEN) == found


def test_a_question_that_misses_the_afternoon_waits_for_the_next_morning() -> None:
    assert OFFICE.next_askable(local("2026-03-03 14:30"), COPENHAGEN) == local("2026-03-04 09:00")


def test_a_site_that_is_staffed_only_at_night_says_so() -> None:
    night = SiteRules(COPENHAGEN, {2: (time(2), time(4))}, frozenset(), QUIET)
    with pytest.raises(ValueError, match="quiet hours"):
        night.next_askable(local("2026-03-03 14:30"), COPENHAGEN)


@pytest.mark.parametrize(
    ("late", "is_for_then"), [(0, True), (5, True), (600, True), (601, False), (86_400, False)]
)
def test_a_tick_a_little_after_its_time_is_for_its_time(late: int, *, is_for_then: bool) -> None:
    due = local("2026-03-03 14:00")
    now = due + timedelta(seconds=late)
    assert meant_for(due, now) == (due if is_for_then else now)
    assert meant_for(None, now) == now
