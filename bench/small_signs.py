"""Learn the points of the small signs: `python -m bench.small_signs [--check]`.

Writes `content/screening/small_signs.toml` anew from `tests/content/screening/seen.csv` and
`everyday.txt`, never from a file that is held back. The same messages give the same file.

1. What could be a sign: every word, beginning of five letters, pair of words, class of words and
   two fields of words in one clause that stand in at least `MESSAGES` messages of at least
   `AUTHORS` authors. The rules' own authors count as one. A field is a class of `fields_*.toml`.
2. Two logistic regressions (L2), crisis against the rest and crisis or concern against the
   ordinary, are fitted with all of them. The `KEPT` that move the most are fitted again, times
   `SCALE`, rounded to whole points. A crisis takes a part (`LEAN`) of the second as well.
3. They are written by field: its own sign, its words, and its pairs with other fields.

`--check` writes nothing. It leaves out one author after the other, learns the points from all
others, and prints how today's rules with these points read the author left out. For the authors
that the rules were mended on, the rules' own share of this is too good; those of `UNMENDED` were
not.
"""

from __future__ import annotations

import csv
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from content.screening_file import SCREENING, load_screening
from domain.screening import (
    ScreeningRules,
    ScreenLevel,
    SmallSign,
    figures,
    marks_in,
    screen,
)
from domain.screening.pairs import names_of_pair
from domain.screening.points import compile_signs

FOLDER = Path(__file__).parents[1] / "tests/content/screening"
FILE = SCREENING / "small_signs.toml"
MESSAGES, AUTHORS, KEPT, SCALE = 6, 3, 2000, 4
FIRM = 2.0  # what holds the weights down (L2)
LEAN = 0.25  # of being worth a look, for a crisis: what is no worry is no crisis either
ROUNDS = 100
OWN, EVERY_DAY, NO_FIELD = "own", "everyday", "words of no field"
UNMENDED = ("author f1", "author f2", "author g1", "author g2", "author g3")

FIELDS = ("f_", "g_")  # how the classes of `fields_*.toml` begin; the second are small words
GROUPS = "[[small_signs.groups]]"

Points = tuple[int, int]  # for a crisis, for a concern
Weights = list[float]


@dataclass(frozen=True, slots=True)
class Labelled:
    """One message, who wrote it, what it is, and what could be a sign in it."""

    text: str
    author: str
    label: ScreenLevel
    marks: frozenset[str]


def main(argv: Sequence[str]) -> int:
    """Write the file of signs, or print what its points are worth on authors left out."""
    rules = load_screening()
    messages = list(labelled(rules))
    if "--check" in argv:
        for line in checked(messages, rules):
            sys.stdout.write(f"{line}\n")
            sys.stdout.flush()
        return 0
    head = FILE.read_text("utf-8").partition(GROUPS)[0]
    FILE.write_text(f"{head}{''.join(_lines(messages, rules))}", "utf-8")
    return 0


