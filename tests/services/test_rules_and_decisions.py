"""What a rule was worth is counted; under 18 a human decides about notifying, and says why."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from content.screening_file import load_screening
from domain.case import CaseKind
from domain.incoming import Incoming, Words
from domain.people import Actor, AgeBand, YouthStatus
from domain.reply import ReplyKind
from domain.screening import Rule, Screened, ScreenLevel, compile_rules
from domain.task import Task, TaskKind
from services.close_case import close_as_well
from services.follow_up import begin_follow_up
from services.owe_decision import FAMILIES, note_decision, owe_decision
from services.read_rules import read_rules
from services.read_today import read_today
from services.record_edit import record_edit
from services.say_task import say_task
from storage import audit, tasks
from storage import staff as staff_rows
from storage.rules import RuleFigures
from tests.web.cast import BO_CHAT, HOUR, NOW, Cast

RULES = load_screening()


def found(*rules: str, level: str = "crisis") -> Screened:
    """Return what these rules found; the first decided the level."""
    return Screened(ScreenLevel(level), rules[0], rules)


async def decisions(cast: Cast, *, age: AgeBand, screened: Screened) -> list[Task]:
    """Let such words come twice on one day, and return the decisions that are owed."""
    await cast.change_bo(age_band=age.value)
    await words(cast, screened, NOW)
    await words(cast, screened, NOW + HOUR)
    return await owed(cast)


async def words(cast: Cast, screened: Screened, at: datetime) -> None:
    house, youth = replace(cast.world.house, screening=RULES), await cast.youth()
    await cast.store.write(owe_decision, at, house, youth, screened)


async def owed(cast: Cast) -> list[Task]:
    left = await cast.store.read(tasks.open_of_youth, cast.bo)
    return [one for one in left if one.kind is TaskKind.NOTIFY_DECISION]


@pytest.mark.parametrize("rule", ["violence", "sexual", "control"])
async def test_the_listed_families_of_somebody_under_18_owe_one_decision_that_day(
    cast: Cast, rule: str
) -> None:
    assert rule in {one.name for one in RULES.rules}
    [task] = await decisions(cast, age=AgeBand.FROM_15_TO_17, screened=found(rule))
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
    assert await decisions(cast, age=age, screened=found(rule, level=level)) == []


async def test_whose_age_nobody_knows_owes_it_and_staff_read_that_it_is_unknown(
    cast: Cast,
) -> None:
    await cast.change_bo(age_band=None, status=YouthStatus.ASKED.value)
    await words(cast, found("violence"), NOW)
    [task] = await owed(cast)
    said = (await cast.messages(cast.mette))[-1]
    assert "alderen er ukendt og kan være under 18" in said
    house = cast.world.house
    mette = await cast.store.read(staff_rows.get, cast.mette)
    assert mette is not None
    today = await cast.store.read(read_today, NOW, house, mette)
    assert task.id in {one.task.id for one in today.rows if one.task is not None}
    unknown = await cast.store.read(say_task, house, "da", task)
    assert unknown.startswith("Alderen er ukendt. Underretning?")
    await cast.change_bo(age_band=AgeBand.FROM_15_TO_17.value)
    known = await cast.store.read(say_task, house, "da", task)
    assert known.startswith("Underretning?"), "once it is told"
    await words(cast, found("violence"), NOW + HOUR)
    assert await owed(cast) == [task], "and none is owed twice"


async def test_a_listed_family_counts_also_where_another_rule_decided(cast: Cast) -> None:
    assert await decisions(cast, age=AgeBand.FROM_15_TO_17, screened=found("burden", "violence"))


async def test_words_after_the_decision_owe_another_that_day(cast: Cast) -> None:
    [first] = await decisions(cast, age=AgeBand.UNDER_15, screened=found("violence"))
    await cast.store.write(tasks.done, NOW + HOUR, first.id, cast.mette, "known")
    for hours in (2, 3):
        await words(cast, found("violence"), NOW + hours * HOUR)
    [second] = await owed(cast)
    assert second.id != first.id


async def test_a_sum_of_small_signs_owes_nothing_before_somebody_has_talked(cast: Cast) -> None:
    age = AgeBand.FROM_15_TO_17
    assert await decisions(cast, age=age, screened=found("signs_add_up")) == []
    case = await cast.opens_case(CaseKind.CRISIS)
    await cast.says("...", ago=0 * HOUR, level="crisis", rule="signs_add_up")
    house, mette = replace(cast.world.house, screening=RULES), Actor.staff(cast.mette)
    await cast.store.write(begin_follow_up, mette, NOW, house, case)
    assert len(await owed(cast)) == 1


@pytest.mark.parametrize(("age", "rule"), [(AgeBand.ADULT, "signs_add_up"), (None, "burden")])
async def test_a_talk_about_any_other_cry_owes_nothing(
    cast: Cast, age: AgeBand | None, rule: str
) -> None:
    await cast.change_bo(age_band=(age or AgeBand.FROM_15_TO_17).value)
    case = await cast.opens_case(CaseKind.CRISIS)
    await cast.says("...", ago=0 * HOUR, level="crisis", rule=rule)
    house, mette = replace(cast.world.house, screening=RULES), Actor.staff(cast.mette)
    await cast.store.write(begin_follow_up, mette, NOW, house, case)
    assert await owed(cast) == []


@pytest.mark.parametrize(("old", "count"), [("", 1), ("violence", 0)])
async def test_a_message_that_is_changed_into_one_owes_it_and_a_typo_owes_nothing_anew(
    cast: Cast, old: str, count: int
) -> None:
    await cast.change_bo(age_band=AgeBand.FROM_15_TO_17.value)
    level = "crisis" if old else "ordinary"
    written = {"message_id": 7, "sent_at": NOW - HOUR, "level": level, "rule": old or None}
    await cast.says("min far er hjemme", ago=HOUR, **written)
    violence = Rule("violence", ScreenLevel.CRISIS, "7", ("min far slår mig",))
    house = replace(cast.world.house, screening=compile_rules([violence]))
    incoming = Incoming(inbox_id=cast.ids.new(), chat_id=BO_CHAT, message_id=7)
    await cast.store.write(
        record_edit,
        Actor.youth(cast.bo),
        NOW,
        house,
        incoming,
        await cast.youth(),
        words=Words(kind=ReplyKind.WORD, text="min far slår mig"),
    )
    assert len(await owed(cast)) == count


async def test_the_decision_stands_in_the_trail_with_its_reason(cast: Cast) -> None:
    [task] = await decisions(cast, age=AgeBand.UNDER_15, screened=found("violence"))
    actor = Actor.staff(cast.mette)
    await cast.store.write(note_decision, actor, NOW, task, "known")
    noted = await cast.store.read(audit.latest, str(actor), "notify_decision", cast.bo)
    assert noted == NOW


def test_every_listed_family_has_a_rule() -> None:
    words = " ".join(one.family.replace(",", " ") for one in RULES.rules).split()
    assert set(words) >= FAMILIES


async def test_a_rule_is_worth_what_staff_said_of_its_cases(cast: Cast) -> None:
    await cast.says("det hele er ligemeget", ago=0 * HOUR, level="concern", rule="hopeless")
    case = await cast.opens_case(CaseKind.CONCERN)
    await cast.opens_case(CaseKind.CALL_ME)
    actor, house = Actor.staff(cast.mette), cast.world.house
    await cast.store.write(close_as_well, actor, NOW, house, case, useful=True)

    known = {one.rule: one for one in await cast.store.read(read_rules)}
    judged = RuleFigures("concern/hopeless", 1, 0, 1, 1, 0)
    assert known["concern/hopeless"] == judged
    assert judged.precision == 1.0
    assert known["call_me/hopeless"].precision is None
