"""Messages a second through the screening of words, and the worst that one message can cost."""

import csv
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.measured import Measured
from content.screening_file import load_screening
from domain.screening import ScreeningRules, screen

MESSAGES = Path(__file__).parents[1] / "tests/content/screening/seen.csv"
ROUNDS = 5
HOSTILE = ("jeg vil ikke " * 400, "slår mig " * 600, "a" * 4096, "i n a t " * 500, "💀" * 4096)


def main() -> Iterator[Measured]:
    """Yield the time to load the rules, the rate on everyday messages, and the slowest message."""
    begun = time.process_time()
    rules = load_screening()
    yield Measured("rules loaded", "s of CPU", (time.process_time() - begun,))
    with MESSAGES.open(encoding="utf-8", newline="") as file:
        texts = [row["text"] for row in csv.DictReader(file)]
    _seconds(texts, rules)  # meet every word once
    rates = tuple(len(texts) / _seconds(texts, rules) for _ in range(ROUNDS))
    yield Measured("messages screened on one core", "messages/s", rates)
    slowest = tuple(max(_seconds([text], rules) for text in HOSTILE) * 1000 for _ in range(ROUNDS))
    yield Measured("the slowest of 4,096 hostile letters", "ms", slowest)


def _seconds(texts: Sequence[str], rules: ScreeningRules) -> float:
    begun = time.process_time()
    for text in texts:
        screen(text, rules)
    return time.process_time() - begun