def labelled(rules: ScreeningRules) -> Iterator[Labelled]:
    """Yield all messages that may be learnt from."""
    with (FOLDER / "seen.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            author = row["note"] if row["note"].startswith("author ") else OWN
            yield _labelled(row["text"], author, ScreenLevel(row["label"]), rules)
    for text in (FOLDER / "everyday.txt").read_text("utf-8").splitlines():
        yield _labelled(text, EVERY_DAY, ScreenLevel.ORDINARY, rules)


def counts(messages: Iterable[Labelled]) -> dict[str, tuple[int, int]]:
    """Return by mark in how many messages it stands, and of how many authors."""
    times, authors = Counter[str](), defaultdict[str, set[str]](set)
    for message in messages:
        times.update(message.marks)
        for mark in message.marks:
            authors[mark].add(message.author)
    return {mark: (times[mark], len(authors[mark])) for mark in sorted(times)}


def learnt(messages: Sequence[Labelled]) -> dict[str, Points]:
    """Return the signs that the messages teach, with their points."""
    known = counts(messages)
    names = [mark for mark, (n, by) in known.items() if n >= MESSAGES and by >= AUTHORS]
    both = [_fit(messages, names, levels) for levels in _ASKED]
    moves = {
        name: max(abs(w[at]) for w in both) * known[name][0] ** 0.25
        for at, name in enumerate(names)
    }
    kept = sorted(sorted(names, key=lambda name: -moves[name])[:KEPT])
    crisis, concern = (_fit(messages, kept, levels) for levels in _ASKED)
    points = {
        name: (round((crisis[at] + LEAN * concern[at]) * SCALE), round(concern[at] * SCALE))
        for at, name in enumerate(kept)
    }
    return {name: worth for name, worth in points.items() if worth != (0, 0)}


def checked(messages: Sequence[Labelled], rules: ScreeningRules) -> Iterator[str]:
    """Yield a line for each author left out: the rules alone, and with the points of the rest."""
    assert rules.small is not None
    alone = replace(rules, small=None)
    for author in UNMENDED:
        others = [each for each in messages if each.author != author]
        signs = tuple(SmallSign(of, *worth) for of, worth in learnt(others).items())
        small = replace(rules.small.signs, signs=signs)
        added = replace(rules, small=compile_signs(small, rules.classes, rules.small.unless))
        for name, used in (("rules alone", alone), ("and signs", added)):
            own = [each for each in messages if each.author == author]
            found = figures((each.label, screen(each.text, used).level) for each in own)
            yield f"{author}, {name}: {found}"


_ASKED = (
    frozenset({ScreenLevel.CRISIS}),
    frozenset({ScreenLevel.CRISIS, ScreenLevel.CONCERN}),
)


def _labelled(text: str, author: str, label: ScreenLevel, rules: ScreeningRules) -> Labelled:
    fields = [name for name in rules.classes if name.startswith(FIELDS)]
    return Labelled(text, author, label, frozenset().union(*marks_in(text, rules, fields)))


def _lines(messages: Sequence[Labelled], rules: ScreeningRules) -> Iterator[str]:
    """Yield the signs as the file writes them: field by field, the weightiest first."""
    known = counts(messages)
    groups: dict[str, list[str]] = {}
    for of, (crisis, concern) in sorted(learnt(messages).items(), key=_weightiest_first):
        times, authors = known[of]
        groups.setdefault(_field(of, rules), []).append(
            f'  {{ of = "{of}", crisis = {crisis}, concern = {concern}, '
            f"messages = {times}, authors = {authors} }},\n"
        )
    for field in sorted(groups, key=lambda each: (each == NO_FIELD, each)):
        yield f'[[small_signs.groups]]\nfield = "{field}"\nsigns = [\n'
        yield from groups[field]
        yield "]\n"


def _field(of: str, rules: ScreeningRules) -> str:
    """Return the field that a sign is read with: its first one that is no class of small words."""
    names = names_of_pair(of) or ((of[1:-1],) if of.startswith("<") else _fields_of(of, rules))
    fields = sorted(names, key=lambda name: (not name.startswith(FIELDS[0]), name))
    return fields[0] if fields and fields[0].startswith(FIELDS) else NO_FIELD


def _fields_of(of: str, rules: ScreeningRules) -> list[str]:
    found = frozenset().union(*marks_in(of.removesuffix("*"), rules))
    return [mark[1:-1] for mark in found if mark[1:].startswith(FIELDS)]


def _weightiest_first(each: tuple[str, Points]) -> tuple[int, int, str]:
    of, (crisis, concern) = each
    return -crisis, -concern, of


def _fit(
    messages: Sequence[Labelled],
    names: Sequence[str],
    levels: frozenset[ScreenLevel],
) -> Weights:
    """Return a weight for each name: logistic regression by accelerated steps."""
    at = {name: number for number, name in enumerate(names)}
    rows = [sorted(at[mark] for mark in each.marks if mark in at) for each in messages]
    rows = [[*row, len(names)] for row in rows]  # the last one stands in all: what is usual
    asked = [1.0 if each.label in levels else 0.0 for each in messages]
    step = 1.0 / (_steepness(rows, len(names) + 1) / 4 + FIRM)
    weights = [0.0] * (len(names) + 1)
    ahead, pace = list(weights), 1.0
    for _ in range(ROUNDS):
        slope = _slope(rows, asked, ahead)
        new = [
            value - step * (each + FIRM * value) for value, each in zip(ahead, slope, strict=True)
        ]
        new[-1] = ahead[-1] - step * slope[-1]
        faster = (1 + math.sqrt(1 + 4 * pace * pace)) / 2
        push = (pace - 1) / faster
        ahead = [now + push * (now - old) for now, old in zip(new, weights, strict=True)]
        weights, pace = new, faster
    return weights


def _slope(rows: list[list[int]], asked: list[float], weights: Weights) -> Weights:
    slope = [0.0] * len(weights)
    for row, wanted in zip(rows, asked, strict=True):
        off = 1 / (1 + math.exp(-sum([weights[at] for at in row]))) - wanted
        for at in row:
            slope[at] += off
    return slope


def _steepness(rows: list[list[int]], size: int) -> float:
    """Return how steep it can be: the largest eigenvalue, by repeated multiplication."""
    direction, length = [1.0] * size, 1.0
    for _ in range(15):
        turned = [0.0] * size
        for row in rows:
            along = sum([direction[at] for at in row])
            for at in row:
                turned[at] += along
        length = math.sqrt(sum(value * value for value in turned))
        direction = [value / length for value in turned]
    return length


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
