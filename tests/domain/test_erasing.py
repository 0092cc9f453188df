"""When somebody may be erased, and what becomes of what waited for them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.case import CaseKind, CaseState, Level, Outcome
from domain.erasing import InTheWay, NotErased, cases_in_the_way, ended_by_erasure
from tests.domain.cases import CASE
from tests.domain.times import local

NOW = local("2026-05-05 10:00")


def test_a_cry_for_help_stands_in_the_way_before_all_else() -> None:
    red = replace(CASE, number=7, level=Level.RED)
    word = replace(CASE, number=8, kind=CaseKind.WORD)
    assert cases_in_the_way([word, red, CASE]) == NotErased(InTheWay.RED, (7,))


def test_words_that_nobody_has_seen_to_stand_in_the_way() -> None:
    word = replace(CASE, number=8, kind=CaseKind.WORD)
    assert cases_in_the_way([CASE, word]) == NotErased(InTheWay.WAITS, (8,))


@pytest.mark.parametrize("kind", [CaseKind.CONTACT_DUE, CaseKind.UNREACHABLE, CaseKind.UNREAD])
def test_what_only_asks_after_a_talk_does_not(kind: CaseKind) -> None:
    assert cases_in_the_way([replace(CASE, kind=kind)]) is None
    assert cases_in_the_way([]) is None


def test_a_case_ends_without_anything_to_come_and_keeps_when_it_was_closed() -> None:
    ended = ended_by_erasure(CASE, NOW)
    assert (ended.state, ended.outcome, ended.closed_at) == (
        CaseState.CLOSED,
        Outcome.ERASED,
        NOW,
    )
    times = (ended.escalate_at, ended.try_again_at, ended.next_at, ended.ends_at)
    assert {*times, ended.warn_at, ended.ask_at} == {None}
    before = local("2026-05-04 10:00")
    assert ended_by_erasure(replace(CASE, closed_at=before), NOW).closed_at == before
