"""A question that follows some answers: asked next, once, and one level deep."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from domain import checkin as rules
from domain.checkin import CheckIn, CheckInState, Effect, questions_of
from domain.question import FollowUp, Question, QuestionKind
from tests.domain.contacts import BREAKS, CONTACT, WILL, WORD
from tests.domain.test_checkin import OPEN as CHECKIN
from tests.domain.test_checkin import SENT

WHAT = Question(
    key="hvad", kind=QuestionKind.FREE_TEXT, text={"da": "Hvad ville hjælpe?", "en": "What helps?"}
)
ASKED = replace(WILL, follow_ups=(FollowUp(ask="hvad", low=0, high=4),))
CHOSEN = replace(BREAKS, follow_ups=(FollowUp(ask="hvad", options=frozenset({"stopper"})),))
PLAN = replace(CONTACT, questions=(ASKED, CHOSEN), follow_ups=(WHAT,))
SOON = SENT + timedelta(minutes=5)


def keys(checkin: CheckIn) -> list[str]:
    return [question.key for question in questions_of(checkin, PLAN)]


def after(checkin: CheckIn, raw: str) -> tuple[CheckIn, Effect]:
    move = rules.answer(checkin, PLAN, checkin.position, raw, SOON)
    return rules.moved(checkin, move, SOON, contact=PLAN), move.effect


def test_an_answer_in_the_range_brings_one_more_question_next() -> None:
    now, effect = after(CHECKIN, "4")
    assert effect is Effect.NEXT_QUESTION
    assert keys(now) == ["lyst", "hvad", "pauser"]
    assert questions_of(now, PLAN)[now.position].key == "hvad"


@pytest.mark.parametrize("raw", ["5", "10"])
def test_an_answer_outside_the_range_goes_on_as_planned(raw: str) -> None:
    now, _ = after(CHECKIN, raw)
    assert keys(now) == ["lyst", "pauser"]


def test_after_the_last_question_the_follow_up_keeps_it_open() -> None:
    start = replace(CHECKIN, position=1, asked=("lyst", "pauser"))
    now, effect = after(start, "stopper")
    assert (now.state, effect) == (CheckInState.OPEN, Effect.NEXT_QUESTION)
    move = rules.text(now, PLAN, "en at tale med", SOON)
    assert move.effect is Effect.THANK_LOW
    assert rules.moved(now, move, SOON, contact=PLAN).state is CheckInState.DONE


def test_the_same_follow_up_is_asked_once() -> None:
    now, _ = after(CHECKIN, "0")
    now = replace(now, position=2)
    now, effect = after(now, "stopper")
    assert keys(now) == ["lyst", "hvad", "pauser"]
    assert effect is Effect.THANK_LOW


def test_a_check_in_of_before_asks_all_that_stands_in_its_plan() -> None:
    assert CHECKIN.asked is None
    assert questions_of(CHECKIN, CONTACT) == (WILL, BREAKS, WORD)


def test_a_check_in_asks_only_what_it_was_begun_with() -> None:
    only = replace(CHECKIN, asked=("pauser",))
    assert [question.key for question in questions_of(only, CONTACT)] == ["pauser"]
    move = rules.answer(only, CONTACT, 0, "gode", SOON)
    assert move.effect is Effect.THANK
