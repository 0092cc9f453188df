from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.case import Case, CaseKind, CaseState, ContactWay, Level, Outcome
from domain.escalation import (
    OFTEN,
    Why,
    climb,
    close,
    frozen_ladder,
    opened,
    outcomes,
    take,
    try_again,
    unheard,
)
from domain.plan import Waits
from domain.site import SiteRules
from tests.domain.cases import CASE, COORDINATOR, COVER, MENTOR, WAITS
from tests.domain.times import INSTANTS, OFFICE, SITES, local

LADDER = CASE.ladder
MINUTES = st.integers(1, 600).map(lambda minutes: timedelta(minutes=minutes))
REPEATS = st.tuples(MINUTES, MINUTES).map(sorted)
ANY_WAITS = REPEATS.flatmap(
    lambda repeats: st.builds(
        Waits,
        yellow_cover_after=MINUTES,
        yellow_coordinator_working_days=st.integers(1, 4),
        yellow_outcome_working_days=st.integers(1, 4),
        red_step=MINUTES,
        red_outcome=MINUTES,
        red_repeat=st.just(repeats[0]),
        red_repeat_later=st.just(repeats[1]),
    )
)
Event = Callable[[Case, datetime, Waits, SiteRules], Case]


def tried(case: Case, now: datetime, ahead: timedelta) -> Case:
    return (
        try_again(case, now + ahead, now, WAITS, OFFICE) if case.state is CaseState.TAKEN else case
    )


EVENTS: st.SearchStrategy[Event] = st.one_of(
    st.just(lambda case, now, waits, site: climb(case, now, waits, site).case),
    st.just(lambda case, now, waits, site: climb(case, now, waits, site).case),
    st.sampled_from([*LADDER, 99]).map(
        lambda staff: lambda case, now, waits, site: take(case, staff, now, waits, site)
    ),
    MINUTES.map(lambda ahead: lambda case, now, waits, site: tried(case, now, ahead)),
    st.just(lambda case, now, waits, site: close(case, Outcome.TALKED, ContactWay.MET, now)),
)
STORIES = st.lists(st.tuples(EVENTS, st.timedeltas(timedelta(0), timedelta(days=4))), max_size=10)
LADDERS = st.lists(st.integers(11, 14), min_size=1, max_size=4).map(frozen_ladder)


@given(STORIES, LADDERS, ANY_WAITS, SITES, INSTANTS, st.sampled_from(Level))
def test_a_case_moves_on_until_it_is_closed_and_never_goes_down(
    story: list[tuple[Event, timedelta]],
    ladder: tuple[int, ...],
    waits: Waits,
    site: SiteRules,
    now: datetime,
    level: Level,
) -> None:
    opening = opened(level, now, waits, site, ladder=ladder)
    case = replace(
        CASE, level=level, ladder=ladder, step=opening.step, escalate_at=opening.escalate_at
    )
    assert now <= opening.notify_at < opening.escalate_at
    assert opening.due_at > now
    for event, pause in story:
        now += pause
        after = event(case, now, waits, site)
        assert after.step >= case.step
        assert after.round >= case.round
        assert (after.escalate_at is None) == (after.state is CaseState.CLOSED)
        if after != case and after.escalate_at is not None:
            assert after.escalate_at > now
        if case.state is CaseState.CLOSED:
            assert after == case
        case = after


@given(LADDERS, ANY_WAITS, SITES, INSTANTS, st.sampled_from(Level))
def test_left_alone_a_case_reaches_everybody_and_then_the_top_for_ever(
    ladder: tuple[int, ...], waits: Waits, site: SiteRules, now: datetime, level: Level
) -> None:
    opening = opened(level, now, waits, site, ladder=ladder)
    case = replace(
        CASE, level=level, ladder=ladder, step=opening.step, escalate_at=opening.escalate_at
    )
    told = [opening.tell]
    for _ in range(6):
        assert case.escalate_at is not None
        moved = climb(case, case.escalate_at, waits, site)
        assert moved.tell
        assert moved.notify_at is not None
        told.append(moved.tell)
        case = moved.case
    assert {staff for tell in told for staff in tell} == set(ladder)
    assert told[-1] == (ladder if level is Level.RED else ladder[-1:])
    assert case.round > 0


