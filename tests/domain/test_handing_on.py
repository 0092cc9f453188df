from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.after_red import talked
from domain.case import CaseKind, CaseState, Level
from domain.escalation import Why, climb, take, try_again
from domain.handing_on import (
    LEAST_TO_READ,
    back_to,
    cover_climbs_at,
    cover_for,
    give_on,
    may_be_all_well,
    needs_another_road,
)
from tests.domain.cases import CASE, COORDINATOR, COVER, MENTOR, WAITS
from tests.domain.times import OFFICE, local

HOUR = timedelta(hours=1)
NOW = local("2026-05-05 10:00")


def test_it_goes_to_the_next_rung_and_stays_the_givers() -> None:
    moved = give_on(CASE, MENTOR, NOW, WAITS, OFFICE)
    assert moved is not None
    assert (moved.why, moved.tell) == (Why.GIVEN, (COVER,))
    assert (moved.case.state, moved.case.given_by) == (CaseState.OPEN, MENTOR)
    assert moved.case.escalate_at == OFFICE.add_staffed(NOW, WAITS.yellow_cover_after)


def test_a_taken_case_is_open_again_for_the_next() -> None:
    taken = take(CASE, COVER, NOW, WAITS, OFFICE)
    moved = give_on(taken, COVER, NOW, WAITS, OFFICE)
    assert moved is not None
    assert (moved.case.taken_by, moved.case.taken_at, moved.tell) == (None, None, (COORDINATOR,))


def test_whoever_stands_on_top_has_nobody_to_give_it_to() -> None:
    top = replace(CASE, step=2)
    assert give_on(top, COORDINATOR, NOW, WAITS, OFFICE) is None
    alone = replace(CASE, level=Level.RED, ladder=(MENTOR,))
    assert give_on(alone, MENTOR, NOW, WAITS, OFFICE) is None


def test_a_red_case_goes_to_all_others_at_once() -> None:
    red = replace(CASE, level=Level.RED, kind=CaseKind.CRISIS, step=2)
    moved = give_on(red, MENTOR, NOW, WAITS, OFFICE)
    assert moved is not None
    assert (moved.tell, moved.notify_at) == ((COVER, COORDINATOR), NOW)
    assert moved.case.escalate_at == NOW + WAITS.red_step


@given(giver=st.sampled_from([MENTOR, COVER, COORDINATOR, 99]), step=st.integers(0, 2))
def test_what_is_given_on_always_climbs_again(giver: int, step: int) -> None:
    moved = give_on(replace(CASE, step=step), giver, NOW, WAITS, OFFICE)
    if moved is None:
        return
    assert giver not in moved.tell
    assert moved.case.step >= step, "nobody who was told is forgotten"
    assert moved.case.escalate_at is not None
    later = climb(moved.case, moved.case.escalate_at, WAITS, OFFICE)
    assert later.case.given_by == giver, "theirs until somebody takes it"
    assert take(later.case, COVER, NOW, WAITS, OFFICE).given_by is None


def test_a_cover_stands_in_the_place_of_who_is_away() -> None:
    waiting = cover_for(CASE, MENTOR, 77)
    assert (waiting.ladder, waiting.step) == ((77, COVER, COORDINATOR), 0)
    taken = cover_for(take(CASE, MENTOR, NOW, WAITS, OFFICE), MENTOR, COVER)
    assert (taken.state, taken.taken_by, taken.ladder) == (
        CaseState.OPEN,
        None,
        (COVER, COORDINATOR),
    )
    others = take(replace(CASE, step=1), COVER, NOW, WAITS, OFFICE)
    assert cover_for(others, MENTOR, 77).taken_by == COVER, "what a colleague has stays theirs"


@pytest.mark.parametrize("kind", [CaseKind.LOW_ANSWER, CaseKind.CONCERN, CaseKind.UNREADABLE])
def test_some_cases_need_no_talk_to_be_well(kind: CaseKind) -> None:
    assert may_be_all_well(replace(CASE, kind=kind), None)


def test_a_cry_for_help_is_never_waved_away_unless_they_said_it_was_not_meant_so() -> None:
    concern = replace(CASE, kind=CaseKind.CRISIS)
    later = local("2026-05-05 09:30")
    assert not may_be_all_well(replace(concern, level=Level.RED), later)
    assert may_be_all_well(concern, None)


