"""A red case is not over with one talk: quiet, a look after a day, and a new cry counts anew."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from content.site_file import load_site
from domain.after_red import (
    QUIET,
    chosen,
    holds,
    is_followed_up,
    is_settled,
    lowered,
    may_close,
    raised_again,
    talked,
)
from domain.case import AfterTalk, Case, CaseKind, CaseState, Level
from domain.escalation import try_again
from domain.first_look import FIRST_LOOK
from tests.domain.cases import CASE, WAITS

NOW = datetime(2026, 3, 6, 12, tzinfo=UTC)  # a Friday: a day later nobody is at work
SITE = load_site()
TAKEN = replace(
    CASE,
    kind=CaseKind.CRISIS,
    level=Level.RED,
    state=CaseState.TAKEN,
    ladder=(1, 2, 3),
    step=2,
    round=1,
    opened_at=NOW,
    due_at=NOW,
    escalate_at=NOW,
    taken_by=1,
    taken_at=NOW,
)
SPOKEN = talked(TAKEN, NOW, WAITS, SITE)


def test_the_first_talk_begins_a_quiet_week_and_a_follow_up_when_somebody_is_at_work() -> None:
    assert SPOKEN.after_talk is AfterTalk.QUIET_WEEK
    assert SPOKEN.next_at == NOW + QUIET
    monday_nine = datetime(2026, 3, 9, 8, tzinfo=UTC)
    assert SPOKEN.ends_at == monday_nine + WAITS.red_outcome
    assert SPOKEN.escalate_at == SPOKEN.warn_at == SPOKEN.ends_at - WAITS.remind_before
    assert talked(SPOKEN, NOW + timedelta(hours=1), WAITS, SITE) == SPOKEN


def test_it_cannot_end_before_a_day_has_passed_since_the_talk() -> None:
    assert not may_close(TAKEN, NOW + timedelta(days=3)), "nobody has talked"
    assert not may_close(SPOKEN, NOW + FIRST_LOOK - timedelta(seconds=1))
    assert may_close(SPOKEN, NOW + FIRST_LOOK)


def test_a_concern_and_an_unknown_sender_end_by_one_talk() -> None:
    assert not is_followed_up(replace(TAKEN, level=Level.YELLOW))
    assert not is_followed_up(replace(TAKEN, youth_id=None))
    assert may_close(replace(TAKEN, kind=CaseKind.WORD), NOW)


def test_what_holds_messages_back_is_what_the_worker_chose() -> None:
    ended = replace(SPOKEN, state=CaseState.CLOSED)
    assert holds(TAKEN, NOW)
    assert holds(ended, NOW + QUIET - timedelta(seconds=1))
    assert not holds(ended, NOW + QUIET)
    assert not holds(chosen(ended, AfterTalk.AS_BEFORE), NOW)
    assert holds(chosen(ended, AfterTalk.NEW_AGREEMENT), NOW + timedelta(days=90))
    assert not holds(replace(TAKEN, state=CaseState.CLOSED), NOW)
    assert not holds(replace(TAKEN, kind=CaseKind.WORD), NOW)


def test_nothing_is_chosen_before_somebody_has_talked() -> None:
    with pytest.raises(ValueError, match="talk first"):
        chosen(TAKEN, AfterTalk.AS_BEFORE)


def test_not_meant_so_is_a_concern_that_keeps_its_taker() -> None:
    mild = lowered(TAKEN, NOW, WAITS, SITE)
    assert (mild.level, mild.taken_by, mild.next_at) == (Level.YELLOW, 1, None)
    assert mild.ends_at == datetime(2026, 3, 9, 12, tzinfo=UTC), "the next working day"
    assert mild.escalate_at == mild.ends_at - WAITS.remind_before
    waiting = lowered(replace(TAKEN, state=CaseState.OPEN, taken_by=None), NOW, WAITS, SITE)
    assert waiting.escalate_at is not None
    assert waiting.escalate_at > NOW
    assert lowered(mild, NOW, WAITS, SITE) == mild


@pytest.mark.parametrize("before", [SPOKEN, lowered(TAKEN, NOW, WAITS, SITE)])
def test_a_new_cry_is_told_as_if_nobody_had_taken_it(before: Case) -> None:
    assert is_settled(before)
    again = raised_again(before, NOW, WAITS)
    assert (again.level, again.state, again.taken_by) == (Level.RED, CaseState.OPEN, None)
    assert (again.talked_at, again.round) == (None, before.round + 1)
    assert not is_settled(again)


def test_a_concern_that_is_tried_again_waits_for_that_try_as_any_other() -> None:
    hour = timedelta(hours=1)
    concern = lowered(try_again(TAKEN, NOW + hour, NOW, WAITS, SITE), NOW, WAITS, SITE)
    assert (concern.ends_at, concern.warn_at) == (None, None), "no clock of danger is left"
    assert concern.escalate_at == NOW + hour
