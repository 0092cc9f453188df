"""Whatever a member of staff can meet in their day has words."""

from __future__ import annotations

import pytest

from content.areas.staff import StaffKey
from content.areas.talks import TalkKey
from content.keys import Key
from domain.case import CaseKind, Outcome
from domain.talk import REAL, Mood
from domain.task import TaskKind
from domain.today import Step


@pytest.mark.parametrize("kind", TaskKind)
def test_every_duty_has_words(kind: TaskKind) -> None:
    assert f"TASK_{kind.name}" in StaffKey.__members__


@pytest.mark.parametrize("step", Step)
def test_every_next_step_has_words(step: Step) -> None:
    assert f"STEP_{step.name}" in StaffKey.__members__


@pytest.mark.parametrize("kind", CaseKind)
def test_every_kind_of_case_has_words(kind: CaseKind) -> None:
    assert f"KIND_{kind.name}" in Key.__members__


@pytest.mark.parametrize("outcome", Outcome)
def test_every_outcome_has_words(outcome: Outcome) -> None:
    assert f"OUTCOME_{outcome.name}" in Key.__members__


def test_every_way_and_mood_has_words_on_the_page() -> None:
    assert all(f"P_TALKED_{way.name}" in TalkKey.__members__ for way in REAL)
    assert all(f"P_MOOD_{mood.name}" in TalkKey.__members__ for mood in Mood)
    assert all(f"B_MOOD_{mood.name}" in TalkKey.__members__ for mood in Mood)
