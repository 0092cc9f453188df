"""Every hour of a week says whom red would ring, and by which roads."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

from hypothesis import given

from domain.duty import DutyKind, Watch
from domain.message import Road
from domain.people import Staff
from domain.who_is_rung import WEEK, rung_in_week
from tests.domain.test_crew import (
    AWAY,
    COORDINATOR,
    COVER,
    DAY,
    LEADER,
    MENTOR,
    MONDAY,
    NIGHT,
    WATCH,
    crew,
    people_changed,
    rosters,
    staff,
    with_changes,
)


@given(people=people_changed, roster=rosters)
def test_the_week_has_no_gap_and_each_hour_is_as_it_would_be_asked_then(
    people: list[Staff], roster: list[Watch]
) -> None:
    known = crew(people, *roster)
    week = rung_in_week(known, MONDAY)
    assert (week[0].begins_at, week[-1].ends_at) == (MONDAY, MONDAY + WEEK)
    assert all(one.ends_at == other.begins_at for one, other in pairwise(week))
    for hour in range(0, 7 * 24, 5):
        at = MONDAY + timedelta(hours=hour)
        [there] = [one for one in week if one.begins_at <= at < one.ends_at]
        assert there.people == known.rung(at)
        assert bool(there.people) is not known.nobody_hears(at)


def test_without_a_boss_the_nights_ring_nobody() -> None:
    mentors = [one for one in staff() if one.id in {MENTOR, COVER}]
    week = rung_in_week(crew(mentors, duty=DutyKind.NONE), MONDAY)
    assert [bool(one.people) for one in week] == [False, True] * 5 + [False]
    assert {one.roads for one in week if one.people} == {frozenset({Road.TELEGRAM})}


def test_with_a_roster_and_bosses_each_stretch_names_all_rounds() -> None:
    week = rung_in_week(crew(staff(), WATCH), DAY)
    [night] = [one for one in week if one.begins_at <= NIGHT < one.ends_at]
    assert night.people == (COVER, LEADER, COORDINATOR)
    assert crew(staff()).roads_of(77) == ()


def test_an_absence_that_is_only_said_so_far_counts_from_when_it_begins() -> None:
    later = {**AWAY, "away_at": DAY + timedelta(hours=30)}
    week = rung_in_week(crew(with_changes({COORDINATOR: later, LEADER: later})), DAY)
    [thursday] = [one for one in week if one.begins_at == DAY + timedelta(hours=30)]
    assert not thursday.people
