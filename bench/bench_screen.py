"""Messages a second through the screening of words, and the worst that one message can cost."""

import copy
import csv
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.measured import Measured
from content.screening_file import load_screening
from domain.screening import ScreeningRules, screen

MESSAGES = Path(__file__).parents[1] / "tests/content/screening/seen.csv"
ROUNDS = 5
COLD_ROUNDS = 3  # each with rules that have met no word yet
LONG_WORD = "a" * 100_000
HOSTILE = ("jeg vil ikke " * 400, "slår mig " * 600, "a" * 4096, "i n a t " * 500, "💀" * 4096)


def main() -> Iterator[Measured]:
    """Yield the time to load the rules, the rate on everyday messages, and the slowest message.

    The rate is taken twice: cold, each word met for the first time since the rules were loaded,
    as in the first minutes after a start; and warm.
    """
    with MESSAGES.open(encoding="utf-8", newline="") as file:
        texts = [row["text"] for row in csv.DictReader(file)]
    begun = time.process_time()
    rules = load_screening()
    yield Measured("rules loaded", "s of CPU", (time.process_time() - begun,))
    unmet = tuple(copy.deepcopy(rules) for _ in range(COLD_ROUNDS))
    cold = tuple(len(texts) / _seconds(texts, each) for each in unmet)
    yield Measured("messages screened on one core, cold", "messages/s", cold)
    _seconds(texts, rules)  # meet every word once
    rates = tuple(len(texts) / _seconds(texts, rules) for _ in range(ROUNDS))
    yield Measured("messages screened on one core, warm", "messages/s", rates)
    long_word = _seconds([LONG_WORD], rules) * 1000
    yield Measured("one word of 100,000 letters", "ms", (long_word,))
    slowest = tuple(max(_seconds([text], rules) for text in HOSTILE) * 1000 for _ in range(ROUNDS))
    yield Measured("the slowest of 4,096 hostile letters", "ms", slowest)


def _seconds(texts: Sequence[str], rules: ScreeningRules) -> float:
    begun = time.process_time()
    for text in texts:
        screen(text, rules)
    return time.process_time() - begun
