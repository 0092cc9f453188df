"""What each construction means: what it finds, what stands beside it, and talk of every day."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from content.screening_file import load_screening
from domain.screening import ScreenLevel, screen

FOLDER = Path(__file__).parent / "screening"
RULES = load_screening()
EVERYDAY_FLAGGED = 0.08  # of the everyday sentences: a worker reads them within the word's clock
LONG_ALARMS = 0.07  # of everyday messages four times as long
AT_LEAST_FOUND, AT_LEAST_LEFT = 5, 3
WIDE = (
    "crisis_told_in_passing",
    "crisis_told_by_signs",
    "crisis_told_in_other_words",
    "signs_that_add_up",
)


def constructions() -> list[tuple[str, list[str], list[str]]]:
    found = tomllib.loads((FOLDER / "constructions.toml").read_text("utf-8"))["constructions"]
    return [(each["rule"], each["finds"], each["leaves"]) for each in found]


def everyday() -> list[str]:
    return (FOLDER / "everyday.txt").read_text("utf-8").splitlines()


@pytest.mark.parametrize(("rule", "finds", "leaves"), constructions())
def test_a_construction_finds_what_it_means_and_leaves_what_stands_beside_it(
    rule: str, finds: list[str], leaves: list[str]
) -> None:
    assert len(finds) >= AT_LEAST_FOUND
    assert len(leaves) >= AT_LEAST_LEFT
    assert [text for text in finds if rule not in screen(text, RULES).rules] == []
    taken = [text for text in leaves if screen(text, RULES).level is ScreenLevel.CRISIS]
    assert taken == []


def test_every_rule_of_the_wide_files_has_sentences_of_its_own() -> None:
    told = {rule for rule, _, _ in constructions()}
    wide = [
        each["name"]
        for name in WIDE
        for kind in ("rules", "sums")
        for each in rules_of(name).get(kind, [])
    ]
    assert told.issuperset(wide)


def test_no_talk_of_every_day_sets_off_the_alarm() -> None:
    """Written around the words of the wide rules: a shower, a hoodie, a hammer, a key."""
    levels = {text: screen(text, RULES).level for text in everyday()}
    assert len(levels) > 450
    assert [text for text, level in levels.items() if level is ScreenLevel.CRISIS] == []
    flagged = [text for text, level in levels.items() if level is not ScreenLevel.ORDINARY]
    assert len(flagged) <= EVERYDAY_FLAGGED * len(levels)


def test_four_everyday_messages_in_one_rarely_set_off_the_alarm() -> None:
    """Young people write long, too: what is long holds more of every sign."""
    plain = everyday()
    quarter = len(plain) // 4
    parts = (plain[at : at + quarter] for at in range(0, 4 * quarter, quarter))
    long = [". ".join(four) for four in zip(*parts, strict=True)]
    alarms = [text for text in long if screen(text, RULES).level is ScreenLevel.CRISIS]
    assert len(alarms) <= LONG_ALARMS * len(long)


ENGLISH = {"because", "someone", "they", "dont", "cant", "wont", "myself", "from", "with", "their"}


def test_english_words_stand_under_english() -> None:
    """So that whoever reads only the Danish half of a file reads all of it."""
    for path in sorted((FOLDER.parents[2] / "content/screening").glob("crisis_told_*.toml")):
        for each in rules_of(path.stem).get("rules", []):
            written = " ".join(each["da"]).replace("[", " ").replace("]", " ").replace("|", " ")
            assert (each["name"], ENGLISH.intersection(written.split())) == (each["name"], set())


def rules_of(name: str) -> dict[str, list[dict[str, list[str]]]]:
    path = FOLDER.parents[2] / f"content/screening/{name}.toml"
    return tomllib.loads(path.read_text("utf-8"))