def test_a_yellow_case_goes_from_worker_to_cover_to_coordinator() -> None:
    opening = opened(Level.YELLOW, local("2026-05-05 09:00"), WAITS, OFFICE, ladder=LADDER)
    assert (opening.step, opening.tell) == (0, (MENTOR,))
    assert opening.notify_at == local("2026-05-05 09:00")
    assert opening.due_at == opening.escalate_at == local("2026-05-05 13:00")
    cover = climb(CASE, local("2026-05-05 13:00"), WAITS, OFFICE)
    assert (cover.why, cover.tell, cover.case.step) == (Why.NOBODY_TOOK_IT, (COVER,), 1)
    assert cover.case.escalate_at == local("2026-05-06 13:00")
    top = climb(cover.case, local("2026-05-06 13:00"), WAITS, OFFICE)
    assert (top.tell, top.case.step, top.case.round) == ((COORDINATOR,), 2, 0)
    again = climb(top.case, local("2026-05-07 13:00"), WAITS, OFFICE)
    assert (again.tell, again.case.step, again.case.round) == ((COORDINATOR,), 2, 1)
    assert again.case.escalate_at == local("2026-05-08 13:00")


def test_a_longer_wait_before_the_coordinator_is_not_a_longer_wait_at_the_top() -> None:
    patient = replace(WAITS, yellow_coordinator_working_days=2)
    cover = climb(CASE, local("2026-05-05 13:00"), patient, OFFICE)
    assert cover.case.escalate_at == local("2026-05-07 13:00")
    top = climb(cover.case, local("2026-05-07 13:00"), patient, OFFICE)
    assert top.case.escalate_at == local("2026-05-08 13:00")


def test_a_yellow_case_on_a_saturday_waits_for_monday() -> None:
    opening = opened(Level.YELLOW, local("2026-05-09 12:00"), WAITS, OFFICE, ladder=LADDER)
    assert opening.notify_at == local("2026-05-11 09:00")
    assert opening.escalate_at == local("2026-05-11 13:00")


def test_a_red_case_tells_everybody_at_once_and_again_at_any_hour() -> None:
    night = local("2026-05-09 02:14")
    opening = opened(Level.RED, night, WAITS, OFFICE, ladder=LADDER)
    assert (opening.tell, opening.notify_at) == (LADDER, night)
    assert opening.escalate_at == opening.due_at == night + timedelta(minutes=5)
    red = replace(CASE, level=Level.RED, step=2, escalate_at=opening.escalate_at)
    again = climb(red, opening.escalate_at, WAITS, OFFICE)
    assert (again.tell, again.notify_at, again.case.round) == (LADDER, opening.escalate_at, 1)
    assert again.case.escalate_at == night + timedelta(minutes=20)


def told_at(now: datetime, waits: Waits, site: SiteRules, times: int) -> list[datetime]:
    """Return when everybody hears of a red case that nobody takes."""
    opening = opened(Level.RED, now, waits, site, ladder=LADDER)
    case = replace(CASE, level=Level.RED, step=opening.step, escalate_at=opening.escalate_at)
    heard = [opening.notify_at]
    while len(heard) < times:
        assert case.escalate_at is not None
        moved = climb(case, case.escalate_at, waits, site)
        assert (moved.tell, moved.notify_at) == (LADDER, case.escalate_at)
        heard.append(case.escalate_at)
        case = moved.case
    return heard


def test_after_the_first_hour_a_red_case_is_told_every_hour_and_at_the_opening() -> None:
    night = local("2026-05-08 06:32")
    heard = told_at(night, WAITS, OFFICE, 12)
    minutes = [int((at - night).total_seconds() / 60) for at in heard]
    assert minutes == [0, 5, 20, 35, 50, 65, 125, 148, 208, 268, 328, 388]
    assert heard[7] == local("2026-05-08 09:00")


@given(ANY_WAITS, SITES, INSTANTS, st.integers(OFTEN + 2, OFTEN + 12))
def test_a_red_case_that_nobody_takes_is_never_silent_for_longer_than_agreed(
    waits: Waits, site: SiteRules, now: datetime, times: int
) -> None:
    heard = told_at(now, waits, site, times)
    gaps = [later - earlier for earlier, later in pairwise(heard)]
    assert gaps[0] == waits.red_step
    assert set(gaps[1 : OFTEN + 1]) == {waits.red_repeat}
    assert all(timedelta(0) < gap <= waits.red_repeat_later for gap in gaps[OFTEN + 1 :])


