"""Who must have seen a red case, and how a taking ends when nothing comes of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from domain.acknowledging import (
    acknowledge,
    alone,
    ask_later,
    is_wanted,
    joined,
    may_acknowledge,
    with_clock,
)
from domain.after_red import talked
from domain.case import Case, CaseKind, CaseState, Level
from domain.escalation import Why, climb, not_reached, take, try_again
from domain.handing_on import give_on
from domain.lapse import lapsed, let_lapse_by, may_take
from domain.site import SiteRules
from domain.today import Step, next_step, waits_for
from tests.domain.cases import CASE, COORDINATOR, COVER, MENTOR, WAITS
from tests.domain.times import INSTANTS, OFFICE, SITES, local

NOW = local("2026-05-05 10:00")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
RED = replace(CASE, level=Level.RED, step=2, needs=2, escalate_at=NOW)
TAKEN = take(RED, COORDINATOR, NOW, WAITS, OFFICE)


def due(case: Case) -> datetime:
    """Return when a case moves on."""
    assert case.escalate_at is not None
    return case.escalate_at


def test_whoever_takes_it_has_seen_it_and_one_more_is_wanted() -> None:
    assert TAKEN.acknowledged == (COORDINATOR,)
    assert is_wanted(TAKEN)
    assert not may_acknowledge(TAKEN, COORDINATOR)
    assert [may_acknowledge(TAKEN, one) for one in (MENTOR, COVER)] == [True, True]
    seen = acknowledge(TAKEN, MENTOR, NOW)
    assert (seen.acknowledged, is_wanted(seen), seen.ask_at) == (
        (COORDINATOR, MENTOR),
        False,
        None,
    )
    assert acknowledge(seen, COVER, NOW) is seen, "enough is enough"
    assert acknowledge(TAKEN, COORDINATOR, NOW) is TAKEN, "nobody counts twice"


def test_those_who_have_not_seen_it_are_told_again_while_it_stays_taken() -> None:
    case, told = TAKEN, []
    while due(case) < NOW + timedelta(minutes=45):
        moved = climb(case, due(case), WAITS, OFFICE)
        assert (moved.why, moved.tell) == (Why.NOT_SEEN, (MENTOR, COVER))
        assert (moved.case.state, moved.case.taken_by) == (CaseState.TAKEN, COORDINATOR)
        told.append(int((due(case) - NOW).total_seconds() / 60))
        case = moved.case
    assert told == [5, 20, 35]
    assert case.round == RED.round, "how often all are told of an open one is not used up"


def test_a_talk_and_a_concern_want_nobody_more() -> None:
    spoken = talked(replace(TAKEN, kind=CASE.kind), NOW, WAITS, OFFICE)
    assert (is_wanted(spoken), spoken.ask_at) == (False, None)
    yellow = take(replace(CASE, needs=2), MENTOR, NOW, WAITS, OFFICE)
    assert (is_wanted(yellow), yellow.ask_at) == (False, None)


def test_with_nobody_else_there_those_who_have_seen_it_are_enough() -> None:
    only = alone(TAKEN, NOW)
    assert (only.needs, is_wanted(only), only.ask_at) == (1, False, None)


def test_whoever_takes_it_and_forgets_is_reminded_once_and_then_it_is_open_for_all() -> None:
    case = acknowledge(TAKEN, MENTOR, NOW)
    warned = climb(case, due(case), WAITS, OFFICE)
    assert (warned.why, warned.tell) == (Why.ENDS_SOON, (COORDINATOR,))
    assert due(case) == NOW + timedelta(minutes=45)
    assert due(warned.case) == NOW + timedelta(minutes=60)
    over = climb(warned.case, due(warned.case), WAITS, OFFICE)
    assert (over.why, over.case.state, over.case.taken_by) == (
        Why.NO_OUTCOME,
        CaseState.OPEN,
        None,
    )
    assert over.tell == CASE.ladder
    assert over.case.acknowledged == (MENTOR,), "an acknowledgement ends with its taking"
    assert not is_wanted(take(over.case, COVER, due(over.case), WAITS, OFFICE))


def test_the_reminder_leaves_the_time_it_names_also_at_the_opening() -> None:
    at_nine = take(CASE, MENTOR, local("2026-05-05 09:05"), WAITS, OFFICE)
    assert at_nine.warn_at == local("2026-05-06 09:00"), "nobody is reminded before work"
    assert at_nine.ends_at == local("2026-05-06 09:15")


def test_a_red_case_that_is_tried_again_ends_all_the_same_and_others_are_asked() -> None:
    trying = try_again(TAKEN, NOW + timedelta(hours=1), NOW, WAITS, OFFICE)
    assert trying.ends_at == NOW + timedelta(hours=2), "a try parks nobody in danger"
    asked = climb(trying, due(trying), WAITS, OFFICE)
    assert (asked.why, asked.case.try_again_at) == (Why.NOT_SEEN, trying.try_again_at)
    seen = acknowledge(trying, MENTOR, NOW)
    assert due(seen) == trying.try_again_at


def test_a_yellow_case_waits_for_the_try_that_its_taker_chose() -> None:
    yellow = take(CASE, MENTOR, NOW, WAITS, OFFICE)
    trying = try_again(yellow, NOW + timedelta(hours=3), NOW, WAITS, OFFICE)
    assert (trying.ends_at, trying.warn_at) == (None, None)
    assert due(trying) == NOW + timedelta(hours=3)


def test_a_red_case_that_was_not_reached_stays_with_its_taker_a_round_further() -> None:
    trying = try_again(TAKEN, NOW + timedelta(hours=1), NOW, WAITS, OFFICE)
    moved = not_reached(trying)
    assert (moved.why, moved.case.taken_by) == (Why.NOT_REACHED, COORDINATOR)
    assert moved.case.round == trying.round + 1
    assert moved.case.escalate_at == trying.escalate_at


def test_who_takes_a_red_case_after_the_talk_has_until_the_follow_up() -> None:
    spoken = talked(replace(TAKEN, kind=CaseKind.CRISIS), NOW, WAITS, OFFICE)
    retaken = take(replace(spoken, state=CaseState.OPEN), COVER, NOW + HOUR, WAITS, OFFICE)
    assert retaken.ends_at == spoken.ends_at == local("2026-05-06 11:00"), "no hour's clock"
    late = take(replace(spoken, state=CaseState.OPEN), COVER, NOW + 3 * DAY, WAITS, OFFICE)
    assert late.ends_at == NOW + 3 * DAY + HOUR, "its day has passed: somebody looks now"


def test_whoever_gave_it_on_has_seen_it() -> None:
    moved = give_on(TAKEN, COORDINATOR, NOW, WAITS, OFFICE)
    assert moved is not None
    assert not is_wanted(take(moved.case, MENTOR, NOW, WAITS, OFFICE))


def test_it_stands_in_the_day_of_all_until_somebody_has_talked() -> None:
    assert [waits_for(TAKEN, one) for one in CASE.ladder] == [True, True, True]
    assert next_step(TAKEN, None, MENTOR) is Step.SEE
    assert next_step(TAKEN, None, COORDINATOR) is Step.CALL_AT_ONCE
    seen = acknowledge(TAKEN, MENTOR, NOW)
    assert [waits_for(seen, one) for one in CASE.ladder] == [True, True, True], "until the talk"
    assert next_step(seen, None, MENTOR) is Step.WITH_COLLEAGUE
    spoken = talked(seen, NOW, WAITS, OFFICE)
    assert [waits_for(spoken, one) for one in CASE.ladder] == [False, False, True]


@given(INSTANTS, SITES, st.integers(1, 4), st.sampled_from(Level))
def test_a_taken_case_always_moves_on_later_and_in_the_end_it_is_open(
    now: datetime, site: SiteRules, needs: int, level: Level
) -> None:
    case = take(replace(RED, level=level, needs=needs), MENTOR, now, WAITS, site)
    moments = [now]
    for _ in range(40):
        moments.append(due(case))
        case = climb(case, due(case), WAITS, site).case
        if case.state is CaseState.OPEN:
            break
    assert case.state is CaseState.OPEN, "nothing that was taken stays so for ever"
    assert all(earlier < later for earlier, later in pairwise(moments))


def test_who_may_not_be_rung_now_is_asked_later_and_that_is_no_round() -> None:
    opening = NOW + timedelta(minutes=3)
    later = ask_later(TAKEN, opening, NOW)
    assert (later.ask_at, later.asked, due(later)) == (opening, TAKEN.asked, opening)


def test_whoever_joins_a_ladder_is_told_last_and_the_case_waits_for_them() -> None:
    leader = 99
    more = joined(RED, (leader,))
    assert more.ladder == (*RED.ladder, leader)
    assert more.step == len(RED.ladder)


def test_a_case_without_any_clock_keeps_the_one_of_its_ladder() -> None:
    assert with_clock(RED, NOW) is RED


# ------------------------------------------------------------- what somebody let lapse


def after(case: Case, taker: int) -> Case:
    """Return a case that somebody took now, and that went on because nothing came of it."""
    taken = replace(take(case, taker, NOW, WAITS, OFFICE), warn_at=None)
    return climb(taken, NOW + DAY, WAITS, OFFICE).case


def test_who_let_it_lapse_cannot_take_it_before_the_next_had_their_turn() -> None:
    moved = after(CASE, MENTOR)
    assert (moved.state, let_lapse_by(moved)) == (CaseState.OPEN, MENTOR)
    assert [may_take(moved, one) for one in (MENTOR, COVER, COORDINATOR)] == [False, True, True]
    assert next_step(moved, None, MENTOR) is Step.WAITS
    assert next_step(moved, None, COVER) is Step.TAKE
    assert moved.evidence.items() >= CASE.evidence.items(), "what it rests on stays"

    further = climb(moved, due(moved), WAITS, OFFICE)
    assert further.why is Why.NOBODY_TOOK_IT
    assert may_take(further.case, MENTOR), "the next had their turn"


def test_whoever_takes_it_then_has_it_as_everybody_has() -> None:
    taken = take(after(CASE, MENTOR), COVER, NOW + DAY, WAITS, OFFICE)
    assert let_lapse_by(taken) is None
    assert taken.evidence == CASE.evidence
    assert let_lapse_by(lapsed(taken, COVER)) is None, "a taken case has nobody who let it lapse"


def test_nobody_is_kept_from_a_case_that_only_they_are_told_of_nor_from_danger() -> None:
    top = after(replace(CASE, step=2), COORDINATOR)
    assert may_take(top, COORDINATOR), "they are told again, and nobody else is"
    red = after(RED, MENTOR)
    assert all(may_take(red, one) for one in (MENTOR, COVER, COORDINATOR))
