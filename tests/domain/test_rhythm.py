"""When what comes, and why something does not come."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta

import pytest

from domain.agreement import Agreement
from domain.load import Before, Begun, no_room
from domain.people import Tier
from domain.plan import ContactKind, Days
from domain.site import QuietHours
from tests.domain.rhythms import (
    LONG_DAYS,
    SITE,
    THURSDAY,
    TUESDAY,
    ahead,
    at,
    caring,
    contact,
    item,
    programme,
    rhythm,
    told,
)

CAFE = contact("cafe", "FREQ=WEEKLY;BYDAY=TH", time(12, 30), ContactKind.CAFE)
DAILY = contact("daily", "FREQ=DAILY", time(11))
FRIDAY = contact("friday", "FREQ=WEEKLY;BYDAY=FR", time(15))


def test_the_first_week_of_two_check_ins_a_cafe_and_two_caring_messages() -> None:
    plan = rhythm(replace(TUESDAY, days=Days(1)), THURSDAY, CAFE, caring(1, 7))
    assert told(ahead(plan, days=7)) == [
        "Wed 04 Mar 16:00 caring",
        "Thu 05 Mar 12:30 cafe",
        "Thu 05 Mar 14:00 thursday",
    ]
    assert (
        told(ahead(plan, days=3, since="2026-03-09 10:00"))
        == [
            "Tue 10 Mar 14:00 tuesday",
            "Tue 10 Mar 16:00 caring",
            "Thu 12 Mar 12:30 cafe",
        ][:2]
    )


def test_the_seven_items_take_turns_and_none_is_asked_twice_before_all_were() -> None:
    asked = [prompt.asked for prompt in ahead(rhythm(TUESDAY, THURSDAY), days=28)]
    flat = [key for each in asked for key in each]
    assert len(asked) == 8
    assert sorted(flat[:7]) == [f"item{number}" for number in range(1, 8)]
    assert all(len(set(flat[i : i + 7])) == 7 for i in range(len(flat) - 6))


def test_items_asked_in_the_room_on_day_0_come_last() -> None:
    made = rhythm(TUESDAY, THURSDAY)
    made = replace(made, programme=replace(made.programme, items_together=3))
    first, second = ahead(made, days=7)[:2]
    assert (first.asked, second.asked) == (("item4", "item5"), ("item6", "item7"))


def test_all_seven_come_over_three_days() -> None:
    spread = replace(TUESDAY, rule="", on_days=(6, 7, 8), rotate=0, all_items=True)
    found = ahead(rhythm(spread), days=10)
    keys = [prompt.asked for prompt in found]
    assert [len(each) for each in keys] == [3, 2, 2]
    assert sorted(key for each in keys for key in each) == [f"item{n}" for n in range(1, 8)]


def test_an_item_can_be_asked_every_time() -> None:
    weekly = replace(TUESDAY, always=("item3",), rotate=1)
    asked = [prompt.asked for prompt in ahead(rhythm(weekly), days=21)]
    assert asked == [("item3", "item1"), ("item3", "item2"), ("item3", "item4")]


def test_a_stopped_topic_is_not_asked_and_a_check_in_of_nothing_else_does_not_come() -> None:
    school = replace(TUESDAY, items=(item("will", "school"), item("belong")), rotate=2)
    off = Agreement(topics_off=frozenset({"school"}))
    assert ahead(rhythm(school, agreement=off))[0].asked == ("belong",)
    only = replace(school, items=(item("will", "school"),), rotate=1)
    assert told(ahead(rhythm(only, agreement=off))) == ["Tue 03 Mar 14:00 tuesday - topic"]
    whole = replace(TUESDAY, topic="school")
    assert told(ahead(rhythm(whole, agreement=off))) == ["Tue 03 Mar 14:00 tuesday - topic"]


# ---------------------------------------------------------------- how much


def test_never_more_than_five_messages_a_week() -> None:
    found = ahead(rhythm(DAILY, caring(*range(1, 14), at=time(12))), days=13)
    left = [prompt for prompt in found if prompt.reason == "five a week"]
    came = [prompt.leaves_at for prompt in found if prompt.leaves_at is not None]
    assert left
    for monday in ("2026-03-02", "2026-03-09"):
        begin = at(f"{monday} 00:00")
        assert sum(begin <= one < begin + timedelta(days=7) for one in came) == 5


def test_one_check_in_and_one_other_a_day() -> None:
    twice = contact("twice", "FREQ=WEEKLY;BYDAY=TU", time(11))
    assert told(ahead(rhythm(TUESDAY, twice), days=3)) == [
        "Tue 03 Mar 11:00 twice",
        "Tue 03 Mar 14:00 tuesday - one a day",
    ]
    assert told(ahead(rhythm(CAFE, caring(2)), days=3)) == [
        "Thu 05 Mar 12:30 cafe",
        "Fri 06 Mar 16:00 caring",
    ], "a caring message may come any day, so it gives way"


def test_a_reminder_counts_in_the_week_but_not_on_the_day() -> None:
    reminded = tuple(Begun(at(f"2026-03-0{day} 12:00"), None) for day in (2, 3, 4, 5, 6))
    assert no_room(reminded, ContactKind.CHECKIN, at("2026-03-08 14:00"), "UTC") == "five a week"
    assert no_room(reminded[:4], ContactKind.CHECKIN, at("2026-03-05 14:00"), "UTC") is None
    assert no_room(reminded, ContactKind.CHECKIN, at("2026-03-09 14:00"), "UTC") is None


# ---------------------------------------------------------------- own days, quiet, pause


def test_own_days_and_time_take_the_place_of_the_programmes() -> None:
    own = Agreement(days=(0, 2), at=time(11))
    assert told(ahead(rhythm(TUESDAY, THURSDAY, CAFE, agreement=own), days=7)) == [
        "Wed 04 Mar 11:00 thursday",
        "Thu 05 Mar 12:30 cafe",
        "Mon 09 Mar 11:00 tuesday",
    ]


def test_one_own_day_gives_one_check_in_a_week() -> None:
    own = Agreement(days=(2,))
    assert told(ahead(rhythm(TUESDAY, THURSDAY, agreement=own), days=7)) == [
        "Wed 04 Mar 14:00 tuesday",
        "Wed 04 Mar 14:00 thursday - one a day",
    ]


def test_own_quiet_hours_hold_instead_of_the_sites() -> None:
    late = Agreement(quiet=QuietHours(time(20), time(11)))
    early = contact("early", "FREQ=WEEKLY;BYDAY=WE", time(9))
    assert told(ahead(rhythm(early, agreement=late))) == ["Wed 04 Mar 11:00 early"]


def test_quiet_mode_asks_nothing_and_still_cares() -> None:
    assert told(ahead(rhythm(TUESDAY, THURSDAY, CAFE, caring(1), quieted=True), days=3)) == [
        "Tue 03 Mar 14:00 tuesday - quiet mode",
        "Wed 04 Mar 16:00 caring",
        "Thu 05 Mar 12:30 cafe - quiet mode",
        "Thu 05 Mar 14:00 thursday - quiet mode",
    ]


def test_nothing_is_asked_on_top_of_two_questions_that_stand_unanswered() -> None:
    friday = contact("friday", "FREQ=WEEKLY;BYDAY=FR", time(12))
    began = at("2026-03-03 10:00")
    two = rhythm(TUESDAY, CAFE, caring(1), friday, as_of=began, unanswered=2)
    assert told(ahead(two, days=4)) == [
        "Tue 03 Mar 14:00 tuesday - two unanswered",
        "Wed 04 Mar 16:00 caring",
        "Thu 05 Mar 12:30 cafe",
        "Fri 06 Mar 12:00 friday - two unanswered",
    ]
    one = rhythm(TUESDAY, friday, as_of=began, unanswered=1)
    assert [prompt.reason for prompt in ahead(one, days=4)] == [None, None], "taken as answered"


def test_a_question_that_is_on_its_way_stands_unanswered_too() -> None:
    waits = Before(begun=(Begun(at("2026-03-05 10:00"), ContactKind.CHECKIN),))
    began = at("2026-03-03 10:00")
    two = rhythm(TUESDAY, THURSDAY, as_of=began, unanswered=1)
    assert told(ahead(two, days=4, before=waits)) == [
        "Tue 03 Mar 14:00 tuesday - two unanswered",
        "Thu 05 Mar 14:00 thursday - one a day",
    ]


def test_a_halved_rhythm_leaves_out_every_second_check_in() -> None:
    found = ahead(rhythm(TUESDAY, THURSDAY, halved_at=at("2026-03-03 12:00")), days=14)
    assert [prompt.reason for prompt in found] == ["halved", None, "halved", None]


def test_a_pause_leaves_out_what_falls_into_it_and_nothing_is_sent_afterwards() -> None:
    paused = rhythm(TUESDAY, caring(5), paused_until=at("2026-03-10 09:00"))
    assert told(ahead(paused, days=8)) == [
        "Tue 03 Mar 14:00 tuesday - pause",
        "Sun 08 Mar 16:00 caring - pause",
        "Tue 10 Mar 14:00 tuesday",
    ]


@pytest.mark.parametrize("reason", ["blocked", "red case"])
def test_nothing_is_sent_to_a_youth_who_cannot_have_it(reason: str) -> None:
    found = ahead(rhythm(TUESDAY, THURSDAY, caring(1), silent=reason), days=3)
    assert {prompt.reason for prompt in found} == {reason}


def test_after_a_talk_the_question_waits_until_the_next_day() -> None:
    talked = rhythm(TUESDAY, caring(0), talked_at=at("2026-03-03 10:30"))
    assert told(ahead(talked, days=1)) == [
        "Wed 04 Mar 14:00 tuesday",
        "Wed 04 Mar 16:00 caring",
    ]


# ---------------------------------------------------------------- days and tiers


def test_a_contact_runs_on_its_days_and_for_its_tiers() -> None:
    first = replace(TUESDAY, days=Days(0, 6))
    later = replace(THURSDAY, days=Days(7, None, frozenset({Tier.C})))
    found = told(ahead(rhythm(first, later), days=14))
    assert found == ["Tue 03 Mar 14:00 tuesday", "Thu 12 Mar 14:00 thursday - tier"]
    assert (
        told(ahead(rhythm(first, later, tier=Tier.C), days=14))[1] == "Thu 12 Mar 14:00 thursday"
    )


# ---------------------------------------------------------------- hours of the site


def test_friday_afternoon_before_the_weekend_nothing_is_asked_after_two() -> None:
    found = ahead(rhythm(FRIDAY, site=LONG_DAYS), days=7)
    assert told(found) == ["Fri 06 Mar 15:00 friday - late"], "the site is open until 18"
    at_two = replace(FRIDAY, at=time(14))
    assert told(ahead(rhythm(at_two, site=LONG_DAYS))) == ["Fri 06 Mar 14:00 friday"]
    weekday = contact("wednesday", "FREQ=WEEKLY;BYDAY=WE", time(15))
    assert told(ahead(rhythm(weekday, site=LONG_DAYS))) == ["Wed 04 Mar 15:00 wednesday"]


def test_before_a_holiday_in_the_week_nothing_is_asked_after_two() -> None:
    wednesday = contact("wednesday", "FREQ=WEEKLY;BYDAY=WE", time(15))
    plan = rhythm(wednesday, start="2026-03-31", site=LONG_DAYS)
    assert told(ahead(plan)) == ["Wed 01 Apr 15:00 wednesday - late"], "Maundy Thursday follows"


def test_christmas_week_asks_nothing_on_days_off_and_cares_on_any_day() -> None:
    plan = rhythm(TUESDAY, THURSDAY, caring(2, 3), start="2026-12-22")
    assert told(ahead(plan, days=14)) == [
        "Tue 22 Dec 14:00 tuesday",
        "Thu 24 Dec 14:00 thursday - late",
        "Thu 24 Dec 16:00 caring",
        "Fri 25 Dec 16:00 caring",
        "Tue 29 Dec 14:00 tuesday",
        "Thu 31 Dec 14:00 thursday - late",
    ]


def test_a_youth_in_another_zone_is_asked_by_their_own_clock() -> None:
    east = rhythm(TUESDAY, zone="Europe/Helsinki")
    assert told(ahead(east), "Europe/Helsinki") == ["Tue 03 Mar 14:00 tuesday"]
    west = rhythm(TUESDAY, zone="America/Nuuk")
    assert told(ahead(west), "America/Nuuk") == ["Wed 04 Mar 09:00 tuesday"]
    far = rhythm(TUESDAY, zone="America/Los_Angeles")
    assert told(ahead(far), "America/Los_Angeles") == ["Tue 03 Mar 14:00 tuesday - no common hour"]


def test_every_second_week_goes_on_over_new_year_from_the_youths_own_start() -> None:
    fortnightly = contact("often", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU")
    one = ahead(rhythm(fortnightly, start="2026-12-01"), days=50)
    other = ahead(rhythm(fortnightly, start="2026-12-08"), days=50)
    assert [told([prompt])[0][:10] for prompt in one] == [
        "Tue 01 Dec",
        "Tue 15 Dec",
        "Tue 29 Dec",
        "Tue 12 Jan",
    ]
    assert [told([prompt])[0][:10] for prompt in other] == [
        "Tue 08 Dec",
        "Tue 22 Dec",
        "Tue 05 Jan",
        "Tue 19 Jan",
    ]


@pytest.mark.parametrize(("start", "utc"), [("2026-03-24", (13, 12)), ("2026-10-20", (12, 13))])
def test_wall_time_stays_wall_time_over_both_clock_changes(
    start: str, utc: tuple[int, int]
) -> None:
    found = ahead(rhythm(TUESDAY, start=start), days=8)
    assert [prompt.leaves_at and prompt.leaves_at.hour for prompt in found] == list(utc)
    assert all("14:00" in line for line in told(found))


# ---------------------------------------------------------------- late, and a little later


def test_a_late_tick_asks_as_long_as_it_is_worth_it() -> None:
    plan = rhythm(TUESDAY)
    due = at("2026-03-03 14:00")
    soon = plan.prompt(TUESDAY, due, at("2026-03-04 10:00"), Before())
    assert soon.leaves_at == at("2026-03-04 10:00")
    late = plan.prompt(TUESDAY, due, at("2026-03-05 10:00"), Before())
    assert (late.leaves_at, late.reason) == (None, "late")


def test_a_prompt_comes_a_few_minutes_later_always_the_same_and_never_out_of_its_window() -> None:
    morning = replace(TUESDAY, at=time(11))
    last = TUESDAY  # an hour before closing: not a minute is left
    for youth_id in range(40):
        made = rhythm(morning, caring(1), youth_id=youth_id)
        made = replace(
            made, programme=programme(*made.programme.contacts, jitter=timedelta(minutes=6))
        )
        found = ahead(made, days=2)
        assert found == ahead(made, days=2)
        for prompt in found:
            assert prompt.leaves_at is not None
            assert timedelta(0) <= prompt.leaves_at - prompt.due_at <= timedelta(minutes=6)
        exact = replace(made, programme=replace(made.programme, contacts=(last,)))
        assert told(ahead(exact, days=2)) == ["Tue 03 Mar 14:00 tuesday"]
    assert SITE.staffed_hour_follows(at("2026-03-03 14:00"))
