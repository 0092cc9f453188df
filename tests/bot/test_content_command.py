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
    programme.write_text(programme.read_text("utf-8").replace("low_up_to = 2", "low_up_to = 11"))
    assert main(["content", "lint", "--folder", str(folder)]) == 2
    shown = capsys.readouterr()
    assert "projekt-run.toml" in shown.out
    assert shown.err.startswith("holdfast: The content has 1 problem(s)")


def test_a_folder_that_is_not_there_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["content", "lint", "--folder", str(tmp_path / "nowhere")]) == 2
    assert "nowhere is no folder" in capsys.readouterr().err
