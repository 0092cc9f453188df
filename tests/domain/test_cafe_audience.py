"""Who is invited: nobody with a reason against it, and never both of a pair."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.cafe import Coming, Rsvp
from domain.cafe_audience import (
    Before,
    Guest,
    LeftOut,
    audience,
    kept_apart,
    may_hear,
    meets,
    stands_first,
    who_is_told,
    why_not,
)
from domain.people import Youth, YouthStatus
from tests.domain.people import YOUTH
from tests.domain.times import local

NOW = local("2026-03-03 14:00")
DAY = timedelta(days=1)
STATES: dict[str, dict[str, object]] = {
    "well": {},
    "stopped": {"status": YouthStatus.STOPPED},
    "red": {"held_at": NOW},
    "blocked": {"blocked_at": NOW},
    "paused": {"paused_until": NOW + DAY},
    "quiet": {"quieted_at": NOW - DAY},
}


def youth(number: int, state: str = "well") -> Youth:
    return replace(YOUTH, id=number, **STATES[state])  # type: ignore[arg-type]


GUESTS = st.lists(
    st.builds(
        lambda state, gave_way, came, soft: (
            state,
            Before(soft_at=NOW - DAY if soft else None, gave_way=gave_way, came_last=came),
        ),
        st.sampled_from(sorted(STATES)),
        st.booleans(),
        st.booleans(),
        st.booleans(),
    ),
    max_size=8,
).map(
    lambda drawn: [
        Guest(youth(number, state), before) for number, (state, before) in enumerate(drawn, 1)
    ]
)
PAIRS = st.sets(
    st.tuples(st.integers(1, 8), st.integers(1, 8)).filter(lambda pair: pair[0] < pair[1])
)


@given(GUESTS, PAIRS)
def test_nobody_with_a_reason_against_it_is_invited(
    guests: Sequence[Guest], pairs: set[tuple[int, int]]
) -> None:
    chosen = audience(guests, pairs, NOW)
    for guest in guests:
        if (reason := why_not(guest.youth, guest.before, NOW)) is not None:
            assert chosen[guest.youth.id] is reason


@given(GUESTS, PAIRS)
def test_whose_turn_it_is_before_the_cohort_keeps_it_then(
    guests: Sequence[Guest], pairs: set[tuple[int, int]]
) -> None:
    chosen = audience(guests, pairs, NOW)
    for guest in guests:
        met = [one for one in guests if one.youth.id in meets(guest.youth.id, pairs)]
        if stands_first(guest, met):
            assert chosen[guest.youth.id] is why_not(guest.youth, guest.before, NOW)
        assert not (met and stands_first(guest, met, invited=[met[0].youth.id]))


@given(GUESTS, PAIRS)
def test_never_both_of_a_pair_and_nobody_gives_way_for_nothing(
    guests: Sequence[Guest], pairs: set[tuple[int, int]]
) -> None:
    chosen = audience(guests, pairs, NOW)
    coming = {number for number, reason in chosen.items() if reason is None}
    assert not any({one, other} <= coming for one, other in pairs)
    for number, reason in chosen.items():
        if reason is LeftOut.APART:
            assert meets(number, pairs) & coming


@given(st.permutations(range(1, 9)), PAIRS)
def test_news_never_reaches_both_of_a_pair(order: list[int], pairs: set[tuple[int, int]]) -> None:
    kept = set(kept_apart(order, pairs))
    assert not any({one, other} <= kept for one, other in pairs)
    assert order[0] in kept


@given(
    st.lists(st.tuples(st.none() | st.sampled_from(Coming), st.booleans()), max_size=8),
    PAIRS,
)
def test_nobody_is_reminded_who_did_not_say_yes_or_maybe(
    answers: list[tuple[Coming | None, bool]], pairs: set[tuple[int, int]]
) -> None:
    rows = [
        Rsvp(id=n, cafe_id=1, youth_id=n, answer=answer, invited_at=NOW if invited else None)
        for n, (answer, invited) in enumerate(answers, 1)
    ]
    told = {one.youth_id for one in who_is_told(rows, pairs)}
    assert all(one.is_expected for one in rows if one.youth_id in told)
    assert not any({one, other} <= told for one, other in pairs)


def turns(first: Before, second: Before, invited: Sequence[int] = ()) -> int:
    """Return which of two who must not meet is invited."""
    guests = [Guest(youth(1), first), Guest(youth(2), second)]
    chosen = audience(guests, {(1, 2)}, NOW, invited=invited)
    return next(number for number, reason in chosen.items() if reason is None)


def test_of_a_pair_the_one_who_gave_way_last_time_comes_first() -> None:
    assert turns(Before(came_last=True), Before(gave_way=True)) == 2


def test_of_a_new_pair_the_one_who_came_last_time_keeps_the_place() -> None:
    assert turns(Before(), Before(came_last=True)) == 2


def test_of_a_pair_that_nothing_is_known_of_the_one_longest_with_us_is_invited() -> None:
    assert turns(Before(), Before()) == 1


def test_who_is_invited_already_keeps_the_place() -> None:
    assert turns(Before(gave_way=True), Before(), invited=[2]) == 2


def test_two_who_must_not_meet_take_turns_for_ever() -> None:
    gave_way, invited = 0, []
    for _ in range(6):
        invited.append(turns(Before(gave_way=gave_way == 1), Before(gave_way=gave_way == 2)))
        gave_way = 3 - invited[-1]
    assert invited == [1, 2, 1, 2, 1, 2]


@pytest.mark.parametrize(
    ("soft_on", "reason"),
    [("2026-03-02 09:00", LeftOut.QUIET), ("2026-03-01 20:00", None)],
)
def test_a_quiet_youth_gets_one_soft_line_a_week(soft_on: str, reason: LeftOut | None) -> None:
    assert why_not(youth(1, "quiet"), Before(soft_at=local(soft_on)), NOW) is reason


def test_who_has_stopped_the_topic_is_left_out() -> None:
    assert why_not(youth(1), Before(topic_off=True), NOW) is LeftOut.TOPIC


@pytest.mark.parametrize("state", sorted(STATES))
def test_news_of_an_evening_reaches_whom_nothing_holds_back(state: str) -> None:
    assert may_hear(youth(1, state), NOW) is (state in {"well", "quiet"})
