from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.cadence import after_quiet, check_rule, next_occurrence
from domain.wall import to_wall
from tests.domain.times import AUTUMN, COPENHAGEN, INSTANTS, MINUTES, QUIET, SPRING, ZONES, local

WEEKDAYS = st.lists(
    st.sampled_from(["MO", "TU", "WE", "TH", "FR", "SA", "SU"]),
    min_size=1,
    max_size=3,
    unique=True,
).map(",".join)
ENDLESS = st.one_of(
    st.just("FREQ=DAILY"),
    st.integers(1, 6).map("FREQ=DAILY;INTERVAL={}".format),
    WEEKDAYS.map("FREQ=WEEKLY;BYDAY={}".format),
    st.tuples(st.integers(1, 4), WEEKDAYS).map(
        lambda pair: f"FREQ=WEEKLY;INTERVAL={pair[0]};BYDAY={pair[1]}"
    ),
    st.sampled_from(
        ["FREQ=MONTHLY;BYDAY=1MO", "FREQ=MONTHLY;BYDAY=-1SU", "FREQ=MONTHLY;BYMONTHDAY=-1"]
    ),
    st.integers(1, 31).map("FREQ=MONTHLY;BYMONTHDAY={}".format),
)
ANCHORS = st.dates(date(2026, 1, 1), date(2026, 12, 1)) | st.sampled_from([SPRING, AUTUMN])
ANCHOR = date(2026, 3, 3)  # a Tuesday


def occurrences(
    rule: str, at: time, zone: str, *, anchor: date, after: datetime, many: int
) -> Iterator[datetime]:
    found: datetime | None = after
    for _ in range(many):
        assert found is not None
        found = next_occurrence(rule, at, zone, anchor=anchor, after=found)
        if found is None:
            return
        yield found


@given(ENDLESS, MINUTES, ZONES, ANCHORS, INSTANTS)
def test_occurrences_rise_and_keep_their_wall_time(
    rule: str, at: time, zone: str, anchor: date, after: datetime
) -> None:
    last = after
    for found in occurrences(rule, at, zone, anchor=anchor, after=after, many=5):
        wall = to_wall(found, zone)
        assert found > last
        assert wall.date() >= anchor
        if wall.time() != at:  # only where the clocks skip it
            before = to_wall(found - timedelta(minutes=1), zone)
            assert before.time() < at < wall.time()
            assert before.utcoffset() != wall.utcoffset()
        last = found


@given(st.sampled_from([SPRING, AUTUMN]), MINUTES, st.integers(1, 5))
def test_a_daily_contact_comes_once_on_a_day_when_the_clocks_change(
    day: date, at: time, before: int
) -> None:
    anchor = day - timedelta(days=before)
    after = local(f"{anchor} 00:00") - timedelta(seconds=1)
    found = list(
        occurrences("FREQ=DAILY", at, COPENHAGEN, anchor=anchor, after=after, many=before + 2)
    )
    days = [to_wall(instant, COPENHAGEN).date() for instant in found]
    assert days == [anchor + timedelta(days=n) for n in range(before + 2)]


@given(ENDLESS, MINUTES, ANCHORS, INSTANTS, st.timedeltas(timedelta(0), timedelta(days=90)))
def test_whoever_looks_later_never_finds_an_earlier_occurrence(
    rule: str, at: time, anchor: date, after: datetime, ahead: timedelta
) -> None:
    first = next_occurrence(rule, at, COPENHAGEN, anchor=anchor, after=after)
    second = next_occurrence(rule, at, COPENHAGEN, anchor=anchor, after=after + ahead)
    assert first is not None
    assert second is not None
    assert first <= second
    assert (first == second) == (after + ahead < first)


@pytest.mark.parametrize(
    ("at", "after", "expected"),
    [
        (time(2, 30), "2026-03-28 12:00", "2026-03-29 03:00"),
        (time(15), "2026-03-28 15:00", "2026-03-29 15:00"),
        (time(15), "2026-03-29 15:00", "2026-03-30 15:00"),
        (time(2, 30), "2026-10-24 12:00", "2026-10-25 02:30"),
        (time(2, 30), "2026-10-25 02:30", "2026-10-26 02:30"),
        (time(15), "2026-10-24 15:00", "2026-10-25 15:00"),
    ],
)
def test_the_danish_change_days_keep_their_contact(at: time, after: str, expected: str) -> None:
    found = next_occurrence("FREQ=DAILY", at, COPENHAGEN, anchor=ANCHOR, after=local(after))
    assert found == local(expected)


def test_another_country_changes_on_its_own_day() -> None:
    found = next_occurrence(
        "FREQ=DAILY",
        time(2, 30),
        "America/New_York",
        anchor=ANCHOR,
        after=local("2026-03-07 12:00", "America/New_York"),
    )
    assert found == local("2026-03-08 03:00", "America/New_York")


