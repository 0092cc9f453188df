"""Which question comes next when a worker asks by hand, and when nothing is left to ask."""

from __future__ import annotations

from dataclasses import replace

from domain.turns import asks_something, in_turn_by_hand
from tests.domain.rhythms import ITEMS, TUESDAY, contact, item, programme

THREE = replace(TUESDAY, items=ITEMS[:3], always=("item1",), rotate=1)
ASKED = ("item1", "item2", "coming")


def test_by_hand_each_item_comes_in_its_turn_and_what_is_always_asked_every_time() -> None:
    said = [in_turn_by_hand(THREE, ASKED, times, ()) for times in range(3)]
    assert said == [
        ("item1", "item2", "coming"),
        ("item1", "item3", "coming"),
        ("item1", "item2", "coming"),
    ]


def test_by_hand_a_topic_that_was_stopped_has_no_turn() -> None:
    stopped = replace(THREE, items=(*ITEMS[:2], item("item3", "home")))
    assert in_turn_by_hand(stopped, ASKED, 1, {"home"}) == ASKED


def test_by_hand_nothing_moves_where_nothing_takes_turns() -> None:
    assert in_turn_by_hand(replace(THREE, all_items=True), ASKED, 1, ()) == ASKED
    assert in_turn_by_hand(THREE, ("item1",), 1, ()) == ("item1",)


def test_a_check_in_without_a_question_left_asks_nothing() -> None:
    of_home = replace(contact("home"), topic="home")
    only = replace(THREE, items=(item("item1", "home"),))
    assert asks_something(programme(THREE), THREE, ())
    assert not asks_something(programme(of_home), of_home, {"home"})
    assert not asks_something(programme(only), only, {"home"})