@given(ANY_WAITS, SITES, INSTANTS)
def test_once_it_is_told_more_seldom_a_red_case_is_told_at_every_opening(
    waits: Waits, site: SiteRules, now: datetime
) -> None:
    heard = told_at(now, waits, site, OFTEN + 12)[OFTEN + 1 :]
    for earlier, later in pairwise(heard):
        opens = site.opening_within(earlier, later - earlier)
        assert opens in {None, later}, "an opening passed without a word"
        assert later == (opens or earlier + waits.red_repeat_later)


def test_a_site_that_never_opens_does_not_stop_a_red_case() -> None:
    closed = replace(OFFICE, hours={})
    heard = told_at(local("2026-05-09 02:14"), WAITS, closed, 9)
    assert heard[-1] - heard[-2] == WAITS.red_repeat_later


def test_a_red_case_that_nobody_could_hear_of_stays_at_short_notice() -> None:
    now = local("2026-05-09 02:14")
    case = replace(CASE, level=Level.RED, step=2, escalate_at=now, round=OFTEN + 3)
    moved = climb(case, now, WAITS, OFFICE).case
    untold = unheard(case, moved, now, WAITS)
    assert (untold.round, untold.escalate_at) == (case.round, now + WAITS.red_repeat)
    yellow = climb(CASE, local("2026-05-05 13:00"), WAITS, OFFICE).case
    assert unheard(CASE, yellow, local("2026-05-05 13:00"), WAITS) is yellow


def test_someone_on_two_rungs_is_told_once() -> None:
    assert frozen_ladder([MENTOR, MENTOR, COORDINATOR]) == (MENTOR, COORDINATOR)
    red = opened(
        Level.RED, local("2026-05-09 02:14"), WAITS, OFFICE, ladder=(MENTOR, MENTOR, COORDINATOR)
    )
    assert red.tell == (MENTOR, COORDINATOR)
    both = replace(CASE, ladder=(MENTOR, MENTOR, COORDINATOR))
    assert climb(both, local("2026-05-05 13:00"), WAITS, OFFICE).tell == (COORDINATOR,)


def test_a_ladder_with_nobody_on_it_is_refused() -> None:
    with pytest.raises(ValueError, match="needs somebody"):
        opened(Level.RED, local("2026-05-09 02:14"), WAITS, OFFICE, ladder=())


def test_a_case_whose_clock_still_runs_stays() -> None:
    stays = climb(CASE, local("2026-05-05 12:59"), WAITS, OFFICE)
    assert (stays.case, stays.why, stays.tell, stays.notify_at) == (CASE, Why.NOT_DUE, (), None)


def test_an_open_case_that_has_lost_its_clock_climbs_at_once() -> None:
    lost = climb(replace(CASE, escalate_at=None), local("2026-05-05 09:01"), WAITS, OFFICE)
    assert lost.tell == (COVER,)


def test_taking_a_case_starts_the_wait_for_an_outcome() -> None:
    now = local("2026-05-05 10:00")
    taken = take(CASE, MENTOR, now, WAITS, OFFICE)
    assert (taken.state, taken.taken_by, taken.taken_at) == (CaseState.TAKEN, MENTOR, now)
    assert taken.ends_at == local("2026-05-06 10:00")
    assert taken.escalate_at == taken.warn_at == local("2026-05-06 09:45")
    red = take(replace(CASE, level=Level.RED), MENTOR, now, WAITS, OFFICE)
    assert red.ends_at == now + timedelta(minutes=60)
    assert red.escalate_at == red.warn_at == now + timedelta(minutes=45)


def test_a_second_tap_neither_takes_the_case_nor_prolongs_the_wait() -> None:
    taken = take(CASE, MENTOR, local("2026-05-05 10:00"), WAITS, OFFICE)
    later = local("2026-05-05 11:00")
    assert take(taken, MENTOR, later, WAITS, OFFICE) is taken
    assert take(taken, COVER, later, WAITS, OFFICE) is taken


def test_a_taken_case_without_outcome_opens_for_the_next() -> None:
    taken = take(CASE, MENTOR, local("2026-05-05 10:00"), WAITS, OFFICE)
    moved = climb(taken, local("2026-05-06 10:00"), WAITS, OFFICE)
    assert (moved.why, moved.tell) == (Why.NO_OUTCOME, (COVER,))
    assert (moved.case.state, moved.case.taken_by, moved.case.taken_at) == (
        CaseState.OPEN,
        None,
        None,
    )


