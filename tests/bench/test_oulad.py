"""The figures of the risk benchmark are counted as they are described; the policy is small."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

import pytest

from bench.oulad import BUDGETS, FILES, POLICY, Story, best, figures, main, stories
from content.risk_file import parse_policy

DATA = Path(os.environ.get("RISK_DATA", "../shared/data/oulad"))


def story(*points: float, left: float | None = None, completed: bool = False) -> Story:
    decisions = tuple((28.0 + 7 * index, one, 7.0) for index, one in enumerate(points))
    return Story("a", decisions, left, completed)


def test_what_was_seen_and_what_it_cost_is_counted() -> None:
    people = [
        story(0, 5, 5, left=56),
        story(0, 0, 0, left=56),
        story(5, left=41),  # left too early to be judged
        story(5, 0, 5, 5, completed=True),
    ]
    found = figures(people, 4)
    assert (found.seen, found.standing) == (0.5, 0.75)
    assert found.false == pytest.approx(2 / (28 / 30.4))
    assert "seen 0.500" in str(found)


def test_the_best_limit_keeps_within_the_budget() -> None:
    people = [story(0, 5, 3, left=49), story(3, *[0] * 99, completed=True)]
    found = best(people, BUDGETS[0])
    assert found is not None
    assert found.limit == 3
    assert best([story(5, left=49), story(5, completed=True)], BUDGETS[1]) is None


def test_the_policy_has_at_most_fifteen_numbers() -> None:
    def numbers(value: object) -> int:
        if isinstance(value, dict):
            return sum(numbers(one) for one in value.values())
        if isinstance(value, list):
            return sum(numbers(one) for one in value)
        return isinstance(value, int | float)

    assert numbers(tomllib.loads(POLICY.read_text("utf-8"))) <= 15


def test_a_folder_without_the_files_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path)]) == 2
    assert "lacks events.csv.gz" in capsys.readouterr().err


@pytest.mark.skipif(
    not all((DATA / name).is_file() for name in FILES),
    reason=f"no {' and '.join(FILES)} in {DATA}: name their folder in RISK_DATA",
)
def test_the_rules_keep_what_was_measured_at_the_limits_that_were_frozen() -> None:
    people = list(stories(DATA))
    policy = parse_policy(POLICY.read_text("utf-8"), place=str(POLICY))
    for limit, budget, least in zip(
        (policy.yellow, policy.red), BUDGETS, (0.68, 0.52), strict=True
    ):
        found = figures(people, limit)
        assert found.seen >= least, found
        assert found.false <= budget[0], found
        assert found.standing <= budget[1], found


def test_the_two_limits_are_those_that_were_frozen_before_anybody_looked() -> None:
    policy = parse_policy(POLICY.read_text("utf-8"), place=str(POLICY))
    assert (policy.yellow, policy.red) == (3.5, 4.5)
