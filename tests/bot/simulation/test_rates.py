"""Rates stand in the file of people: what is set to 0 or 100 there never or always happens."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.simulation.absence import plan_absences
from bot.simulation.chance import so_many, source
from bot.simulation.stage import Stage
from bot.simulation.year import Year
from content.areas.enrolment import EnrolmentKey
from content.areas.talks import TalkKey
from content.keys import Key
from content.simulation_file import SIMULATION_FILE, load_people
from tests.bot.simulation.test_people import (
    OF_CASE,
    TUESDAY,
    Watched,
    card,
    read,
    stage,
    worker,
    young,
)

__all__ = ["stage"]


def habits(youth: Watched, **rates: int) -> Watched:
    """Give a young person other rates."""
    youth.manners.habits = youth.manners.habits.model_copy(update=rates)
    return youth


@pytest.mark.parametrize(("percent", "age"), [(100, Key.B_AGE_18), (0, Key.B_AGE_15_17)])
def test_who_is_an_adult_is_a_rate_of_the_file(stage: Stage, percent: int, age: Key) -> None:
    youth = habits(young(stage), adult=percent)
    ages = (Key.B_AGE_U15, Key.B_AGE_15_17, Key.B_AGE_18)
    for _ in range(20):
        youth.see(read(stage, "Hvor gammel er du?", *ages))
    assert youth.meant == {stage.label("da", age): 20}


@pytest.mark.parametrize(("percent", "key"), [(100, TalkKey.B_FINE), (0, TalkKey.B_NOT_NOW)])
def test_whom_a_call_suits_is_a_rate_of_the_file(stage: Stage, percent: int, key: TalkKey) -> None:
    youth = habits(young(stage), answers_calls=100, suits=percent)
    for _ in range(20):
        youth.see(read(stage, "Maja ringer om lidt.", TalkKey.B_FINE, TalkKey.B_NOT_NOW))
    assert youth.meant == {stage.label("da", key): 20}


@pytest.mark.parametrize("percent", [100, 0])
def test_who_goes_on_after_the_yes_and_who_answers_the_card_are_rates(
    stage: Stage, percent: int
) -> None:
    youth = habits(young(stage), goes_on=percent, answers_card=percent)
    youth.see(read(stage, "Hvornår?", EnrolmentKey.B_NOT_NOW, EnrolmentKey.B_GO_ON))
    left = stage.label("da", EnrolmentKey.B_NOT_NOW)
    assert (left in youth.meant) is (percent == 0)
    youth.meant.clear()
    asked = (Key.B_IN_DANGER_YES, Key.B_IN_DANGER_NO, Key.B_IN_DANGER_SILENT)
    youth.see(read(stage, "Er du i fare lige nu?", *asked))
    assert youth.meant.total() == percent / 100


@pytest.mark.parametrize("percent", [100, 0])
def test_what_is_asked_besides_questions_gets_a_tap_by_its_rate(
    stage: Stage, percent: int
) -> None:
    youth = habits(young(stage), says_more=100 - percent, says_later=percent)
    youth.see(read(stage, "Var det tiden værd?", Key.B_BACK))
    assert youth.meant.total() == percent / 100
    youth._tapped_at = TUESDAY
    youth.see(read(stage, "Vil du have et opkald?", Key.B_BACK))
    assert youth.meant.total() == 1


@pytest.mark.parametrize(("percent", "label"), [(100, "Talt sammen"), (0, "Ikke fat i,")])
def test_who_said_fine_picks_up_by_a_rate_of_the_file(
    stage: Stage, percent: int, label: str
) -> None:
    everybody = stage.people.everybody.model_copy(update={"picks_up": percent})
    stage.people = stage.people.model_copy(update={"everybody": everybody})
    maja = worker(stage)
    maja.see(card(stage, TalkKey.ANSWER_FINE, hvem=OF_CASE))
    [(wait, said)] = maja.meant
    assert said.startswith(label)
    shortest, longest = stage.people.all_staff.a_call
    assert shortest <= wait.total_seconds() <= longest


class Leaving(Watched):
    """A young person of whom everything that they write is written down as well."""

    said: list[str]

    async def write(self, text: str) -> bool:
        """Write it down; nobody was reached."""
        self.said.append(text)
        return False


async def no_phone(_: object) -> None:
    """Stand where somebody gets a new phone."""


@pytest.mark.parametrize("percent", [100, 0])
async def test_who_leaves_says_stop_by_a_rate_of_the_file(stage: Stage, percent: int) -> None:
    usual = stage.people.temperaments[0].model_copy(update={"leaves": (2, 2)})
    youth = Leaving(stage, "Ung", stage.sim.phone("Ung"), "da", usual)
    youth.said = []
    habits(youth, writes=0, asks_for_a_call=0, pauses=0, says_stop=percent)
    left: list[str] = []
    Year(youth, no_phone, lambda: left.append("/stop")).plan()
    while (act := stage.diary.take(stage.ends_at)) is not None:
        await act()
    assert youth.said == left == (["/stop"] if percent else [])
    assert youth.manners.habits.answers == (90 if percent else 0)


def times_ill(stage: Stage, seed: int) -> int:
    """Return how often a worker of a seed is ill in the time of a stage."""
    maja = worker(replace(stage, seed=seed))
    plan_absences(maja)
    share = timedelta(days=maja.kind.sick_days // stage.people.all_staff.sick_spells)
    return sum(ends - begins == share for begins, ends in maja.off)


def test_staff_are_ill_in_a_short_run_as_often_as_in_a_long_one(stage: Stage) -> None:
    drawn = [times_ill(stage, seed) for seed in range(300)]
    assert set(drawn) == {0, 1}, "two spells a year, a hundred days"
    assert 0.4 < sum(drawn) / len(drawn) < 0.7


def test_so_many_is_so_many_in_the_mean() -> None:
    drawn = [so_many(source(seed), 1.3) for seed in range(2000)]
    assert set(drawn) == {1, 2}
    assert 1.25 < sum(drawn) / len(drawn) < 1.35


def test_every_rate_of_everybody_says_where_it_comes_from() -> None:
    table = Path(SIMULATION_FILE).read_text("utf-8").partition("[everybody]")[2]
    whole = table.partition("[[temperaments]]")[0].replace("\n                       #", "")
    named = [line for line in whole.splitlines() if "=" in line]
    assert len(named) == len(type(load_people().everybody).model_fields)
    assert [line for line in named if not line.endswith("]")] == []
