"""Rules of the house that no linter knows."""

import os
import re
from pathlib import Path

import pytest

from tests.docs.files import ROOT, short, tracked, with_suffix

MOST_LINES, MOST_LINES_OF_TESTS = 300, 500
# Written apart, so that this file does not find itself.
MACHINE = re.compile(
    "|".join(
        ["/" + "work/", "/" + "farm/", "file:" + "///opt", "/root/" + r"\.", "/opt/" + "pypi"]
    )
)
ELSEWHERE = re.compile(r"""(?:src|href|url|import|fetch)\s*[=(]?\s*["']?(?:https?:)?//[\w.-]+""")
# A neighbour folder with public reference data, used where it is there.
NEIGHBOUR = re.compile(r"\.\./" + "shared|" + "shared/" + r"(?!botapi)|DESIGN" + r"\.md")

TEXT = {".py", ".md", ".toml", ".txt", ".in", ".ini", ".html", ".css", ".js", ".po", ".yml", ""}
TEXTS = [path for path in tracked() if path.suffix in TEXT and path.name != "LICENSE"]


def found(pattern: re.Pattern[str], paths: list[Path]) -> list[str]:
    hits = []
    for path in paths:
        lines = path.read_text("utf-8", errors="replace").splitlines()
        hits += [f"{short(path)}:{n}" for n, line in enumerate(lines, 1) if pattern.search(line)]
    return hits


@pytest.mark.parametrize(
    "path", [path for path in with_suffix(".py") if "versions" not in path.parts], ids=short
)
def test_a_file_can_be_read_in_one_sitting(path: Path) -> None:
    most = MOST_LINES_OF_TESTS if short(path).startswith("tests/") else MOST_LINES
    lines = len(path.read_text("utf-8").splitlines())
    assert lines <= most, f"{short(path)} has {lines} lines, and {most} is the most"


def test_no_file_names_a_machine_or_a_registry() -> None:
    assert found(MACHINE, TEXTS) == []


def test_only_tests_look_at_the_neighbour_folder() -> None:
    # Tests may look for the public description of the Bot API beside the repository.
    neighbours = [hit for hit in found(NEIGHBOUR, TEXTS) if not hit.startswith("tests/")]
    assert neighbours == []


def test_requirements_name_no_address() -> None:
    paths = sorted((ROOT / "requirements").iterdir())
    assert (
        found(re.compile(r"https?://|--(extra-)?index-url|--find-links|--trusted-host"), paths)
        == []
    )


def pins(name: str) -> set[str]:
    """Return `package==version` for everything that is pinned with a hash."""
    text = (ROOT / f"requirements/{name}.txt").read_text("utf-8")
    pattern = r"^([a-z0-9.-]+)(?:\[[a-z,]+\])?(==\S+) \\\n    --hash=sha256:"
    return {package + version for package, version in re.findall(pattern, text, re.MULTILINE)}


def test_what_runs_is_tested_in_the_very_same_version() -> None:
    assert pins("base")
    assert pins("base") <= pins("dev"), "run make requirements: the two lists disagree"


@pytest.mark.parametrize("name", ["base", "dev"])
def test_everything_asked_for_is_pinned(name: str) -> None:
    asked = re.findall(
        r"^[a-z0-9.-]+", (ROOT / f"requirements/{name}.in").read_text("utf-8"), re.MULTILINE
    )
    pinned = {pin.partition("==")[0] for pin in pins(name)}
    assert {line for line in asked if not line.startswith("-")} <= pinned, "run make requirements"


def test_pages_and_scripts_load_nothing_from_elsewhere() -> None:
    ours = [path for path in with_suffix(".html", ".css", ".js") if "tests" not in path.parts]
    assert found(ELSEWHERE, ours) == []


def test_code_reads_the_clock_in_one_file_only() -> None:
    clock = re.compile(r"\bdatetime\.(now|utcnow)\(|\bdate\.today\(|\btime\.time\(")
    rooms = [p for p in with_suffix(".py") if short(p).split("/")[0] not in {"tests", "bench"}]
    assert {hit.partition(":")[0] for hit in found(clock, rooms)} <= {"bot/clock.py"}


@pytest.mark.parametrize("command", ["make check", "make test"])
def test_continuous_integration_runs_what_everybody_runs(command: str) -> None:
    path = ROOT / ".ci/run"
    script = path.read_text("utf-8")
    assert os.access(path, os.X_OK)
    assert command in script.splitlines()
    assert "REQUIRE_BROWSER=1" in script
