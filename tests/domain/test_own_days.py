"""Own days and hours: each chosen day brings its question, at an hour when somebody reads it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import combinations
from zoneinfo import ZoneInfo

import pytest

from content.programmes import load_programmes
from content.site_file import load_site
from domain.agreement import Agreement, with_quiet
from domain.coming import prompts
from domain.own_days import Calendar, asks_more_at_first, days_used, weekdays_of
from domain.people import Tier
from domain.plan import Days, Programme
from domain.rhythm import Prompt, Rhythm, Standing
from domain.site import QuietHours
from tests.domain.rhythms import SITE, THURSDAY, TUESDAY, ahead, at, contact, rhythm, told

PROGRAMMES = load_programmes()
RUN = PROGRAMMES["projekt-run"]
START = date(2026, 8, 10)  # a Monday in a stretch without holidays
FRIDAY = 4


def asked(made: Programme, agreed: Agreement, *, days: int = 60) -> Sequence[Prompt]:
    """Return the check-ins at own times in the days after the start, those left out as well."""
    zone = "Europe/Copenhagen"
    standing = Standing(youth_id=7, start=START, zone=zone, agreement=agreed)
    begin = datetime.combine(START, time(10), ZoneInfo(zone))
    found = prompts(Rhythm(made, load_site(), standing), begin, begin + timedelta(days=days))
    return [one for one in found if one.contact.is_at_own_times]


def local(prompt: Prompt) -> datetime:
    assert prompt.leaves_at is not None
    return prompt.leaves_at.astimezone(ZoneInfo("Europe/Copenhagen"))


@pytest.mark.parametrize("weekday", range(5))
@pytest.mark.parametrize("key", sorted(PROGRAMMES))
def test_a_single_own_day_at_the_usual_hour_brings_a_question_every_week(
    key: str, weekday: int
) -> None:
    found = asked(PROGRAMMES[key], Agreement(days=(weekday,)), days=60)
    left = [local(one) for one in found if one.reason is None]
    assert {one.weekday() for one in left} == {weekday}
    assert len(left) >= 3
    assert {one.reason for one in found} <= {None, "one a day"}
    usual = 14 if key == "projekt-run" else 13
    assert {one.hour for one in left} == {min(usual, 13) if weekday == FRIDAY else usual}


def test_the_hour_chosen_for_another_day_is_an_earlier_one_on_a_friday() -> None:
    found = asked(RUN, Agreement(days=(0, FRIDAY), at=time(14)), days=28)
    assert {(local(one).weekday(), local(one).hour) for one in found} == {(0, 14), (FRIDAY, 13)}


def test_a_day_off_does_not_change_the_hour_of_that_weekday() -> None:
    good_friday = Agreement(days=(FRIDAY,), at=time(14))
    weekly = rhythm(TUESDAY, start="2026-03-24", agreement=good_friday)
    assert told(ahead(weekly, days=21)) == [
        "Fri 27 Mar 13:00 tuesday",
        "Fri 03 Apr 13:00 tuesday - late",
        "Fri 10 Apr 13:00 tuesday",
    ]


def test_a_programmes_own_hour_is_not_moved() -> None:
    friday = contact("friday", "FREQ=WEEKLY;BYDAY=FR", time(14))
    assert told(ahead(rhythm(friday))) == ["Fri 06 Mar 14:00 friday - late"]


def test_after_an_earlier_hour_comes_the_next_week() -> None:
    calendar = Calendar(
        start=date(2026, 3, 3),
        zone="Europe/Copenhagen",
        agreement=Agreement(days=(FRIDAY,)),
        weekdays=("TU",),
        site=SITE,
    )
    first = calendar.following(TUESDAY, at("2026-03-06 12:59"))
    assert first == at("2026-03-06 13:00")
    assert calendar.following(TUESDAY, at("2026-03-06 13:00")) == at("2026-03-13 13:00")
    within = timedelta(days=2)
    assert calendar.latest(TUESDAY, at("2026-03-06 13:30"), within=within) == first


def test_without_a_common_hour_the_wish_stands() -> None:
    night = Agreement(days=(1,), at=time(20), quiet=QuietHours(time(0), time(19)))
    assert told(ahead(rhythm(TUESDAY, agreement=night))) == [
        "Tue 03 Mar 20:00 tuesday - no common hour"
    ]


# ---------------------------------------------------------------- more days, and fewer


@pytest.mark.parametrize("days", list(combinations(range(5), 3)))
def test_of_three_own_days_the_outermost_are_used(days: tuple[int, ...]) -> None:
    found = asked(RUN, Agreement(days=days), days=28)
    assert {local(one).weekday() for one in found} == {days[0], days[-1]}
    assert len(found) in {7, 8}, "two a week; nothing comes on the very day of the yes"


@pytest.mark.parametrize("key", sorted(PROGRAMMES))
def test_the_days_that_are_said_are_the_days_on_which_questions_come(key: str) -> None:
    """Of whatever days somebody chooses, up to a whole working week."""
    made = PROGRAMMES[key]
    chosen = [days for many in range(1, 6) for days in combinations(range(5), many)]
    for days in chosen:
        found = asked(made, Agreement(days=days), days=70)
        came = {local(one).weekday() for one in found if one.leaves_at is not None}
        assert came == set(days_used(days, made.contacts)), days
        assert came <= set(days)


def test_a_programme_without_check_ins_uses_what_was_chosen() -> None:
    assert days_used((1, 2, 3), ()) == (1, 2, 3)


def test_one_check_in_a_week_comes_on_the_first_of_several_days() -> None:
    weekly = rhythm(TUESDAY, agreement=Agreement(days=(2, 3)))
    assert told(ahead(weekly)) == ["Wed 04 Mar 14:00 tuesday"]


def test_check_ins_that_share_one_own_day_take_turns() -> None:
    shared = rhythm(TUESDAY, THURSDAY, agreement=Agreement(days=(2,)))
    came = [one.contact.key for one in ahead(shared, days=28) if one.reason is None]
    assert came == ["tuesday", "thursday", "tuesday", "thursday"]


def test_a_fortnightly_check_in_has_its_turn_beside_a_weekly_one() -> None:
    fortnight = contact("fortnight", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU")
    shared = rhythm(THURSDAY, fortnight, agreement=Agreement(days=(2,)))
    came = [one.contact.key for one in ahead(shared, days=42) if one.reason is None]
    assert came == ["thursday", "thursday", "fortnight", "thursday", "fortnight", "thursday"]


def test_whoever_has_the_turn_asks_what_the_other_asks_every_week() -> None:
    found = [one for one in asked(RUN, Agreement(days=(2,)), days=90) if one.reason is None]
    assert len(found) == 13
    assert all("belong" in one.asked for one in found), "the file promises it every week"
    assert {"tuesday", "thursday", "third_month"} == {one.contact.key for one in found}
    assert any("will" in one.asked for one in found)
    assert max(len(one.asked) for one in found) <= 3


def test_a_topic_that_was_stopped_leaves_the_day_to_the_other() -> None:
    stopped = replace(THURSDAY, topic="week")
    agreed = Agreement(days=(2,), topics_off=frozenset({"week"}))
    came = [
        one.contact.key
        for one in ahead(rhythm(TUESDAY, stopped, agreement=agreed), days=21)
        if one.reason is None
    ]
    assert came == ["tuesday", "tuesday", "tuesday"]


def test_a_check_in_of_another_tier_takes_no_turn() -> None:
    elsewhere = replace(THURSDAY, days=Days(tiers=frozenset({Tier.A})))
    shared = rhythm(TUESDAY, elsewhere, agreement=Agreement(days=(2,)), tier=Tier.B)
    came = [one.contact.key for one in ahead(shared, days=21) if one.reason is None]
    assert came == ["tuesday", "tuesday", "tuesday"]


def test_every_weekday_of_a_programme_has_its_own_day() -> None:
    for chosen in range(1, 6):
        calendar = Calendar(
            start=START,
            zone="Europe/Copenhagen",
            agreement=Agreement(days=tuple(range(chosen))),
            weekdays=weekdays_of(RUN.contacts),
        )
        assert len(calendar.own_days) == len(calendar.weekdays)


# ---------------------------------------------------------------- an hour in own quiet hours


@pytest.mark.parametrize(
    ("quiet", "kept"),
    [
        (QuietHours(time(17), time(12)), False),
        (QuietHours(time(21), time(9)), True),
        (QuietHours(time(8), time(9)), True),
        (QuietHours(time(9), time(12)), False),
        (QuietHours(time(22), time(10)), True),
    ],
)
def test_an_hour_that_lies_in_new_quiet_hours_is_dropped(quiet: QuietHours, *, kept: bool) -> None:
    agreed = with_quiet(Agreement(days=(1,), at=time(10)), quiet)
    assert agreed == Agreement(days=(1,), at=time(10) if kept else None, quiet=quiet)


# ---------------------------------------------------------------- what the hello says


@pytest.mark.parametrize("start", [START + timedelta(days=day) for day in range(7)])
def test_only_a_programme_that_asks_more_in_its_first_week_says_so(start: date) -> None:
    zone = "Europe/Copenhagen"
    often = {key for key, made in PROGRAMMES.items() if asks_more_at_first(made, start, zone)}
    assert often == {"en-vej-ind"}
