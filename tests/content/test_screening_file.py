"""The screening rules: read, or refused in words that say where and what to do."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from content.errors import ContentError
from content.screening_file import SCREENING, load_screening
from domain.screening import ScreeningRules, ScreenLevel, screen

ROOT = Path(__file__).parents[2]
GOOD = """
[[rules]]
name = "dying"
level = "crisis"
family = "2"
da = ["vil .. dø"]
en = ["want to die"]
"""
WORDS = '[[words]]\nname = "pet"\nda = ["hund"]\n'
FILTER = '[[filters]]\nname = "film"\neffect = "ordinary"\nda = ["film*"]\n'


@pytest.fixture(scope="module")
def rules() -> ScreeningRules:
    return load_screening()


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


def test_the_same_words_are_compiled_once_wherever_they_lie(tmp_path: Path) -> None:
    folders = tmp_path / "one", tmp_path / "other"
    for folder in folders:
        folder.mkdir()
        (folder / "own.toml").write_text(GOOD, "utf-8")
    assert load_screening(folders[0]) is load_screening(folders[1])
    (folders[1] / "own.toml").write_text(GOOD.replace("want", "long"), "utf-8")
    assert screen("i want to die", load_screening(folders[1])).level is ScreenLevel.ORDINARY
    assert screen("i want to die", load_screening(folders[0])).level is ScreenLevel.CRISIS


def test_two_rules_of_one_name_are_refused(tmp_path: Path) -> None:
    assert "Two rules are called 'dying'; give each a name of" in refusal(tmp_path, GOOD + GOOD)


def test_rules_that_find_no_crisis_are_refused(tmp_path: Path) -> None:
    assert "No rule finds a crisis" in refusal(tmp_path, GOOD.replace("crisis", "concern"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (GOOD.replace("vil", "<pet>"), "rules[0] (dying): Rule 'dying': Pattern '<pet> .. dø'"),
        (WORDS + WORDS + GOOD, "words[1] (pet): this name is taken; give it a name of its own"),
        (FILTER + FILTER + GOOD, "filters[1] (film): this name is taken; give it a name"),
        (FILTER.replace("film*", "[film*") + GOOD, "filters[0] (film): Filter 'film'"),
        (GOOD + 'filters = ["sang"]', "names the filter 'sang', which is not there; write it"),
        (WORDS.replace("hund", "<pet>") + GOOD.replace("vil", "<pet>"), "or holds itself; write"),
    ],
)
def test_a_class_or_filter_that_cannot_be_used_is_named(
    tmp_path: Path, text: str, said: str
) -> None:
    assert said in refusal(tmp_path, text)


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


def test_classes_and_filters_of_one_file_serve_the_rules_of_another(tmp_path: Path) -> None:
    (tmp_path / "words.toml").write_text(WORDS + FILTER, "utf-8")
    rule = GOOD.replace("vil .. dø", "<pet> væk") + 'filters = ["film"]'
    (tmp_path / "own.toml").write_text(rule, "utf-8")
    rules = load_screening(tmp_path)
    assert screen("min hund væk", rules).level is ScreenLevel.CRISIS
    assert screen("min hund væk i en film", rules).level is ScreenLevel.ORDINARY


def test_every_crisis_family_has_rules(rules: ScreeningRules) -> None:
    crisis = [rule.family for rule in rules.rules if rule.level is ScreenLevel.CRISIS]
    families = {int(number) for family in crisis for number in re.findall(r"\d+", family)}
    assert families == set(range(1, 15))


def test_the_example_of_the_reference_is_a_rule_that_can_be_read(tmp_path: Path) -> None:
    reference = (ROOT / "docs/reference/screening-rules.md").read_text("utf-8")
    (tmp_path / "own.toml").write_text(reference.split("```toml\n")[1].split("```")[0], "utf-8")
    rules = load_screening(tmp_path)
    assert screen("jeg har bare lyst til at dø", rules).level is ScreenLevel.CRISIS
    assert screen("jeg vil dø i den film", rules).level is ScreenLevel.ORDINARY
    assert screen("jeg vil ikke dø", rules).level is ScreenLevel.CONCERN


def test_no_rule_fires_on_what_the_robot_itself_says(rules: ScreeningRules) -> None:
    """A youth who quotes the robot must not set off the card by its own words."""
    golden = (Path(__file__).parent / "golden/da.txt").read_text("utf-8")
    said = [line.strip() for line in golden.splitlines() if line.startswith("  ")]
    found = [line for line in said if screen(line, rules).level is ScreenLevel.CRISIS]
    assert found == []


def test_every_shipped_rule_file_is_read(rules: ScreeningRules) -> None:
    names = {rule.name for rule in rules.rules}
    for path in SCREENING.glob("*.toml"):
        written = re.findall(r'\[\[rules\]\]\nname = "(\w+)"', path.read_text("utf-8"))
        assert names.issuperset(written)
    assert len(names) >= 30
