"""How well the rules do on messages that people have labelled, and what is asked of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from domain.screening.levels import ScreenLevel

_CRISIS, _CONCERN, _ORDINARY = ScreenLevel.CRISIS, ScreenLevel.CONCERN, ScreenLevel.ORDINARY


@dataclass(frozen=True, slots=True)
class Figures:
    """Shares from 0 to 1 of the messages with a label that the rules gave a level."""

    messages: int
    crisis_flagged: float  # of what is a crisis: at least a concern
    crisis_as_crisis: float
    concern_flagged: float
    concern_as_crisis: float
    ordinary_as_crisis: float
    ordinary_flagged: float


@dataclass(frozen=True, slots=True)
class Gate:
    """What must be reached; a share that is None is not asked for."""

    crisis_flagged: float
    crisis_as_crisis: float
    ordinary_as_crisis: float  # at most
    ordinary_flagged: float  # at most
    concern_flagged: float | None = None
    concern_as_crisis: float | None = None  # at most


GOALS = Gate(0.80, 0.70, 0.04, 0.12, 0.70, 0.15)  # on messages never seen
REAL_USE = Gate(0.95, 0.85, 0.02, 0.08)  # before the screening may be leant on

_AT_LEAST = ("crisis_flagged", "crisis_as_crisis", "concern_flagged")
_AT_MOST = ("ordinary_as_crisis", "ordinary_flagged", "concern_as_crisis")


def figures(labelled: Iterable[tuple[ScreenLevel, ScreenLevel]]) -> Figures:
    """Return the figures of pairs: the label that a person gave, the level that the rules gave."""
    counts = Counter(labelled)
    totals = Counter[ScreenLevel]()
    for (label, _), times in counts.items():
        totals[label] += times

    def share(label: ScreenLevel, *levels: ScreenLevel) -> float:
        return sum(counts[label, level] for level in levels) / max(1, totals[label])

    return Figures(
        messages=totals.total(),
        crisis_flagged=share(_CRISIS, _CRISIS, _CONCERN),
        crisis_as_crisis=share(_CRISIS, _CRISIS),
        concern_flagged=share(_CONCERN, _CRISIS, _CONCERN),
        concern_as_crisis=share(_CONCERN, _CRISIS),
        ordinary_as_crisis=share(_ORDINARY, _CRISIS),
        ordinary_flagged=share(_ORDINARY, _CRISIS, _CONCERN),
    )


def missed(found: Figures, gate: Gate) -> Iterator[tuple[str, float, float]]:
    """Yield each share that misses the gate: its name, what was found, what is asked."""
    for name in _AT_LEAST:
        asked = getattr(gate, name)
        if asked is not None and getattr(found, name) < asked:
            yield name, getattr(found, name), asked
    for name in _AT_MOST:
        asked = getattr(gate, name)
        if asked is not None and getattr(found, name) > asked:
            yield name, getattr(found, name), asked
