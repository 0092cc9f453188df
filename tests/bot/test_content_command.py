"""`holdfast content lint` passes what is good, and names what is not."""

import shutil
from pathlib import Path

import pytest

from bot.__main__ import main
from content.lint import CONTENT


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the built-in content, to spoil."""
    copy = tmp_path / "content"
    shutil.copytree(CONTENT, copy, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    return copy


def test_the_built_in_content_is_in_order(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["content", "lint"]) == 0
    assert capsys.readouterr().out == "The content is in order.\n"


def test_a_problem_is_named_and_fails(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    programme = folder / "programmes/projekt-run.toml"
    text = programme.read_text("utf-8")
    programme.write_text(text.replace("low_up_to = 2", "low_up_to = 11", 1))
    assert main(["content", "lint", "--folder", str(folder)]) == 2
    shown = capsys.readouterr()
    assert "projekt-run.toml" in shown.out
    assert shown.err.startswith("holdfast: The content has 1 problem(s)")


def test_a_folder_that_is_not_there_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["content", "lint", "--folder", str(tmp_path / "nowhere")]) == 2
    assert "nowhere is no folder" in capsys.readouterr().err


def test_what_a_youth_would_get_is_shown_with_the_number_per_week(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["content", "show", "projekt-run", "--days", "14", "--from", "2026-03-03"]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("Projekt RUN: a youth who says yes on Tuesday 3 March 2026, day 0.")
    assert "Week 10 of 2026: 2 messages" in shown
    assert "Week 11 of 2026: 3 messages" in shown


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["projekt-rum"], "There is no programme projekt-rum: there are "),
        (["projekt-run", "--days", "0"], "Give --days a number from 1 to 400."),
        (["projekt-run", "--from", "3/3"], "3/3 is no date: write it such as 2026-03-03."),
    ],
)
def test_a_preview_that_cannot_be_made_says_why(
    given: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["content", "show", *given]) == 2
    assert said in capsys.readouterr().err
