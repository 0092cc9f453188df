"""Rules and filters as they stand in their files."""

from __future__ import annotations

from dataclasses import dataclass

from domain.screening.levels import ScreenLevel


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule as it stands in its file.

    A sentence that holds one of `patterns` has the rule's level, unless it also holds one of
    `unless`, or the whole text holds one of `unless_anywhere`, or one of the named `filters` says
    otherwise. `denied` is the level when all that was found stands behind a *not* (None: a *not*
    changes nothing, because it often makes the danger).

    A rule with `signs` counts instead: each sign is a pattern with its points, counted once, and
    the sentence has the level when the points of its signs reach `at_least`.
    """

    name: str
    level: ScreenLevel
    family: str
    patterns: tuple[str, ...]
    unless: tuple[str, ...] = ()
    unless_anywhere: tuple[str, ...] = ()
    filters: tuple[str, ...] = ()
    denied: ScreenLevel | None = None
    signs: tuple[tuple[str, int], ...] = ()
    at_least: int = 0


@dataclass(frozen=True, slots=True)
class Filter:
    """A context that many rules share, such as films or what was long ago.

    A sentence (with `anywhere` the whole text) that holds one of `patterns` and none of `but_not`
    makes what a rule found at most `effect`: ordinary takes it back, concern makes it milder.
    """

    name: str
    effect: ScreenLevel
    patterns: tuple[str, ...]
    but_not: tuple[str, ...] = ()
    anywhere: bool = False
