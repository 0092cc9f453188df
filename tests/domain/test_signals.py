"""Each signal by itself: what it finds, what it says, and when it keeps still."""

from __future__ import annotations

from datetime import date

import pytest

from domain.signal import EventKind, Found, links_of
from domain.signals.absence import Absence
from domain.signals.cancelled import Cancelled
from domain.signals.concern import Concern
from domain.signals.falling_answers import FallingAnswers
from domain.signals.missed import Missed
from domain.signals.missed_and_silent import MissedAndSilent
from domain.signals.new_start import NewStart
from domain.signals.partner_concern import PartnerConcern
from domain.signals.protective import Protective
from domain.signals.seldom import Seldom
from domain.signals.silence import Silence, Step
from domain.signals.spell_ended import SpellEnded
from domain.signals.stopping import Stopping
from domain.signals.unreachable import Unreachable
from tests.domain.risk_views import contacts, day, event, history, view

SILENCE = Silence(
    (
        Step(days=7, intervals=1, points=1),
        Step(days=14, intervals=2, points=2),
        Step(days=28, intervals=3, points=3),
    )
)
MISSED = Missed(days=14, points=2, again=1)


def points(found: Found | None) -> float | None:
    return found.points if found is not None else None


# ------------------------------------------------------------------ silence


@pytest.mark.parametrize(
    ("interval", "silent", "expected"),
    [(7, 6.9, None), (7, 7, 1), (7, 14, 2), (7, 28, 3), (4, 6, None), (14, 13, None), (14, 28, 2)],
)
def test_silence_is_measured_against_what_was_agreed(
    interval: int, silent: float, expected: float | None
) -> None:
    found = SILENCE.read(view(50 + silent, contacts(1, 50), interval=interval))
    assert points(found) == expected


def test_silence_says_the_days_and_the_agreement() -> None:
    found = SILENCE.read(view(60, contacts(50)))
    assert found == Found(1, {"dage": 10, "aftalt": 7})


def test_without_an_agreement_only_the_days_count() -> None:
    assert points(SILENCE.read(view(60, contacts(50), interval=None))) == 1


def test_a_pause_never_counts_as_silence() -> None:
    paused = event(51, EventKind.PAUSE, 20)
    assert SILENCE.read(view(76, contacts(50), paused)) is None
    assert points(SILENCE.read(view(77, contacts(50), paused))) == 1


def test_a_pause_that_ends_early_counts_until_then_only() -> None:
    events = (event(51, EventKind.PAUSE, 20), event(53, EventKind.RESUMED))
    assert points(SILENCE.read(view(60, contacts(50), *events))) == 1
    later = (event(40, EventKind.RESUMED), event(51, EventKind.PAUSE, 20))
    assert SILENCE.read(view(60, contacts(50), *later)) is None


def test_a_pause_that_is_made_shorter_counts_until_the_new_end_only() -> None:
    longer, shorter = event(51, EventKind.PAUSE, 28), event(53, EventKind.PAUSE, 7)
    assert SILENCE.read(view(65, contacts(50), longer, shorter)) is None
    assert points(SILENCE.read(view(66, contacts(50), longer, shorter))) == 1


def test_a_longer_interval_that_begins_in_silence_makes_nothing_better() -> None:
    longer = event(52, EventKind.PLAN, 30)
    assert points(SILENCE.read(view(60, contacts(50), longer))) == 1
    assert SILENCE.read(view(70, contacts(50, 60), longer)) is None


def test_before_any_sign_of_life_silence_counts_from_the_start() -> None:
    assert points(SILENCE.read(view(8))) == 1
    assert points(SILENCE.read(view(8, contacts(-3)))) == 1


# ------------------------------------------------------------------ agreements


def test_a_missed_agreement_names_its_day_and_its_row() -> None:
    found = MISSED.read(view(20, contacts(18), event(19, EventKind.MISSED, what="a")))
    assert found == Found(2, {"dato": date(2026, 3, 21), "gange": 1}, ("agreement_missed:19",))


def test_a_second_miss_within_four_weeks_weighs_more_whatever_was_kept_between() -> None:
    two = [event(10, EventKind.MISSED, what="a"), event(19, EventKind.MISSED, what="b")]
    kept = event(15, EventKind.KEPT, what="c")
    found = MISSED.read(view(20, contacts(18), two))
    assert (points(found), found and found.links) == (
        3,
        ("agreement_missed:10", "agreement_missed:19"),
    )
    assert points(MISSED.read(view(20, contacts(18), two, kept))) == 3


