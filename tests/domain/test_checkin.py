from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import checkin as rules
from domain.checkin import CheckIn, CheckInState, Effect, Move
from domain.plan import ContactKind
from tests.domain.contacts import BREAKS, CONTACT, WILL

SENT = datetime(2026, 5, 5, 13, tzinfo=UTC)
ENDS = SENT + CONTACT.window
NOW = SENT + timedelta(hours=1)
LATER = ENDS + timedelta(hours=1)
OPEN = CheckIn(
    id=1,
    youth_id=2,
    contact_key="uge",
    kind=ContactKind.CHECKIN,
    programme_version_id=3,
    occurrence_at=SENT,
    state=CheckInState.OPEN,
    position=0,
    prompt_outbox_id=4,
    opened_at=SENT,
    remind_at=SENT + timedelta(days=1),
    reminded_at=None,
    expires_at=ENDS,
    event_at=None,
    low=False,
)
FINAL = set(CheckInState) - {CheckInState.OPEN}
UNCHANGED = {Effect.STALE, Effect.FOREIGN, Effect.REMIND}

Event = Callable[[CheckIn, datetime], Move]
POSITIONS = st.integers(-1, 4)
EVENTS = st.one_of(
    st.tuples(POSITIONS, st.sampled_from(["0", "7", "gode", "stopper", "pjat"])).map(
        lambda tap: lambda at, now: rules.answer(at, CONTACT, tap[0], tap[1], now)
    ),
    POSITIONS.map(lambda position: lambda at, now: rules.skip(at, CONTACT, position)),
    st.sampled_from(["ok", " "]).map(
        lambda words: lambda at, now: rules.text(at, CONTACT, words, now)
    ),
    st.just(rules.expire),
    st.just(rules.remind),
    st.just(lambda at, now: rules.cancel(at)),
)
STORIES = st.lists(
    st.tuples(EVENTS, st.timedeltas(timedelta(0), timedelta(hours=20))), max_size=12
)


def reached(
    position: int, *, state: CheckInState = CheckInState.OPEN, low: bool = False
) -> CheckIn:
    return replace(OPEN, position=position, state=state, low=low)


@given(STORIES)
def test_no_story_leaves_the_end_or_goes_back(story: list[tuple[Event, timedelta]]) -> None:
    checkin, now = OPEN, SENT
    answered: list[str] = []
    for event, pause in story:
        now += pause
        move = event(checkin, now)
        after = rules.moved(checkin, move, now)
        assert after.position >= checkin.position
        if checkin.state in FINAL:
            assert after.state is checkin.state
            assert after == checkin or (move.late and move.effect is Effect.WELCOME_LATE)
        if move.effect in UNCHANGED:
            assert (after.state, after.position, move.answer) == (
                checkin.state,
                checkin.position,
                None,
            )
        if move.answer is not None:
            assert after.position == checkin.position + 1
            answered.append(move.answer.question_key)
        checkin = after
    assert len(answered) == len(set(answered)) == checkin.position


def test_three_answers_end_with_thanks() -> None:
    first = rules.answer(OPEN, CONTACT, 0, "7", NOW)
    assert (first.effect, first.state, first.position) == (
        Effect.NEXT_QUESTION,
        CheckInState.OPEN,
        1,
    )
    second = rules.answer(rules.moved(OPEN, first, NOW), CONTACT, 1, "gode", NOW)
    assert second.effect is Effect.NEXT_QUESTION
    third = rules.text(reached(2), CONTACT, "det går", NOW)
    assert (third.effect, third.state) == (Effect.THANK, CheckInState.DONE)
    assert third.answer is not None
    assert third.answer.text == "det går"


def test_a_low_answer_on_the_way_is_remembered_in_the_thanks() -> None:
    low = rules.moved(OPEN, rules.answer(OPEN, CONTACT, 0, "1", NOW), NOW)
    assert low.low
    assert rules.text(replace(low, position=2), CONTACT, "ok", NOW).effect is Effect.THANK_LOW
    assert rules.skip(replace(low, position=2), CONTACT, 2).effect is Effect.THANK_LOW
    only = replace(CONTACT, questions=(WILL,))
    assert rules.answer(OPEN, only, 0, "0", NOW).effect is Effect.THANK_LOW


def test_a_skip_before_any_answer_is_a_skip_and_later_it_is_the_end() -> None:
    first = rules.skip(OPEN, CONTACT, 0)
    assert (first.state, first.effect) == (CheckInState.SKIPPED, Effect.THANK_SKIP)
    later = rules.skip(reached(1), CONTACT, 1)
    assert (later.state, later.effect, later.position) == (CheckInState.DONE, Effect.THANK, 1)


