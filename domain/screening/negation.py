"""How far a *not* reaches: the words that it takes back.

Which words say *not*, what ends their reach, and which phrases take nothing back ("kan ikke lade
være med at", "not joking") are classes in the rule files: `not`, `not_ends`, `not_a_denial`.
"""

from __future__ import annotations

from dataclasses import dataclass

from domain.screening.matching import Place, Words

AHEAD = 4  # words behind the *not*
BEHIND = 2  # words before it: Danish says "han slår mig ikke"
NOT, ENDS, NO_DENIAL = "not", "not_ends", "not_a_denial"  # names of classes


@dataclass(frozen=True, slots=True)
class Denial:
    """The three classes, as places of a pattern."""

    nots: Place
    ends: Place
    no_denial: Place


def denied(words: Words, denial: Denial) -> int:
    """Return a bit for each position that a *not* takes back."""
    nots = words.starts(denial.nots).get(1, 0)
    if not nots:
        return 0
    for length, bits in words.starts(denial.no_denial).items():
        for ahead in range(length):
            nots &= ~(bits << ahead)
    passable = words.passable & ~words.starts(denial.ends).get(1, 0)
    return _reach(nots, passable, AHEAD, 1) | _reach(nots, passable, BEHIND, -1)


def _reach(nots: int, passable: int, steps: int, direction: int) -> int:
    found, here = 0, nots
    for _ in range(steps):
        here = (here << 1 if direction > 0 else here >> 1) & passable
        found |= here
    return found
