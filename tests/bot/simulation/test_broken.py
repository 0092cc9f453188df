"""`holdfast simulate` says which promises were broken, and leaves with what a script can read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.commands.simulated import MOST_LINES, promises_of
from bot.simulation.faults import PROFILES
from reports.audit.verdict import Promise
from tests.bot.simulation.peopled import peopled
from tests.bot.simulation.test_command import few

# Somebody cries for help in words that no rule of screening takes for danger.
UNHEARD = """
[[temperaments]]
name = "cries unheard"
share = 1
cries = "1-2"

"""
OUT = {"product", "telegram", "storms", "storage"}  # of which the auditor is told


def unheard(folder: Path) -> Path:
    """Return a file of people whose cries are like any other words."""
    text = peopled(UNHEARD).replace("jeg vil ikke leve mere", "vi ses i morgen")
    file = folder / "people.toml"
    file.write_text(text.replace("i want to kill myself", "see you tomorrow"), "utf-8")
    return file


def test_a_broken_promise_is_a_line_with_its_evidence_and_leaves_with_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    people, file = unheard(tmp_path), tmp_path / "result"
    assert few(file, "--people", str(people), youths=1, days=4) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[-1] == "2 broken promises: alarm 1, card 1"
    assert "  card  youth " in lines[-2]
    assert lines[-2].endswith("cried, and no card within 0:01:00")
    found = json.loads(file.read_text("utf-8"))["verdict"]
    assert found["by_promise"] == {"alarm": 1, "card": 1}
    assert found["breaches"] == lines[-3:-1]


@pytest.mark.parametrize("many", [MOST_LINES, MOST_LINES + 1, 100])
def test_of_many_broken_promises_the_first_forty_are_told_and_how_many_more(many: int) -> None:
    said = [f"reply {number}" for number in range(many)]
    lines = promises_of(said, {Promise.READ: many}).splitlines()
    assert lines[:MOST_LINES] == said[:MOST_LINES]
    more = [f"... and {many - MOST_LINES} more (see --json)"] if many > MOST_LINES else []
    assert lines[MOST_LINES:] == [*more, f"{many} broken promises: read {many}"]


def test_none_is_said_in_a_line() -> None:
    assert promises_of([], {}) == "no broken promise\n"


@pytest.mark.parametrize("profile", [one for one in PROFILES if one != "all"])
def test_no_promise_is_broken_by_any_one_thing_that_goes_wrong(
    tmp_path: Path, profile: str
) -> None:
    file = tmp_path / "result"
    assert few(file, "--faults", profile, youths=2, days=6) == 0
    found = json.loads(file.read_text("utf-8"))
    assert bool(found["verdict"]["outages"]) is (profile in OUT), "it went wrong indeed"