def test_two_misses_half_a_year_apart_are_two_bad_days() -> None:
    two = [event(10, EventKind.MISSED, what="a"), event(190, EventKind.MISSED, what="b")]
    found = MISSED.read(view(191, contacts(*range(190)), two))
    assert (points(found), found and found.values["gange"]) == (2, 1)


def test_one_that_was_made_good_is_gone_and_is_no_second() -> None:
    made_good = event(16, EventKind.KEPT, what="a")
    first = event(15, EventKind.MISSED, what="a")
    assert MISSED.read(view(20, first, made_good)) is None
    again = event(19, EventKind.MISSED, what="b")
    assert points(MISSED.read(view(20, first, made_good, again))) == 2


def test_a_miss_fades_while_they_are_heard_from_and_stays_in_silence() -> None:
    miss = event(20, EventKind.MISSED, what="a")
    assert MISSED.read(view(36, contacts(19, 35), miss)) is None
    assert points(MISSED.read(view(200, contacts(19), miss))) == 2


def test_both_together_need_a_miss_and_a_silence_longer_than_agreed() -> None:
    rule = MissedAndSilent(days=14, points=1)
    miss = event(20, EventKind.MISSED, what="a")
    assert rule.read(view(25, contacts(19), miss)) is None
    assert rule.read(view(27, contacts(19))) is None
    assert rule.read(view(27, contacts(19), miss, interval=None)) is None
    found = rule.read(view(27, contacts(19), miss))
    assert found == Found(1, {"dato": date(2026, 3, 22), "dage": 8}, ("agreement_missed:20",))


def test_calling_off_counts_only_when_it_happens_again() -> None:
    rule = Cancelled(days=28, times=2, points=1)
    one, two = event(10, EventKind.CANCELLED), event(20, EventKind.CANCELLED)
    assert rule.read(view(21, one)) is None
    assert points(rule.read(view(21, one, two))) == 1
    assert rule.read(view(60, one, two, contacts(59))) is None


# ------------------------------------------------------------------ absence


def test_a_tenth_of_four_weeks_away_counts_and_a_fifth_counts_more() -> None:
    rule = Absence(share=0.1, points=1, high_share=0.2, high_points=2)
    away = [event(number, EventKind.ABSENCE) for number in (10, 12, 14, 16)]
    assert rule.read(view(20, contacts(20), away[:1])) is None
    assert rule.read(view(20, contacts(20), away[:2])) == Found(
        1, {"andel": 10, "dage": 2}, ("absence:10", "absence:12")
    )
    assert points(rule.read(view(20, contacts(20), away))) == 2


def test_a_share_is_of_four_weeks_also_when_it_is_long_since_they_were_heard_from() -> None:
    rule = Absence(share=0.1, points=1, high_share=0.2, high_points=2)
    spread = [event(number, EventKind.ABSENCE) for number in (10, 30, 50, 70, 89)]
    found = rule.read(view(90, contacts(9), spread))
    assert found == Found(1, {"andel": 10, "dage": 2}, ("absence:10", "absence:30"))
    assert rule.read(view(12, contacts(9), spread)) is None
    later = [points(rule.read(view(number, contacts(9), spread))) for number in range(30, 200)]
    assert set(later) == {1}, "and silence makes it no better"


def test_half_days_count_as_half_and_days_there_make_the_share_smaller() -> None:
    rule = Absence(share=0.1, points=1, high_share=0.2, high_points=2)
    half = [event(number, EventKind.ABSENCE, 0.5) for number in (10, 11, 12, 13, 14)]
    found = rule.read(view(20, contacts(20), half))
    assert found is not None
    assert found.values == {"andel": 12, "dage": 2.5}
    there = [event(number, EventKind.PRESENT) for number in range(-5, 20)]
    assert rule.read(view(20, half, there)) is None


# ------------------------------------------------------------------ answers


def test_answers_fall_against_their_own_habit() -> None:
    rule = FallingAnswers(days=14, points=1)
    daily, seldom = contacts(*range(50)), contacts(55, 60)
    assert rule.read(view(49, daily)) is None
    found = rule.read(view(63, daily, seldom))
    assert found == Found(1, {"dage": 14, "gange": 2, "plejer": 14}, witness=False)


