from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from domain.people import Actor, Role, Staff, YouthStatus
from tests.domain.people import YOUTH

NOW = datetime(2026, 5, 12, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("actor", "written"),
    [
        (Actor.youth(7), "youth:7"),
        (Actor.staff(12), "staff:12"),
        (Actor.system("climb"), "system:climb"),
        (Actor.cli("maja"), "cli:maja"),
        (Actor.unknown(), "unknown:-"),
    ],
)
def test_the_audit_trail_names_who_acted(actor: Actor, written: str) -> None:
    assert str(actor) == written


def test_everyone_is_called_by_the_first_name() -> None:
    worker = Staff(
        id=1,
        name="Maja Lund Krogh",
        role=Role.MENTOR,
        language="da",
        chat_id=None,
        joined_at=None,
        blocked_at=None,
    )
    assert (worker.first_name, YOUTH.first_name) == ("Maja", "Sofie")


def test_a_pause_ends_at_its_instant() -> None:
    paused = replace(YOUTH, paused_until=NOW)
    assert paused.is_paused(NOW - timedelta(seconds=1))
    assert not paused.is_paused(NOW)
    assert not YOUTH.is_paused(NOW)


def test_only_an_active_reachable_youth_outside_a_red_case_is_asked() -> None:
    assert YOUTH.may_be_asked
    assert not replace(YOUTH, status=YouthStatus.STOPPED).may_be_asked
    assert not replace(YOUTH, blocked_at=NOW).may_be_asked
    assert not replace(YOUTH, held_at=NOW).may_be_asked


def test_who_has_left_is_told_from_who_is_on_pause() -> None:
    left = {status for status in YouthStatus if replace(YOUTH, status=status).has_left}
    assert left == {
        YouthStatus.DECLINED,
        YouthStatus.STOPPED,
        YouthStatus.UNDERAGE,
        YouthStatus.ENDED,
        YouthStatus.ERASED,
    }
    assert not replace(YOUTH, paused_until=NOW + timedelta(days=9)).has_left
