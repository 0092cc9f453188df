"""What a rule was worth is counted; under 18 a human decides about notifying, and says why."""

from __future__ import annotations

from dataclasses import replace

import pytest

from content.screening_file import load_screening
from domain.case import CaseKind
from domain.people import Actor, AgeBand
from domain.task import Task, TaskKind
from services.close_case import close_as_well
from services.owe_decision import FAMILIES, note_decision, owe_decision
from services.read_rules import read_rules
from storage import audit, tasks
from storage.rules import RuleFigures
from tests.web.cast import HOUR, NOW, Cast

RULES = load_screening()


async def decisions(cast: Cast, *, age: AgeBand, rule: str, level: str = "crisis") -> list[Task]:
    """Let words come that this rule found, and return the decisions that are owed."""
    await cast.change_bo(age_band=age.value)
    house, youth = replace(cast.world.house, screening=RULES), await cast.youth()
    for at in (NOW, NOW + HOUR):  # twice on one day is one decision
        await cast.store.write(owe_decision, at, house, youth, level=level, rule=rule)
    owed = await cast.store.read(tasks.open_of_youth, cast.bo)
    return [one for one in owed if one.kind is TaskKind.NOTIFY_DECISION]


@pytest.mark.parametrize("rule", ["violence", "sexual", "control"])
async def test_the_listed_families_of_somebody_under_18_owe_one_decision_that_day(
    cast: Cast, rule: str
) -> None:
    assert rule in {one.name for one in RULES.rules}
    [task] = await decisions(cast, age=AgeBand.FROM_15_TO_17, rule=rule)
    assert task.staff_id == cast.mette
    assert task.due_at == cast.world.house.site.end_of_working_day(NOW)


@pytest.mark.parametrize(
    ("age", "rule", "level"),
    [
        (AgeBand.ADULT, "violence", "crisis"),
        (AgeBand.FROM_15_TO_17, "burden", "crisis"),
        (AgeBand.FROM_15_TO_17, "violence", "ordinary"),
        (AgeBand.FROM_15_TO_17, "no such rule", "crisis"),
    ],
)
async def test_all_others_owe_none(cast: Cast, age: AgeBand, rule: str, level: str) -> None:
    assert await decisions(cast, age=age, rule=rule, level=level) == []


async def test_the_decision_stands_in_the_trail_with_its_reason(cast: Cast) -> None:
    [task] = await decisions(cast, age=AgeBand.UNDER_15, rule="violence")
    actor = Actor.staff(cast.mette)
    await cast.store.write(note_decision, actor, NOW, task, "known")
    found = await cast.store.read(audit.latest, str(actor), "notify_decision", cast.bo)
    assert found == NOW


def test_every_listed_family_has_a_rule() -> None:
    words = " ".join(one.family.replace(",", " ") for one in RULES.rules).split()
    assert set(words) >= FAMILIES


async def test_a_rule_is_worth_what_staff_said_of_its_cases(cast: Cast) -> None:
    await cast.says("det hele er ligemeget", ago=0 * HOUR, level="concern", rule="hopeless")
    case = await cast.opens_case(CaseKind.CONCERN)
    await cast.opens_case(CaseKind.CALL_ME)
    actor, house = Actor.staff(cast.mette), cast.world.house
    await cast.store.write(close_as_well, actor, NOW, house, case, useful=True)

    found = {one.rule: one for one in await cast.store.read(read_rules)}
    judged = RuleFigures("concern/hopeless", 1, 0, 1, 1, 0)
    assert found["concern/hopeless"] == judged
    assert judged.precision == 1.0
    assert found["call_me/hopeless"].precision is None