@pytest.mark.parametrize("kind", [CaseKind.CONTACT_DUE, CaseKind.CALL_ME])
def test_others_only_after_contact_since_they_opened(kind: CaseKind) -> None:
    case = replace(CASE, kind=kind)
    assert not may_be_all_well(case, None)
    assert not may_be_all_well(case, case.opened_at)
    assert may_be_all_well(case, local("2026-05-05 09:30"))


@pytest.mark.parametrize("kind", [CaseKind.WORD, CaseKind.UNKNOWN_SENDER, CaseKind.UNDERAGE])
def test_words_are_read_and_never_waved_away(kind: CaseKind) -> None:
    assert not may_be_all_well(replace(CASE, kind=kind), local("2026-05-06 09:30"))


def test_who_is_back_stands_first_and_who_has_begun_goes_on() -> None:
    covered = cover_for(CASE, MENTOR, 77)
    back = back_to(covered, MENTOR)
    assert back.ladder == (MENTOR, *covered.ladder)
    assert back.ladder[back.step] == covered.ladder[covered.step], "who was told stays told"
    taken = take(covered, 77, NOW, WAITS, OFFICE)
    assert back_to(taken, MENTOR).taken_by == 77
    assert back_to(CASE, MENTOR) == CASE, "who never left the ladder"


def test_whoever_stood_higher_comes_back_below_those_above_them() -> None:
    others = replace(CASE, ladder=(MENTOR, 77), step=1)
    assert back_to(others, COORDINATOR, frozenset()).ladder == (MENTOR, 77, COORDINATOR)
    assert back_to(others, COORDINATOR, frozenset()).step == 1
    between = back_to(replace(CASE, ladder=(MENTOR, COORDINATOR)), COVER, {COORDINATOR})
    assert (between.ladder, between.step) == (CASE.ladder, 0)


def test_a_cover_has_as_long_as_any_new_case_and_not_beyond_what_was_promised() -> None:
    told = local("2026-05-05 12:50")
    new = OFFICE.add_staffed(told, WAITS.yellow_cover_after)
    assert cover_climbs_at(CASE, told, told, WAITS, OFFICE) == new, "ten minutes were no wait"
    word = replace(CASE, kind=CaseKind.WORD)
    assert cover_climbs_at(word, told, told, WAITS, OFFICE) == word.due_at
    late = local("2026-05-06 09:00")
    assert cover_climbs_at(word, late, late, WAITS, OFFICE) == late + LEAST_TO_READ
    tried = try_again(take(CASE, MENTOR, NOW, WAITS, OFFICE), told + HOUR, told, WAITS, OFFICE)
    assert cover_climbs_at(tried, told, told, WAITS, OFFICE) == told + HOUR, "the youth chose it"


def test_a_red_case_that_is_handed_over_never_waits_longer_than_one_step() -> None:
    red = replace(CASE, level=Level.RED, kind=CaseKind.CRISIS, step=2)
    soon = replace(red, escalate_at=NOW + timedelta(minutes=2))
    assert cover_climbs_at(soon, NOW, NOW, WAITS, OFFICE) == soon.escalate_at
    later = local("2026-05-06 09:00")
    taken = take(red, MENTOR, NOW, WAITS, OFFICE)
    assert cover_climbs_at(taken, later, NOW, WAITS, OFFICE) == NOW + WAITS.red_step


def test_a_red_case_that_was_talked_about_wakes_nobody_when_it_changes_hands() -> None:
    friday, night = local("2026-05-08 13:30"), local("2026-05-09 02:00")
    red = replace(CASE, level=Level.RED, kind=CaseKind.CRISIS, step=2)
    spoken = talked(take(red, MENTOR, friday, WAITS, OFFICE), friday, WAITS, OFFICE)
    given = give_on(spoken, MENTOR, night, WAITS, OFFICE)
    assert given is not None
    monday = local("2026-05-11 09:00")
    assert (given.notify_at, given.case.escalate_at) == (monday, monday + HOUR)
    assert cover_climbs_at(spoken, monday, night, WAITS, OFFICE) == monday + HOUR


def test_other_ways_are_offered_after_a_try_or_a_rung() -> None:
    silence = replace(CASE, kind=CaseKind.CONTACT_DUE)
    taken = take(silence, MENTOR, NOW, WAITS, OFFICE)
    assert not needs_another_road(taken)
    assert needs_another_road(replace(taken, try_again_at=NOW))
    assert needs_another_road(replace(taken, step=1))
    assert needs_another_road(replace(taken, round=1))
    assert not needs_another_road(replace(silence, step=1)), "whoever acts takes it first"
    assert not needs_another_road(replace(taken, kind=CaseKind.WORD, step=1))
