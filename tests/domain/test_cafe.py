"""An evening: what is done when, what is too late, and what an answer does."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest
from hypothesis import given

from domain.cafe import (
    Cafe,
    CafeState,
    Coming,
    Details,
    Help,
    Rsvp,
    Step,
    after,
    answered,
    cancelled,
    invite_at,
    may_answer,
    moved,
    next_step,
    planned,
    too_late,
)
from domain.site import SiteRules
from tests.domain.times import INSTANTS, OFFICE, SITES, local

THURSDAY = local("2026-03-05 17:00")
HOUR = timedelta(hours=1)
CAFE = planned(
    Cafe(
        id=1,
        series_id=1,
        programme_key="projekt-run",
        state=CafeState.PLANNED,
        occurs_at=THURSDAY,
        begins_at=THURSDAY,
        ends_at=THURSDAY + 2 * HOUR,
        details=Details(),
    ),
    OFFICE,
)
RSVP = Rsvp(id=1, cafe_id=1, youth_id=7, invited_at=THURSDAY - 3 * HOUR)


def times_of(cafe: Cafe, site: SiteRules = OFFICE) -> list[tuple[Step, datetime | None]]:
    """Return every step of an evening with its time."""
    told = []
    while (step := next_step(cafe)) is not None:
        told.append((step, cafe.next_at))
        cafe = after(cafe, step, site)
    return told


def test_an_evening_goes_from_tuesday_to_half_past_seven_on_thursday() -> None:
    assert times_of(CAFE) == [
        (Step.INVITE, local("2026-03-03 14:00")),  # the site closes at three
        (Step.REMIND, local("2026-03-05 12:30")),
        (Step.COUNT, local("2026-03-05 17:20")),
        (Step.ASK, local("2026-03-05 19:30")),
    ]


def test_invitations_leave_at_three_where_somebody_is_still_at_work() -> None:
    late = replace(OFFICE, hours={**OFFICE.hours, 1: (time(9), time(16))})
    assert invite_at(THURSDAY, late) == local("2026-03-03 15:00")


def test_invitations_wait_past_a_holiday() -> None:
    assert invite_at(local("2026-04-08 17:00"), OFFICE) >= local("2026-04-07 06:00")


@given(INSTANTS, SITES)
def test_invitations_always_leave_where_a_staffed_hour_follows(
    begins: datetime, site: SiteRules
) -> None:
    try:
        at = invite_at(begins, site)
    except ValueError:
        return  # this site is never open for an hour
    assert site.staffed_hour_follows(at)


@pytest.mark.parametrize(
    ("step", "last"),
    [
        (Step.INVITE, THURSDAY - 3 * HOUR),
        (Step.REMIND, THURSDAY),
        (Step.COUNT, THURSDAY + 26 * HOUR),
        (Step.ASK, THURSDAY + 26 * HOUR),
    ],
)
def test_what_comes_too_late_is_left_out(step: Step, last: datetime) -> None:
    assert too_late(CAFE, step, last)
    assert not too_late(CAFE, step, last - timedelta(milliseconds=1))


def test_a_moved_evening_keeps_its_length_and_is_reminded_of_on_its_new_day() -> None:
    reminded = after(after(CAFE, Step.INVITE, OFFICE), Step.REMIND, OFFICE)
    friday = THURSDAY + timedelta(days=1)
    now = moved(reminded, friday, local("2026-03-05 13:00"), OFFICE)
    assert (now.state, now.begins_at, now.ends_at) == (
        CafeState.INVITED,
        friday,
        friday + 2 * HOUR,
    )
    assert now.next_at == local("2026-03-06 12:30")
    assert now.occurs_at == THURSDAY, "its place in the series stays"


def test_an_evening_moved_by_an_hour_after_its_reminder_is_not_reminded_of_twice() -> None:
    reminded = after(after(CAFE, Step.INVITE, OFFICE), Step.REMIND, OFFICE)
    now = moved(reminded, THURSDAY + HOUR, local("2026-03-05 13:00"), OFFICE)
    assert (now.state, now.next_at) == (
        CafeState.REMINDED,
        THURSDAY + HOUR + timedelta(minutes=20),
    )


def test_an_answer_counts_until_it_begins_and_not_when_it_is_cancelled() -> None:
    before = THURSDAY - timedelta(milliseconds=1)
    assert may_answer(CAFE, before)
    assert not may_answer(CAFE, THURSDAY)
    assert not may_answer(cancelled(CAFE), before)
    assert cancelled(CAFE).next_at is None


def test_help_to_get_there_goes_with_the_yes_it_came_with() -> None:
    yes = replace(answered(RSVP, Coming.YES, THURSDAY), help_wanted=Help.FETCHED)
    assert yes.is_expected
    assert answered(yes, Coming.MAYBE, THURSDAY).help_wanted is None
    assert not answered(yes, Coming.NO, THURSDAY).is_expected


def test_what_is_not_written_in_english_is_said_in_danish() -> None:
    details = Details({"food": {"da": "pizza"}, "theme": {"da": "job", "en": "jobs"}})
    assert [details.said(name, "en") for name in ("food", "theme", "cook")] == [
        "pizza",
        "jobs",
        None,
    ]
