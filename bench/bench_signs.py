"""How much more often each sign that counts stands in a crisis than in other messages."""

import csv
from collections import Counter
from collections.abc import Iterator

from bench.bench_screen import MESSAGES
from bench.measured import Measured
from content.screening_file import load_screening
from domain.screening import signs_in


def main() -> Iterator[Measured]:
    """Yield for each sign how many times as often it stands in what people labelled a crisis."""
    rules = load_screening()
    crisis, others = Counter[str](), Counter[str]()
    messages = Counter[bool]()
    with MESSAGES.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            is_crisis = row["label"] == "crisis"
            messages[is_crisis] += 1
            (crisis if is_crisis else others).update(signs_in(row["text"], rules))
    for sign in sorted(crisis | others):
        share = crisis[sign] / messages[True]
        other = max(1, others[sign]) / messages[False]
        yield Measured(f"{sign} in {share:.3f} of crises", "times", (share / other,))
