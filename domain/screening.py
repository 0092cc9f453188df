"""Reads every text that enters for words of danger, by rules that a social worker can read.

It is a net, not a judgement: when anything goes wrong inside, the text is a concern.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from domain.phrase import MAX_WORDS, compile_phrases
from domain.spelling import normalise

ERROR_RULE = "error"
PIECE_WORDS = 200  # long clauses are read in overlapping pieces, to their end


class ScreenLevel(StrEnum):
    """How a text reads."""

    CRISIS = "crisis"
    CONCERN = "concern"
    ORDINARY = "ordinary"


@dataclass(frozen=True, slots=True)
class Screened:
    """How a text reads, and the name of the rule that said so."""

    level: ScreenLevel
    rule: str | None = None

    @classmethod
    def nothing(cls) -> Screened:
        """Return the result for what holds no words."""
        return cls(ScreenLevel.ORDINARY)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule as it stands in its file.

    A clause that holds one of `patterns` has the rule's level, unless it also holds one of
    `unless`, or the whole text holds one of `unless_anywhere` (a film, a song).
    """

    name: str
    level: ScreenLevel
    family: str
    patterns: tuple[str, ...]
    unless: tuple[str, ...] = ()
    unless_anywhere: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CompiledRule:
    """A rule ready to be used."""

    rule: Rule
    hit: re.Pattern[str]
    unless: re.Pattern[str]
    unless_anywhere: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class ScreeningRules:
    """All rules, the gravest first, otherwise in the order of their file."""

    compiled: tuple[CompiledRule, ...]

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Return the rules as they were written."""
        return tuple(compiled.rule for compiled in self.compiled)


def compile_rules(rules: Iterable[Rule]) -> ScreeningRules:
    """Return the rules ready to be used.

    Raises:
        ValueError: If a rule or pattern cannot be read, a name is used twice, or no rule finds a
            crisis; the message names the rule and says what to do.
    """
    compiled = [_compiled(rule) for rule in rules]
    names = [one.rule.name for one in compiled]
    for name in names:
        if names.count(name) > 1:
            raise ValueError(f"Two rules are called {name!r}: give each a name of its own.")
    if not any(one.rule.level is ScreenLevel.CRISIS for one in compiled):
        raise ValueError("No rule finds a crisis: screening must not start without one.")
    compiled.sort(key=lambda one: one.rule.level is not ScreenLevel.CRISIS)
    return ScreeningRules(tuple(compiled))


def screen(text: str, rules: ScreeningRules) -> Screened:
    """Return how the text reads: the gravest level that any rule finds, and that rule's name.

    Never raises: an error inside makes the text a concern, with the rule `error`.
    """
    try:
        return _screened(text, rules)
    except Exception:  # noqa: BLE001 - fails closed, whatever went wrong
        return Screened(ScreenLevel.CONCERN, ERROR_RULE)


def _compiled(rule: Rule) -> CompiledRule:
    if rule.level is ScreenLevel.ORDINARY or not rule.patterns or rule.name in ("", ERROR_RULE):
        raise ValueError(
            f"Rule {rule.name!r} needs its own name, a level (crisis or concern) and patterns."
        )
    try:
        return CompiledRule(
            rule,
            compile_phrases(rule.patterns),
            compile_phrases(rule.unless),
            compile_phrases(rule.unless_anywhere),
        )
    except ValueError as error:
        raise ValueError(f"Rule {rule.name!r}: {error}") from error


def _screened(text: str, rules: ScreeningRules) -> Screened:
    pieces = [piece for clause in normalise(text).split("\n") for piece in _pieces(clause)]
    for compiled in rules.compiled:
        if _applies(compiled, pieces):
            return Screened(compiled.rule.level, compiled.rule.name)
    return Screened.nothing()


def _applies(compiled: CompiledRule, pieces: list[str]) -> bool:
    is_hit = any(
        compiled.hit.search(piece) and not compiled.unless.search(piece) for piece in pieces
    )
    return is_hit and not any(compiled.unless_anywhere.search(piece) for piece in pieces)


def _pieces(clause: str) -> Iterator[str]:
    words = clause.split(" ")
    for start in range(0, max(1, len(words) - MAX_WORDS), PIECE_WORDS - MAX_WORDS):
        yield " ".join(words[start : start + PIECE_WORDS])
