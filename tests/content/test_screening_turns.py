"""What turns a sentence round: stretched letters, laughter, *you* for *him*, *now again*."""

from __future__ import annotations

import csv
import re
import time
import tomllib
from pathlib import Path

import pytest

from content.screening_file import load_screening
from domain.screening import ScreenLevel, screen

FOLDER = Path(__file__).parent / "screening"
RULES = load_screening()
CRISIS, ORDINARY = ScreenLevel.CRISIS, ScreenLevel.ORDINARY
VOWEL = re.compile("[aeiouyæøå]", re.IGNORECASE)
LOST_BY_STRETCHING = 0.006  # `broeen` is spelled as *brøen*, `haand` is Danish: not mended


def turns() -> list[tuple[str, str, str]]:
    found = tomllib.loads((FOLDER / "turns.toml").read_text("utf-8"))["turns"]
    return [
        (each["name"], level, text)
        for each in found
        for level, texts in each.items()
        if level != "name"
        for text in texts
    ]


@pytest.mark.parametrize("level", ["crisis", "concern", "ordinary"])
def test_a_turn_reads_as_it_was_written(level: str) -> None:
    written = [(name, text) for name, asked, text in turns() if asked == level]
    assert len(written) >= 20
    read = [(name, text, screen(text, RULES).level.value) for name, text in written]
    assert [each for each in read if each[2] != level] == []


def test_what_a_worker_may_read_sets_off_no_alarm() -> None:
    taken = [text for _, asked, text in turns() if asked == "not_crisis"]
    assert taken
    assert [text for text in taken if screen(text, RULES).level is CRISIS] == []


@pytest.mark.parametrize("times", [2, 5])
def test_stretching_the_last_vowel_hides_no_cry(times: int) -> None:
    with (FOLDER / "seen.csv").open(encoding="utf-8", newline="") as file:
        texts = [row["text"] for row in csv.DictReader(file) if row["label"] == "crisis"]
    found = [text for text in texts if screen(text, RULES).level is CRISIS]
    stretched = [drawn_out(text, times) for text in found]
    lost = [text for text in stretched if screen(text, RULES).level is ORDINARY]
    assert len(lost) <= LOST_BY_STRETCHING * len(found), lost


def drawn_out(text: str, times: int) -> str:
    vowels = list(VOWEL.finditer(text))
    if not vowels:
        return text
    last = vowels[-1]
    return text[: last.start()] + last[0] * times + text[last.end() :]


@pytest.mark.parametrize("letters", ["a", "ab", "aab", "dø", "seelv"])
def test_one_word_of_a_hundred_thousand_letters_takes_no_second(letters: str) -> None:
    begun = time.process_time()
    screen((letters * 100_000)[:100_000], RULES)
    assert time.process_time() - begun < 0.5
