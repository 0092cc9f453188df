"""The rules of screening, read from `content/screening/*.toml`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from content.errors import ContentError, Problem, shown_path
from content.shapes import Shape, read_shape, read_text
from domain.screening import (
    Filter,
    Rule,
    ScreeningRules,
    ScreenLevel,
    SmallSign,
    SmallSigns,
    compile_rules,
)

SCREENING = Path(__file__).parent / "screening"

_STAND_IN = Rule("stand in", ScreenLevel.CRISIS, "", ("x",))
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
Texts = Annotated[list[str], Field(default_factory=list)]


class _Words(Shape):
    name: Name
    da: Texts
    en: Texts


class _Spelling(Shape):
    of: str
    da: Texts
    en: Texts


class _Filter(Shape):
    name: Name
    effect: Literal["concern", "ordinary"]
    da: Texts
    en: Texts
    but_not: Texts
    anywhere: bool = False


class _Rule(Shape):
    name: Name
    level: Literal["crisis", "concern"]
    family: str
    da: list[str]
    en: list[str]
    unless: Texts
    unless_anywhere: Texts
    filters: Texts
    denied: Literal["concern", "ordinary"] | None = None


class _Sign(Shape):
    of: str  # a pattern
    points: Annotated[int, Field(ge=1, le=9)]


class _Sum(Shape):
    """A rule that counts: none of its signs is enough, some of them together are."""

    name: Name
    level: Literal["crisis", "concern"]
    family: str
    at_least: Annotated[int, Field(ge=2)]
    signs: list[_Sign]
    unless: Texts
    filters: Texts


class _SmallSign(Shape):
    of: str  # a word, a beginning, two words side by side, a class, or two of one clause
    crisis: Annotated[int, Field(ge=-20, le=20)]
    concern: Annotated[int, Field(ge=-20, le=20)]
    messages: Annotated[int, Field(ge=1)]  # in how many of those fitted on it stands
    authors: Annotated[int, Field(ge=1)]  # and of how many authors


class _SignGroup(Shape):
    """The signs of one field of words, for who reads the file."""

    field: str
    signs: list[_SmallSign]


class _SmallSigns(Shape):
    """Signs with points learnt from labelled messages: see `bench/small_signs.py`."""

    name: Name
    family: str
    crisis_at: Annotated[int, Field(ge=2)]
    crisis_with_rule: Annotated[int, Field(ge=2)]
    concern_at: Annotated[int, Field(ge=2)]
    too_little: int
    keeps: Texts
    doubtful: Texts
    doubtful_at: int = 0
    unless: Texts
    groups: list[_SignGroup]


class _File(Shape):
    spellings: Annotated[list[_Spelling], Field(default_factory=list)]
    words: Annotated[list[_Words], Field(default_factory=list)]
    filters: Annotated[list[_Filter], Field(default_factory=list)]
    rules: Annotated[list[_Rule], Field(default_factory=list)]
    sums: Annotated[list[_Sum], Field(default_factory=list)]
    small_signs: _SmallSigns | None = None


_Files = Mapping[str, _File]


def load_screening(folder: Path = SCREENING) -> ScreeningRules:
    """Return the rules of all files in a folder, ready to be used.

    Danish and English patterns are used on every text: youths mix them. Classes of words and
    filters of one file may be used in all.

    Raises:
        ContentError: Naming file, rule and remedy of everything that is wrong.
    """
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            texts[shown_path(path)] = read_text(path)
        except ContentError as error:
            problems.extend(error.problems)
    if problems:
        raise ContentError([*problems, *_parsed(texts)[1]])
    try:
        return _ready(tuple(texts.values()))
    except ContentError:  # once more, to name the files in which something is wrong
        return _compiled(shown_path(folder), texts)


@lru_cache(maxsize=2)  # compiling takes a second, and a process may open many stores
def _ready(written: tuple[str, ...]) -> ScreeningRules:
    """Return the rules of these files, which mean the same wherever they lie."""
    return _compiled("", {str(number): text for number, text in enumerate(written)})


def _compiled(folder: str, texts: Mapping[str, str]) -> ScreeningRules:
    files, problems = _parsed(texts)
    problems += _twice(files)
    if problems:
        raise ContentError(problems)
    classes, filters = _classes(files), _filters(files)
    try:
        rules = [rule for file in files.values() for rule in _rules(file)]
        return compile_rules(rules, classes, filters, _spellings(files), _small(files))
    except ValueError as error:
        # Compiled again one by one, so that all that is wrong is named with its file.
        problems = [*_filter_problems(files, classes), *_rule_problems(files, classes, filters)]
        raise ContentError(problems or [_said(folder, "", error)]) from error


def _parsed(texts: Mapping[str, str]) -> tuple[dict[str, _File], list[Problem]]:
    files: dict[str, _File] = {}
    problems: list[Problem] = []
    for file, text in texts.items():
        try:
            files[file] = read_shape(text, _File, file=file)
        except ContentError as error:
            problems.extend(error.problems)
    return files, problems


def _classes(files: _Files) -> dict[str, tuple[str, ...]]:
    return {each.name: (*each.da, *each.en) for file in files.values() for each in file.words}


def _spellings(files: _Files) -> dict[str, tuple[str, ...]]:
    written = [each for file in files.values() for each in file.spellings]
    return {each.of: (*each.da, *each.en) for each in written}


def _filters(files: _Files) -> list[Filter]:
    return [_filter(each) for file in files.values() for each in file.filters]


def _filter(shape: _Filter) -> Filter:
    return Filter(
        name=shape.name,
        effect=ScreenLevel(shape.effect),
        patterns=(*shape.da, *shape.en),
        but_not=tuple(shape.but_not),
        anywhere=shape.anywhere,
    )


def _small(files: _Files) -> SmallSigns | None:
    """Return the small signs of the file that has them; None when no file has."""
    shape = next((each.small_signs for each in files.values() if each.small_signs), None)
    if shape is None:
        return None
    return SmallSigns(
        name=shape.name,
        family=shape.family,
        crisis_at=shape.crisis_at,
        crisis_with_rule=shape.crisis_with_rule,
        concern_at=shape.concern_at,
        too_little=shape.too_little,
        signs=tuple(
            SmallSign(each.of, each.crisis, each.concern)
            for group in shape.groups
            for each in group.signs
        ),
        keeps=frozenset(shape.keeps),
        doubtful=frozenset(shape.doubtful),
        doubtful_at=shape.doubtful_at,
        unless=tuple(shape.unless),
    )


def _rules(file: _File) -> list[Rule]:
    return [*map(_rule, file.rules), *map(_sum, file.sums)]


def _sum(shape: _Sum) -> Rule:
    return Rule(
        name=shape.name,
        level=ScreenLevel(shape.level),
        family=shape.family,
        patterns=(),
        unless=tuple(shape.unless),
        filters=tuple(shape.filters),
        signs=tuple((sign.of, sign.points) for sign in shape.signs),
        at_least=shape.at_least,
    )


def _rule(shape: _Rule) -> Rule:
    return Rule(
        name=shape.name,
        level=ScreenLevel(shape.level),
        family=shape.family,
        patterns=(*shape.da, *shape.en),
        unless=tuple(shape.unless),
        unless_anywhere=tuple(shape.unless_anywhere),
        filters=tuple(shape.filters),
        denied=ScreenLevel(shape.denied) if shape.denied else None,
    )


def _twice(files: _Files) -> Iterator[Problem]:
    for kind in ("words", "filters"):
        seen: set[str] = set()
        for file, shape in files.items():
            for index, each in enumerate(getattr(shape, kind)):
                if each.name in seen:
                    place = f"{kind}[{index}] ({each.name})"
                    yield Problem(file, place, "this name is taken", "give it a name of its own")
                seen.add(each.name)
    counting = [file for file, shape in files.items() if shape.small_signs]
    for file in counting[1:]:
        yield Problem(file, "small_signs", "another file has them too", "keep one of the two")


def _filter_problems(files: _Files, classes: Mapping[str, tuple[str, ...]]) -> Iterator[Problem]:
    for file, shape in files.items():
        for index, each in enumerate(shape.filters):
            try:
                compile_rules([_STAND_IN], classes, [_filter(each)])
            except ValueError as error:
                yield _said(file, f"filters[{index}] ({each.name})", error)


def _rule_problems(
    files: _Files, classes: Mapping[str, tuple[str, ...]], filters: list[Filter]
) -> Iterator[Problem]:
    # Filters are named but empty here: what is wrong inside them has been said already.
    named = [Filter(each.name, each.effect, ()) for each in filters]
    for file, shape in files.items():
        places = [f"rules[{index}]" for index in range(len(shape.rules))]
        places += [f"sums[{index}]" for index in range(len(shape.sums))]
        for place, rule in zip(places, _rules(shape), strict=True):
            try:
                # Each on its own, so that every rule is heard, beside a stand-in for a crisis.
                compile_rules([rule, _STAND_IN], classes, named)
            except ValueError as error:
                yield _said(file, f"{place} ({rule.name})", error)


def _said(file: str, place: str, error: ValueError) -> Problem:
    what, _, remedy = str(error).rpartition(": ")
    return Problem(file, place, what or str(error), remedy.rstrip(".") or "correct the rule")
