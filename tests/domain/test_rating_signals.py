"""Signals that read the items from 0 to 10."""

from __future__ import annotations

from domain.signal import Event, EventKind, Found
from domain.signals.below_own_limit import BelowOwnLimit
from domain.signals.low_twice import LowTwice
from domain.signals.sharp_drop import SharpDrop
from domain.signals.swings import Swings
from tests.domain.risk_views import contacts, event, view

BELOW = BelowOwnLimit(days=28, points=2)


def weekly(*scores: float, item: str = "belong", begin: float = 1) -> list[Event]:
    return [
        event(begin + 7 * index, EventKind.RATING, score, item)
        for index, score in enumerate(scores)
    ]


def test_one_alarm_is_unsure_and_two_in_a_row_are_not() -> None:
    usual = [7.0] * 9
    assert BELOW.read(view(80, weekly(*usual, 5))) is None
    one = BELOW.read(view(80, weekly(*usual, 4, 4)))
    assert one is not None
    assert one.unsure
    two = BELOW.read(view(90, weekly(*usual, 4, 4, 4)))

    assert two is not None
    assert not two.unsure
    assert len(two.links) == 2


def test_the_item_with_the_longest_row_is_named() -> None:
    both = (weekly(*[7.0] * 9, 4, 4, 4), weekly(*[7.0] * 9, 4, 4, item="safe"))
    found = BELOW.read(view(90, *both))
    assert found is not None
    assert found.values["emne"] == "belong"


def test_an_old_rating_says_nothing_about_today() -> None:
    low = weekly(*[7.0] * 9, 4, 4, 4)
    assert BELOW.read(view(140, low, contacts(139))) is None
    assert BELOW.read(view(140, low)) is not None  # not heard from since: it stands


def test_the_bottom_of_the_scale_twice_running() -> None:
    rule = LowTwice(up_to=2, days=28, points=1)
    assert rule.read(view(10, weekly(2))) is None
    assert rule.read(view(20, weekly(1, 5))) is None
    found = rule.read(view(20, weekly(5, item="a"), weekly(2, 1)))
    assert found == Found(1, {"emne": "belong", "tal": 1}, ("rating:1", "rating:8"), witness=False)


def test_a_sharp_drop_lies_far_below_the_two_before() -> None:
    rule = SharpDrop(drop=4, days=28, points=1)
    assert rule.read(view(20, weekly(8, 3))) is None
    assert rule.read(view(20, weekly(8, 6, 4))) is None
    found = rule.read(view(20, weekly(8, 8, 3)))
    assert found == Found(
        1, {"emne": "belong", "tal": 3, "fald": 5}, ("rating:15",), witness=False
    )


def test_answers_swing_when_they_spread_far_wider_than_usual() -> None:
    rule = Swings(times=2, days=28, points=1)
    assert rule.read(view(40, weekly(9, 1, 9, 1))) is None  # no usual yet
    assert rule.read(view(80, weekly(*[6.0] * 10))) is None
    found = rule.read(view(120, weekly(*[6.0] * 9, 9, 1, 9, 1, 9, 1)))
    assert found is not None
    assert found.values == {"emne": "belong"}
    assert len(found.links) == 6


def test_too_few_answers_do_not_swing() -> None:
    rule = Swings(times=1.1, days=28, points=1)
    answers = [event(14 * index, EventKind.RATING, 5, "a") for index in range(5)]
    assert rule.read(view(70, answers)) is None