@pytest.mark.parametrize("state", [CheckInState.EXPIRED, CheckInState.CANCELLED])
def test_a_late_answer_to_the_question_left_open_is_kept_once(state: CheckInState) -> None:
    ended = reached(1, state=state)
    move = rules.answer(ended, CONTACT, 1, "stopper", LATER)
    assert (move.state, move.effect, move.late) == (state, Effect.WELCOME_LATE, True)
    after = rules.moved(ended, move, LATER)
    assert after.low
    assert rules.answer(after, CONTACT, 1, "gode", LATER).effect is Effect.STALE
    assert rules.answer(ended, CONTACT, 0, "7", LATER).effect is Effect.STALE


def test_an_answer_after_the_window_is_late_even_before_the_prompt_is_closed() -> None:
    move = rules.answer(OPEN, CONTACT, 0, "7", ENDS)
    assert (move.state, move.effect, move.late) == (
        CheckInState.EXPIRED,
        Effect.WELCOME_LATE,
        True,
    )


@pytest.mark.parametrize("state", [CheckInState.DONE, CheckInState.SKIPPED])
def test_a_tap_on_what_is_over_changes_nothing(state: CheckInState) -> None:
    over = reached(0, state=state)
    assert rules.answer(over, CONTACT, 0, "7", NOW).effect is Effect.STALE
    assert rules.skip(over, CONTACT, 0).effect is Effect.STALE


def test_an_old_button_changes_nothing() -> None:
    assert rules.answer(reached(1), CONTACT, 0, "7", NOW).effect is Effect.STALE
    assert rules.skip(reached(1), CONTACT, 0).effect is Effect.STALE


@pytest.mark.parametrize(
    ("position", "raw"),
    [(-1, "7"), (3, "7"), (1, "gode"), (0, "11"), (0, "gode"), (2, "skrevet på en knap")],
)
def test_a_button_that_was_never_shown_is_foreign(position: int, raw: str) -> None:
    assert rules.answer(OPEN, CONTACT, position, raw, NOW).effect is Effect.FOREIGN


@pytest.mark.parametrize("position", [-1, 1, 3])
def test_a_skip_of_a_question_that_was_never_shown_is_foreign(position: int) -> None:
    assert rules.skip(OPEN, CONTACT, position).effect is Effect.FOREIGN


def test_words_are_an_answer_only_while_words_are_asked_for() -> None:
    asked = reached(2)
    assert rules.text(asked, CONTACT, "ok", ENDS - timedelta(seconds=1)).answer is not None
    assert rules.text(asked, CONTACT, "ok", ENDS).effect is Effect.FOREIGN
    assert rules.text(asked, CONTACT, "  ", NOW).effect is Effect.FOREIGN
    assert rules.text(reached(1), CONTACT, "ok", NOW).effect is Effect.FOREIGN
    assert rules.text(reached(3), CONTACT, "ok", NOW).effect is Effect.FOREIGN
    done = reached(2, state=CheckInState.DONE)
    assert rules.text(done, CONTACT, "ok", NOW).effect is Effect.FOREIGN


def test_the_window_ends_once_and_only_in_its_time() -> None:
    assert rules.expire(OPEN, ENDS - timedelta(seconds=1)).effect is Effect.STALE
    move = rules.expire(reached(1), ENDS)
    assert (move.state, move.effect, move.position) == (CheckInState.EXPIRED, Effect.CLOSE, 1)
    assert rules.expire(rules.moved(OPEN, move, ENDS), LATER).effect is Effect.STALE


def test_there_is_one_reminder_between_its_time_and_the_end() -> None:
    due = SENT + timedelta(days=1)
    assert rules.remind(OPEN, due - timedelta(seconds=1)).effect is Effect.STALE
    move = rules.remind(OPEN, due)
    assert move.effect is Effect.REMIND
    reminded = rules.moved(OPEN, move, due)
    assert reminded.reminded_at == due
    assert rules.remind(reminded, due).effect is Effect.STALE
    assert rules.remind(OPEN, ENDS).effect is Effect.STALE
    assert rules.remind(replace(OPEN, remind_at=None), due).effect is Effect.STALE
    assert rules.remind(reached(0, state=CheckInState.DONE), due).effect is Effect.STALE


def test_a_pause_closes_an_open_prompt_and_leaves_a_finished_one() -> None:
    move = rules.cancel(OPEN)
    assert (move.state, move.effect) == (CheckInState.CANCELLED, Effect.CLOSE)
    assert rules.cancel(reached(0, state=CheckInState.DONE)).effect is Effect.STALE


def test_a_choice_as_last_question_ends_the_checkin() -> None:
    only = replace(CONTACT, questions=(BREAKS,))
    assert rules.answer(OPEN, only, 0, "gode", NOW).effect is Effect.THANK
