"""A simulation in several houses: the same whatever runs beside what, and every house is told."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.commands.simulated import written
from bot.simulation.cast import temperaments_of
from bot.simulation.houses import HouseDiedError, play_all
from bot.simulation.plan import Plan, houses_for, url_of
from bot.simulation.result import Counts, Result
from bot.simulation.whole import Whole
from content.simulation_file import load_people
from reports.audit.verdict import Audit, Breach, DayRows, Promise, Wall
from storage.alerts import Alerts
from storage.waited import Waited

MORNING = datetime(2026, 1, 5, 8, tzinfo=UTC)
PLAN = Plan(
    programme="projekt-run",
    youths=50,
    days=3,
    seed=7,
    begins=date(2026, 1, 5),
    people=load_people(),
    houses=2,
)
Tell = Callable[[datetime], None]


def result(plan: Plan, *breaches: Breach) -> Result:
    """Return what a house with this plan may have come to."""
    counts = Counts(
        programme=plan.programme,
        youths=plan.youths_of_house,
        days=plan.days,
        seed=plan.seed,
        begins=plan.begins.isoformat(),
        faults="",
        to_youths=10 * plan.house,
        to_staff=5,
        by_sms=4,
        changes=3,
        updates=2,
        tallies={"messages by state": {"sent": plan.house, f"only in {plan.house}": 1}},
        digest=plan.seed_of_house,
        attention=False,
        mentors=len(plan.workers()),
        alerts=Alerts(4, (1.0, 2.0 * plan.house)),
        by_attention=Alerts(0),
        waited=Waited(1, (6.0 * plan.house,), late=1),
        untried_by_way={"steady": 1, "slow": plan.house},
    )
    verdict = Audit(
        since=MORNING,
        until=MORNING + timedelta(days=3),
        youths=plan.youths_of_house,
        messages=9,
        breaches=breaches,
        wall=Wall(messages=plan.house, asking=1, youth_id=70 + plan.house),
        rows_per_day=(DayRows(staff_id=1, median=2, most=3),),
    )
    return Result(counts=counts, verdict=verdict, workers={1: "Maja"})


def breach(minutes: int, promise: Promise) -> Breach:
    """Return a broken promise of the first morning."""
    at = MORNING + timedelta(minutes=minutes)
    return Breach(at=at, promise=promise, youth_id=71, evidence="message 8")


def plays(plan: Plan, tell: Tell) -> Result:
    """Play a house without anybody in it."""
    tell(MORNING + timedelta(days=plan.house))
    return result(plan)


def raises(plan: Plan, tell: Tell) -> Result:
    """Fail in the second house."""
    if plan.house == 2:
        raise ValueError("a room without a door")
    return plays(plan, tell)


def is_killed(plan: Plan, tell: Tell) -> Result:
    """Die in the first house, without a word."""
    if plan.house == 1:
        os._exit(9)
    return plays(plan, tell)


def nobody(_: object) -> None:
    """Hear nothing."""


def test_there_is_a_house_for_every_twenty_five_however_many_processors_there_are() -> None:
    assert [houses_for(youths) for youths in (1, 25, 26, 50, 51, 5000)] == [1, 1, 2, 2, 3, 200]


@pytest.mark.parametrize("houses", [1, 2, 3, 7])
def test_everybody_is_in_one_house_and_every_kind_is_dealt_over_all(houses: int) -> None:
    parts = replace(PLAN, houses=houses).parts()
    dealt = [Counter(one.name for one in temperaments_of(part)) for part in parts]
    assert sum(dealt, Counter()) == Counter(
        one.name for one in temperaments_of(replace(PLAN, houses=1))
    )
    sizes = [part.youths_of_house for part in parts]
    assert (sum(sizes), max(sizes) - min(sizes)) == (50, 50 % houses > 0)
    for kind in {name for each in dealt for name in each}:
        most = [each[kind] for each in dealt]
        assert max(most) - min(most) <= 1, kind


def test_workers_of_several_houses_have_numbers_of_their_own() -> None:
    assert [part.workers() for part in PLAN.parts()] == [range(3), range(3, 6)]
    assert replace(PLAN, houses=1).workers() == range(5)


def test_the_first_house_has_the_chance_of_the_seed_and_every_other_one_of_its_own() -> None:
    assert [part.seed_of_house for part in PLAN.parts()] == ["7", "7/2"]


@pytest.mark.parametrize(
    ("url", "second"),
    [
        ("sqlite:///cases.db", "sqlite:///cases_2.db"),
        ("sqlite:////var/x.y/cases.db", "sqlite:////var/x.y/cases_2.db"),
        ("postgresql://me:pw@host/cases?host=/run", "postgresql://me:pw@host/cases_2?host=/run"),
        (None, None),
    ],
)
def test_every_house_has_a_database_of_its_own(url: str | None, second: str | None) -> None:
    assert url_of(url, 2, 2) == second
    assert url_of(url, 1, 1) == url


@pytest.mark.parametrize("cores", [1, 2, 5])
def test_results_stand_in_the_order_of_the_houses(cores: int) -> None:
    plans = replace(PLAN, houses=3).parts()
    heard: list[list[datetime]] = []
    whole = play_all(plans, cores=cores, tell=lambda times: heard.append([*times]), play=plays)
    assert [one.counts.digest for one in whole.houses] == ["7", "7/2", "7/3"]
    assert sorted(heard[-1]) == [MORNING + timedelta(days=day) for day in (1, 2, 3)]


def test_a_house_that_dies_is_told_with_its_traceback() -> None:
    with pytest.raises(HouseDiedError) as told:
        play_all(PLAN.parts(), cores=2, tell=nobody, play=raises)
    assert "House 2 of 2 came to no result" in str(told.value)
    assert 'in raises\n    raise ValueError("a room without a door")' in str(told.value)


def test_a_house_whose_process_is_killed_is_told() -> None:
    with pytest.raises(HouseDiedError, match=r"House 1 of 2 .* its process ended with 9"):
        play_all(PLAN.parts(), cores=2, tell=nobody, play=is_killed)


def test_houses_are_added_up_and_a_broken_promise_names_its_house() -> None:
    one, two = PLAN.parts()
    whole = Whole(
        (
            result(one, breach(1, Promise.ONCE), breach(3, Promise.CARD)),
            result(two, breach(2, Promise.ONCE)),
        )
    )
    said = written(whole)
    for line in (
        r"young people                         50 in 2 houses: 25, 25",
        r"messages to young people             30",
        r"  share that ended in a talk         0.5",
        r"  usual hours until the talk         1.5",
        r"  usual hours until there was one    9.0, nine in ten within 16.2",
        r"    nobody tried by then, with who   0",
        r"      slow                           3",
        r"      steady                         2",
        r"longest wall of unanswered messages  2, 1 of them asking (house 2: youth 72)",
        r"house 2: Maja           2      3",
        r"only in 2          1",
        r"sent               3",
        r"house 1: 2026-01-05 08:01:00 UTC  once  youth 71  message 8",
        r"3 broken promises: card 1, once 2",
    ):
        assert line in said, said
    found = whole.json()
    assert [line[:7] for line in found["breaches"]] == ["house 1", "house 2", "house 1"]
    assert [one["to_youths"] for one in found["houses"]] == [10, 20]
    assert not whole.is_clean


def test_one_house_says_nothing_of_houses() -> None:
    alone = result(replace(PLAN, houses=1), breach(1, Promise.ONCE))
    assert "house" not in written(Whole((alone,)))
    assert Whole((alone,)).json() == alone.json()


def few(file: Path, *options: str) -> int:
    """Play a very short simulation of two houses and write its result to a file."""
    size = ("--youths", "2", "--houses", "2", "--days", "1", "--seed", "7", "--json", str(file))
    return main(["simulate", "--programme", "projekt-run", *size, *options])


def test_what_happens_is_the_same_on_one_processor_and_on_two(tmp_path: Path) -> None:
    """One after the other in this process, and beside each other in two; and one house alone."""
    one, two, second = tmp_path / "one", tmp_path / "two", tmp_path / "second"
    url = f"sqlite:///{tmp_path}/kept.db"
    assert few(one, "--cores", "1") == 0
    assert few(two, "--cores", "2", "--database", url) == 0
    assert one.read_text() == two.read_text()
    assert {file.name for file in tmp_path.glob("kept*.db")} == {"kept_1.db", "kept_2.db"}
    assert few(second, "--house", "2") == 0
    assert json.loads(second.read_text()) == json.loads(one.read_text())["houses"][1]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--houses", "3"), "--houses must be from 1 to 2, not 3"),
        (("--house", "3"), "--house must be from 1 to 2, not 3"),
        (("--cores", "0"), "--cores must be from 1 to"),
    ],
)
def test_houses_that_cannot_be_played_are_said_with_a_remedy(
    tmp_path: Path, options: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert few(tmp_path / "result", *options) == 2
    assert said in capsys.readouterr().err