def test_a_cover_who_took_it_early_is_passed_over_when_nothing_came_of_it() -> None:
    taken = take(CASE, COVER, local("2026-05-05 10:00"), WAITS, OFFICE)
    assert climb(taken, local("2026-05-06 10:00"), WAITS, OFFICE).tell == (COORDINATOR,)


def test_a_red_case_without_outcome_opens_for_everybody() -> None:
    now = local("2026-05-09 02:20")
    taken = take(replace(CASE, level=Level.RED, step=2), COVER, now, WAITS, OFFICE)
    moved = climb(taken, now + timedelta(minutes=60), WAITS, OFFICE)
    assert (moved.why, moved.tell, moved.case.state) == (Why.NO_OUTCOME, LADDER, CaseState.OPEN)


@pytest.mark.parametrize("level", list(Level))
def test_a_new_try_reminds_the_taker_and_then_waits_for_the_outcome(level: Level) -> None:
    now, when = local("2026-05-05 10:00"), local("2026-05-07 13:00")
    taken = take(replace(CASE, level=level), 99, now, WAITS, OFFICE)
    trying = try_again(taken, when, now, WAITS, OFFICE)
    assert (trying.state, trying.try_again_at, trying.escalate_at) == (CaseState.TAKEN, when, when)
    reminded = climb(trying, when, WAITS, OFFICE)
    assert (reminded.why, reminded.tell, reminded.notify_at) == (Why.TRY_AGAIN, (99,), when)
    assert (reminded.case.state, reminded.case.try_again_at) == (CaseState.TAKEN, None)
    assert reminded.case.escalate_at is not None
    warned = climb(reminded.case, reminded.case.escalate_at, WAITS, OFFICE)
    assert (warned.why, warned.tell) == (Why.ENDS_SOON, (99,)), "once, before it goes on"
    assert warned.case.escalate_at == warned.case.ends_at
    assert warned.case.ends_at is not None
    over = climb(warned.case, warned.case.ends_at, WAITS, OFFICE)
    assert over.why is Why.NO_OUTCOME


def test_only_a_taken_case_is_tried_again_and_only_later() -> None:
    now = local("2026-05-05 10:00")
    with pytest.raises(ValueError, match="take it first"):
        try_again(CASE, now + timedelta(hours=1), now, WAITS, OFFICE)
    with pytest.raises(ValueError, match="later time"):
        try_again(take(CASE, MENTOR, now, WAITS, OFFICE), now, now, WAITS, OFFICE)


def test_a_closed_case_says_how_and_never_moves_again() -> None:
    now = local("2026-05-05 10:00")
    closed = close(CASE, Outcome.TALKED, ContactWay.CALLED, now)
    assert (closed.state, closed.closed_at, closed.outcome, closed.way) == (
        CaseState.CLOSED,
        now,
        Outcome.TALKED,
        ContactWay.CALLED,
    )
    assert climb(closed, now + timedelta(days=9), WAITS, OFFICE).case is closed
    assert climb(closed, now, WAITS, OFFICE).why is Why.CLOSED
    assert take(closed, MENTOR, now, WAITS, OFFICE) is closed
    assert close(closed, Outcome.READ, None, now) is closed


@pytest.mark.parametrize("kind", list(CaseKind))
def test_every_case_can_end_by_a_talk_and_only_some_by_reading(kind: CaseKind) -> None:
    assert Outcome.TALKED in outcomes(kind)
    readable = {
        CaseKind.WORD,
        CaseKind.LOW_ANSWER,
        CaseKind.UNREAD,
        CaseKind.UNKNOWN_SENDER,
        CaseKind.UNREADABLE,
    }
    assert (Outcome.READ in outcomes(kind)) == (kind in readable)


def test_an_outcome_that_does_not_fit_is_refused() -> None:
    now = local("2026-05-05 10:00")
    with pytest.raises(ValueError, match="does not end by read"):
        close(replace(CASE, kind=CaseKind.CRISIS), Outcome.READ, None, now)
    with pytest.raises(ValueError, match="choose one way"):
        close(CASE, Outcome.TALKED, None, now)
    word = replace(CASE, kind=CaseKind.WORD)
    with pytest.raises(ValueError, match="choose one way"):
        close(word, Outcome.READ, ContactWay.MET, now)
    assert close(word, Outcome.ANSWERED, None, now).state is CaseState.CLOSED
