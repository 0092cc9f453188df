"""The rules of screening, read from `content/screening/*.toml`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from content.errors import ContentError, Problem, shown_path
from content.shapes import Shape, read_shape, read_text
from domain.screening import Rule, ScreeningRules, ScreenLevel, compile_rules

SCREENING = Path(__file__).parent / "screening"

_STAND_IN = Rule("stand in", ScreenLevel.CRISIS, "", ("x",))


class _Rule(Shape):
    name: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
    level: Literal["crisis", "concern"]
    family: str
    da: list[str]
    en: list[str]
    unless: list[str] = Field(default_factory=list)
    unless_anywhere: list[str] = Field(default_factory=list)


class _Rules(Shape):
    rules: list[_Rule]


def load_screening(folder: Path = SCREENING) -> ScreeningRules:
    """Return the rules of all files in a folder, ready to be used.

    Danish and English patterns are used on every text: youths mix them.

    Raises:
        ContentError: Naming file, rule and remedy of everything that is wrong.
    """
    shapes: dict[str, _Rules] = {}
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            file = shown_path(path)
            shapes[file] = read_shape(read_text(path), _Rules, file=file)
        except ContentError as error:
            problems.extend(error.problems)
    if problems:
        raise ContentError(problems)
    try:
        return compile_rules(_rule(rule) for shape in shapes.values() for rule in shape.rules)
    except ValueError as error:
        # Compiled again one by one, so that every rule that is wrong is named with its file.
        problems = [each for file, shape in shapes.items() for each in _problems(file, shape)]
        raise ContentError(problems or [_said(shown_path(folder), "", error)]) from error


def _rule(shape: _Rule) -> Rule:
    return Rule(
        name=shape.name,
        level=ScreenLevel(shape.level),
        family=shape.family,
        patterns=(*shape.da, *shape.en),
        unless=tuple(shape.unless),
        unless_anywhere=tuple(shape.unless_anywhere),
    )


def _problems(file: str, shape: _Rules) -> Iterator[Problem]:
    for index, each in enumerate(shape.rules):
        rule = _rule(each)
        try:
            # Each on its own, so that every rule is heard, beside a stand-in that finds a crisis.
            compile_rules([rule, _STAND_IN])
        except ValueError as error:
            yield _said(file, f"rules[{index}] ({each.name})", error)


def _said(file: str, place: str, error: ValueError) -> Problem:
    what, _, remedy = str(error).rpartition(": ")
    return Problem(file, place, what or str(error), remedy.rstrip(".") or "correct the rule")
