"""Change against a person's own usual: learning, alarms, gaps, and learning upward only."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from domain.chart import Chart, ChartRule, Rated, chart_of, usual_of

START = datetime(2026, 1, 6, 14, tzinfo=UTC)
RULE = ChartRule()


def rated(scores: list[float], *, every: float = 7, begin: float = 0) -> list[Rated]:
    return [
        Rated(START + timedelta(days=begin + index * every), score)
        for index, score in enumerate(scores)
    ]


def chart(scores: list[float], *, every: float = 7) -> Chart:
    return chart_of(rated(scores, every=every), RULE)


def test_nothing_is_known_of_nothing() -> None:
    assert chart_of([], RULE) == Chart()


def test_the_first_answer_is_a_try_and_the_next_eight_are_the_usual() -> None:
    found = chart([0, 7, 6, 7, 6, 7, 6, 7])
    assert found.usual is None
    found = chart([0, 7, 6, 7, 6, 7, 6, 7, 6])
    assert found.usual is not None
    assert (found.usual.mean, found.usual.ratings) == (6.5, 8)


def test_the_usual_takes_three_weeks_however_often_somebody_answers() -> None:
    assert chart([5] * 20, every=1).usual is None
    found = chart([5] * 23, every=1)
    assert found.usual is not None
    assert found.usual.ratings == 22


def test_where_an_item_is_asked_seldom_six_are_enough() -> None:
    found = chart([5] * 7, every=14)
    assert found.usual is not None
    assert found.usual.ratings == 6


def test_their_own_spread_is_drawn_towards_that_of_others_and_is_never_tiny() -> None:
    assert usual_of([5.0], RULE).spread == pytest.approx(1.6)
    steady = usual_of([5.0] * 8, RULE).spread
    assert steady == pytest.approx((8 * 1.6**2 / 15) ** 0.5)
    assert usual_of([5.0] * 60, RULE).spread == 0.8
    wide = usual_of([0, 10, 0, 10, 0, 10, 0, 10], RULE).spread
    assert 1.6 < wide < 5.35


def test_a_fall_that_lasts_gives_alarms_in_a_row_and_one_bad_day_none() -> None:
    usual = [7.0] * 9
    assert chart([*usual, 5]).low == 0
    assert chart([*usual, 4, 4]).low == 1
    assert chart([*usual, 4, 4, 4]).low == 2
    assert chart([*usual, 4, 4, 4, 9]).low == 0


def test_a_rise_that_lasts_gives_alarms_upward() -> None:
    assert chart([*[4.0] * 9, 7, 7]).high == 1
    assert chart([*[4.0] * 9, 7, 7]).low == 0


def test_it_learns_upward_after_eight_good_ratings_and_never_downward() -> None:
    better = chart([*[4.0] * 9, *[7.0] * 8])
    assert better.usual is not None
    assert 6.4 < better.usual.mean < 7
    assert better.steps == 0
    worse = chart([*[7.0] * 9, *[4.0] * 20])
    assert worse.usual is not None
    assert worse.usual.mean == 7
    assert worse.low == 19


def test_good_ratings_without_a_rise_change_nothing() -> None:
    found = chart([*[6.0] * 9, *[6.0] * 12])
    assert found.usual is not None
    assert (found.usual.mean, found.steps) == (6, 12)


def test_after_four_silent_weeks_the_running_mean_begins_anew() -> None:
    before = rated([*[7.0] * 9, 4, 4])
    after = rated([7], begin=70 + 29)
    found = chart_of([*before, *after], RULE)
    assert (found.steps, found.low) == (1, 0)
    assert found.usual is not None


@pytest.mark.parametrize("gap", [91, 10])
def test_after_three_months_or_in_a_new_phase_the_usual_is_learnt_anew(gap: int) -> None:
    before = rated([7.0] * 10)
    after = rated([4], begin=63 + gap)
    resets = [START + timedelta(days=65)] if gap == 10 else []
    found = chart_of([*before, *after], RULE, resets)
    assert found.usual is None
    assert [one.score for one in found.learnt] == [4]