@pytest.mark.parametrize("kind", [EventKind.PLAN, EventKind.NEW_PHASE])
def test_who_is_asked_less_has_no_usual_until_it_is_learnt_anew(kind: EventKind) -> None:
    rule = FallingAnswers(days=28, points=1)
    daily, weekly = contacts(*range(91)), contacts(*range(91, 250, 7))
    less = event(91, kind, 14)
    assert points(rule.read(view(119, daily, weekly))) == 1, "the figures without the plan"
    for number in range(91, 250):
        assert rule.read(view(number, daily, weekly, less)) is None, number
    heard = contacts(*range(91, 182, 7))
    assert points(rule.read(view(210, daily, heard, less))) == 1, "their own habit of now"


def test_a_plan_that_changes_in_silence_takes_no_fall_back() -> None:
    rule = FallingAnswers(days=28, points=1)
    less = event(100, EventKind.PLAN, 14)
    assert points(rule.read(view(130, contacts(*range(85)), less))) == 1


def test_without_a_habit_nothing_falls() -> None:
    rule = FallingAnswers(days=14, points=1)
    assert rule.read(view(63, contacts(1, 20, 40))) is None
    assert rule.read(view(30, contacts(*range(10)))) is None  # too little is known yet
    assert rule.read(view(30, interval=None)) is None


def test_seldom_is_no_more_than_was_agreed() -> None:
    rule = Seldom(days=28, points=0.5)
    assert rule.read(view(60, contacts(33, 40, 47, 54, 59))) is None
    found = rule.read(view(60, contacts(33, 40, 47, 54)))
    assert found == Found(0.5, {"dage": 28, "gange": 4, "aftalt": 7})
    assert rule.read(view(20, contacts(2))) is None
    assert rule.read(view(60, contacts(40), interval=None)) is None


# ------------------------------------------------------------------ life, and other people


@pytest.mark.parametrize(
    ("rule", "kind"),
    [
        (Stopping(days=14, points=2), EventKind.STOPPING),
        (SpellEnded(days=14, points=2), EventKind.SPELL_ENDED),
        (Concern(days=14, points=2), EventKind.CONCERN),
        (Concern(days=14, points=2, partners=True), EventKind.PARTNER_CONCERN),
        (PartnerConcern(days=14, points=2), EventKind.PARTNER_CONCERN),
    ],
)
def test_what_was_said_counts_until_it_fades(
    rule: Stopping | SpellEnded | Concern, kind: EventKind
) -> None:
    said = event(20, kind)
    found = rule.read(view(30, said, contacts(29)))
    assert found == Found(2, {"dato": date(2026, 3, 22)}, (f"{kind.value}:20",))
    assert rule.read(view(40, said, contacts(39))) is None
    assert rule.read(view(19, said)) is None


def test_early_days_end_only_while_they_are_heard_from() -> None:
    rule = NewStart(days=30, points=1)
    assert points(rule.read(view(200, contacts(20)))) == 1
    assert rule.read(view(40, contacts(35))) is None


def test_a_new_worker_is_a_new_start() -> None:
    rule = NewStart(days=30, points=1)
    found = rule.read(view(70, contacts(69), event(60, EventKind.NEW_WORKER)))
    assert found == Found(1, {"dato": date(2026, 5, 1)}, ("new_worker:60",), witness=False)


def test_blocked_counts_until_unblocked_or_heard_from() -> None:
    rule = Unreachable(points=2)
    blocked, opened = event(20, EventKind.BLOCKED), event(22, EventKind.UNBLOCKED)
    assert rule.read(view(21)) is None
    assert points(rule.read(view(21, blocked))) == 2
    assert rule.read(view(23, blocked, opened)) is None
    assert rule.read(view(23, blocked, contacts(22))) is None
    assert points(rule.read(view(30, blocked, opened, event(25, EventKind.BLOCKED)))) == 2


@pytest.mark.parametrize("kind", [EventKind.TALK, EventKind.PRESENT, EventKind.KEPT])
def test_contact_with_a_human_takes_points_away_for_a_week(kind: EventKind) -> None:
    rule = Protective(days=7, points=-1)
    assert points(rule.read(view(25, event(20, kind)))) == -1
    assert rule.read(view(28, event(20, kind))) is None
    assert rule.read(view(28)) is None


# ------------------------------------------------------------------ what a view knows


def test_nothing_that_comes_later_is_known() -> None:
    told = history(contacts(1, 20), event(15, EventKind.MISSED, what="a"))
    assert told.at(day(10)).open_misses == []
    assert told.at(day(10)).last_life == day(1)
    assert len(told.at(day(15)).open_misses) == 1


def test_only_links_that_lead_somewhere_are_kept() -> None:
    bare = event(1, EventKind.CONTACT)
    assert links_of([bare]) == ("contact:1",)
    assert view(0, interval=None).interval is None