def test_a_fortnight_is_counted_from_the_week_of_the_anchor() -> None:
    rule = "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH"
    found = occurrences(
        rule, time(15), COPENHAGEN, anchor=ANCHOR, after=local("2026-03-03 00:00"), many=4
    )
    days = [to_wall(instant, COPENHAGEN).date() for instant in found]
    assert days == [date(2026, 3, 5), date(2026, 3, 16), date(2026, 3, 19), date(2026, 3, 30)]


@pytest.mark.parametrize(
    ("rule", "many"),
    [
        ("FREQ=DAILY;COUNT=3", 3),
        ("FREQ=DAILY;UNTIL=20260305", 3),
        ("FREQ=DAILY;UNTIL=20260305T145959", 2),
        ("FREQ=DAILY;UNTIL=20260305T150000;INTERVAL=1", 3),
        ("UNTIL=20260305;FREQ=DAILY", 3),
        ("FREQ=MONTHLY;BYMONTHDAY=30;UNTIL=20260329", 0),
    ],
)
def test_a_rule_that_ends_ends(rule: str, many: int) -> None:
    after = local("2026-03-01 00:00")
    found = occurrences(rule, time(15), COPENHAGEN, anchor=ANCHOR, after=after, many=9)
    assert len(list(found)) == many


@pytest.mark.parametrize(
    "rule", ["FREQ=WEEKLY;BYDAY=TU", "FREQ=MONTHLY;BYDAY=1MO,-1FR", "FREQ=MONTHLY;BYMONTHDAY=1,-1"]
)
def test_a_common_rule_is_understood(rule: str) -> None:
    check_rule(rule)
    assert next_occurrence(
        rule, time(15), COPENHAGEN, anchor=ANCHOR, after=local("2026-03-01 00:00")
    )


@pytest.mark.parametrize(
    ("rule", "remedy"),
    [
        ("", "use only"),
        ("BYDAY=TU", "begin with FREQ"),
        ("FREQ=YEARLY", "DAILY, WEEKLY or MONTHLY"),
        ("FREQ=HOURLY", "DAILY, WEEKLY or MONTHLY"),
        ("freq=daily", "use only"),
        ("FREQ=DAILY;BYHOUR=9", "use only"),
        ("FREQ=DAILY;FREQ=WEEKLY", "keep one"),
        ("FREQ=DAILY;INTERVAL=0", "from 1 to 52"),
        ("FREQ=DAILY;INTERVAL=53", "from 1 to 52"),
        ("FREQ=DAILY;COUNT=0", "from 1 to 500"),
        ("FREQ=DAILY;COUNT=501", "from 1 to 500"),
        ("FREQ=DAILY;COUNT=many", "from 1 to 500"),
        ("FREQ=WEEKLY;BYDAY=TIRSDAG", "such as TU"),
        ("FREQ=WEEKLY;BYDAY=1TU", "needs FREQ=MONTHLY"),
        ("FREQ=WEEKLY;BYMONTHDAY=1", "needs FREQ=MONTHLY"),
        ("FREQ=DAILY;INTERVAL=7;BYDAY=MO", "needs FREQ=WEEKLY"),
        ("FREQ=MONTHLY;BYMONTHDAY=32", "days of the month"),
        ("FREQ=MONTHLY;BYMONTHDAY=0", "days of the month"),
        ("FREQ=DAILY;UNTIL=20261224T150000Z", "without Z"),
        ("FREQ=DAILY;UNTIL=20261324", "without Z"),
        ("FREQ=DAILY;COUNT=3;UNTIL=20261224", "ends twice"),
    ],
)
def test_a_rule_we_do_not_understand_says_what_to_write(rule: str, remedy: str) -> None:
    with pytest.raises(ValueError, match=remedy):
        check_rule(rule)
    with pytest.raises(ValueError, match=remedy):
        next_occurrence(rule, time(15), COPENHAGEN, anchor=ANCHOR, after=local("2026-03-01 00:00"))


@given(INSTANTS, ZONES)
def test_what_is_moved_out_of_the_quiet_time_is_not_quiet(instant: datetime, zone: str) -> None:
    moved = after_quiet(instant, QUIET, zone)
    assert moved >= instant
    assert QUIET.ends(moved, zone) is None
    assert after_quiet(moved, QUIET, zone) == moved


def test_a_message_in_the_night_waits_for_the_morning() -> None:
    assert after_quiet(local("2026-05-05 23:30"), QUIET, COPENHAGEN) == local("2026-05-06 09:00")
    assert after_quiet(local("2026-05-05 12:00"), QUIET, COPENHAGEN) == local("2026-05-05 12:00")
