"""The screening rules: read or refused in words, and measured on messages kept beside them."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from content.errors import ContentError
from content.screening_file import SCREENING, load_screening
from domain.screening import ScreeningRules, ScreenLevel, screen

ROOT = Path(__file__).parents[2]
MESSAGES = Path(__file__).parent / "screening_messages.csv"
GOOD = """
[[rules]]
name = "dying"
level = "crisis"
family = "2"
da = ["vil .. dø"]
en = ["want to die"]
"""


@pytest.fixture(scope="module")
def rules() -> ScreeningRules:
    return load_screening()


def rows() -> list[dict[str, str]]:
    with MESSAGES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def refusal(tmp_path: Path, text: str) -> str:
    (tmp_path / "own.toml").write_text(text, "utf-8")
    with pytest.raises(ContentError) as caught:
        load_screening(tmp_path)
    return str(caught.value)


def test_a_pattern_that_cannot_be_read_is_named_with_its_file_rule_and_remedy(
    tmp_path: Path,
) -> None:
    said = refusal(tmp_path, GOOD.replace("vil .. dø", "[vil dø") + GOOD.replace("want", "|"))
    assert "own.toml, rules[0] (dying): Rule 'dying'" in said
    assert "own.toml, rules[1] (dying): Rule 'dying'" in said


def test_two_rules_of_one_name_are_refused(tmp_path: Path) -> None:
    assert "Two rules are called 'dying'; give each a name of" in refusal(tmp_path, GOOD + GOOD)


def test_rules_that_find_no_crisis_are_refused(tmp_path: Path) -> None:
    assert "No rule finds a crisis" in refusal(tmp_path, GOOD.replace("crisis", "concern"))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('level = "crisis"', 'level = "red"', "rules[0].level: "),
        ('family = "2"\n', "", "rules[0].family: is missing; add it"),
        ("name", "title", "rules[0].title: is not known here"),
        ("[[rules]]", "[[rules", "cannot be read"),
        ('da = ["vil .. dø"]', 'da = "vil .. dø"', "rules[0].da: is no list"),
    ],
)
def test_a_file_of_another_shape_is_refused(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert said in refusal(tmp_path, GOOD.replace(old, new))


def test_danish_and_english_rules_read_every_text(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(GOOD, "utf-8")
    rules = load_screening(tmp_path)
    assert screen("jeg vil bare dø", rules).level is ScreenLevel.CRISIS
    assert screen("i just want to die", rules).level is ScreenLevel.CRISIS


def test_every_crisis_family_has_rules(rules: ScreeningRules) -> None:
    families = {rule.family.split()[0] for rule in rules.rules if rule.level is ScreenLevel.CRISIS}
    assert families == {str(number) for number in range(1, 15)}


def test_there_are_enough_messages_in_both_languages_and_all_levels() -> None:
    counts = Counter((row["lang"], row["label"]) for row in rows())
    assert sum(counts.values()) >= 120
    assert min(counts.values()) >= 14
    assert len(counts) == 6


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_rules_hold_their_floors_on_the_messages_beside_them(
    rules: ScreeningRules, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Messages and rules have one author, and the rules were mended after each batch.

    So the figures are floors that must not sink, and no promise about messages never seen: what
    the second and third batch scored at first sight stands in docs/reference/screening-rules.md.
    """
    counts = Counter(
        (row["label"], str(screen(row["text"], rules).level))
        for row in rows()
        if row["lang"] == language
    )
    totals = Counter(row["label"] for row in rows() if row["lang"] == language)

    def share(label: str, *levels: str) -> float:
        return sum(counts[label, level] for level in levels) / totals[label]

    with capsys.disabled():
        print(  # noqa: T201 - the figures belong in the test's output
            f"\n  {language}: crisis as crisis {share('crisis', 'crisis'):.2f},"
            f" flagged {share('crisis', 'crisis', 'concern'):.2f};"
            f" concern flagged {share('concern', 'crisis', 'concern'):.2f},"
            f" as crisis {share('concern', 'crisis'):.2f};"
            f" ordinary flagged {share('ordinary', 'crisis', 'concern'):.2f},"
            f" as crisis {share('ordinary', 'crisis'):.2f}"
        )
    assert share("crisis", "crisis") >= 0.95
    assert share("crisis", "crisis", "concern") >= 0.95
    assert share("concern", "crisis", "concern") >= 0.95
    assert share("concern", "crisis") <= 0.03
    assert share("ordinary", "crisis") <= 0.02
    assert share("ordinary", "crisis", "concern") <= 0.05


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("haha jeg har gemt pillerne til fredag", ScreenLevel.CRISIS),  # joke, but a real means
        ("gider ikke leve mere haha", ScreenLevel.CRISIS),
        ("ER DØØØD AF GRIN", ScreenLevel.ORDINARY),
        ("GIDER IKKKK LEEEEVE", ScreenLevel.CRISIS),
        ("jeg vil ikke leve, men ikke sig det til nogen", ScreenLevel.CRISIS),
        ("Bare en stil om selvmord i dansk", ScreenLevel.ORDINARY),
        ("han slog mig i skak", ScreenLevel.ORDINARY),
        ("han slog mig i hovedet", ScreenLevel.CRISIS),
    ],
)
def test_hard_cases_stay_as_they_were_decided(
    rules: ScreeningRules, text: str, level: ScreenLevel
) -> None:
    assert screen(text, rules).level is level


def test_the_example_of_the_reference_is_a_rule_that_can_be_read(tmp_path: Path) -> None:
    reference = (ROOT / "docs/reference/screening-rules.md").read_text("utf-8")
    (tmp_path / "own.toml").write_text(reference.split("```toml\n")[1].split("```")[0], "utf-8")
    rules = load_screening(tmp_path)
    assert screen("jeg har bare lyst til at dø", rules).level is ScreenLevel.CRISIS
    assert screen("vil dø af grin", rules).level is ScreenLevel.ORDINARY


def test_no_rule_fires_on_what_the_robot_itself_says(rules: ScreeningRules) -> None:
    """A youth who quotes the robot must not set off the card by its own words."""
    golden = (Path(__file__).parent / "golden/da.txt").read_text("utf-8")
    said = [line.strip() for line in golden.splitlines() if line.startswith("  ")]
    found = [line for line in said if screen(line, rules).level is ScreenLevel.CRISIS]
    assert found == []


def test_every_shipped_rule_file_is_read() -> None:
    names = {rule.name for rule in load_screening().rules}
    for path in SCREENING.glob("*.toml"):
        first = path.read_text("utf-8").split('name = "')[1].split('"')[0]
        assert first in names
