"""Two classes of words in one clause: a sign that neither of them is alone.

*wish* and *rest* in one clause say more than both in one message. Which class stands left of the
other does not matter, but one word alone is no pair.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from domain.screening.matching import Words

AND = "> + <"  # as it is written in the file: `<wish> + <rest>`


def written_pair(first: str, second: str) -> str:
    """Return how the file of signs writes two classes of one clause, by name in order."""
    return f"<{AND.join(sorted((first, second)))}>"


def names_of_pair(of: str) -> tuple[str, str] | None:
    """Return the names of the two classes of a sign; None for any other sign."""
    if not (of.startswith("<") and of.endswith(">") and of.count(AND) == 1):
        return None
    first, second = of[1:-1].split(AND)
    return first, second


def numbers_to_names(classes: Mapping[str, Iterable[int]]) -> dict[int, tuple[str, ...]]:
    """Return by the number of a word or phrase the classes that hold it."""
    names: dict[int, list[str]] = {}
    for name in sorted(classes):
        for number in classes[name]:
            names.setdefault(number, []).append(name)
    return {number: tuple(found) for number, found in names.items()}


def class_pairs(words: Words, names: Mapping[int, tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    """Yield every two classes that stand in one clause, in the order of their names.

    `names`: by the number of a word or phrase, the classes to look for.
    """
    at = _starts(words, names)
    for clause in _clauses(words):
        here = sorted((name, bits & clause) for name, bits in at.items() if bits & clause)
        for (first, left), (second, right) in combinations(here, 2):
            if left != right or left & (left - 1):  # not one and the same word
                yield first, second


def _starts(words: Words, names: Mapping[int, tuple[str, ...]]) -> dict[str, int]:
    """Return by class where its words and phrases begin, as bits."""
    at: dict[str, int] = {}
    for number in words.met & names.keys():
        bits = 0
        for starts in words.at[number].values():
            bits |= starts
        for name in names[number]:
            at[name] = at.get(name, 0) | bits
    return at


def _clauses(words: Words) -> Iterator[int]:
    """Yield the positions of each clause, as bits."""
    clause = 0
    for position in range(words.length + 1):
        bit = words.passable & (1 << position)
        if bit:
            clause |= bit
        elif clause:
            yield clause
            clause = 0
