"""From rules as they are written to rules that can be used."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from domain.languages import KNOWN
from domain.screening.grammar import Classes, Element, Known, Pattern, Phrase, parse_pattern
from domain.screening.levels import ERROR_RULE, ScreenLevel
from domain.screening.lexicon import Lexicon
from domain.screening.matching import Laid, Place
from domain.screening.negation import ENDS, NO_DENIAL, NOT, Denial
from domain.screening.pairs import numbers_to_names
from domain.screening.points import CompiledSigns, SmallSigns, compile_signs
from domain.screening.rule import Filter, Rule

_COMMON = 20  # how many rare words a word of everyday counts for, when choosing what to look for
_EVERYDAY_WORDS = """
jeg du han hun det den de vi i mig min mit mine er var har at og på med til en et for af ikke
som om så der nu vil kan skal a the to my me and of is it was on in you he she they we not im
no at up out with have be
"""
_EVERYDAY = frozenset(_EVERYDAY_WORDS.split())


@dataclass(frozen=True, slots=True)
class CompiledFilter:
    """A filter, and the numbers of its two groups of patterns."""

    filter: Filter
    patterns: int
    but_not: int


@dataclass(frozen=True, slots=True)
class CompiledRule:
    """A rule, and the numbers of its groups of patterns."""

    rule: Rule
    patterns: int
    unless: int
    unless_anywhere: int
    filters: tuple[CompiledFilter, ...]
    signs: Mapping[int, int] = field(default_factory=dict)  # by a sign's group: its points


@dataclass(frozen=True, slots=True)
class ScreeningRules:
    """All rules, the gravest first, otherwise in the order of their file."""

    compiled: tuple[CompiledRule, ...]
    lexicon: Lexicon = field(default_factory=Lexicon)
    # By a word that patterns cannot do without: the groups of these patterns, and which they are.
    wanted: Mapping[int, Sequence[tuple[int, frozenset[int]]]] = field(default_factory=dict)
    patterns: Sequence[Laid] = ()
    denial: Denial | None = None  # None: no class says which words say *not*
    classes: Mapping[str, tuple[int, ...]] = field(default_factory=dict)  # their words' numbers
    small: CompiledSigns | None = None  # None: no file has small signs
    named: Mapping[int, tuple[str, ...]] = field(default_factory=dict)  # their classes, by number

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Return the rules as they were written, the one of the small signs last."""
        small = () if self.small is None else (self.small.signs.as_rule(),)
        return (*(compiled.rule for compiled in self.compiled), *small)


@dataclass(slots=True)
class _Work:
    classes: Classes
    lexicon: Lexicon = field(default_factory=Lexicon)
    known: Known = field(default_factory=dict)
    places: dict[frozenset[Phrase], _Seen] = field(default_factory=dict)
    wanted: dict[int, dict[int, set[int]]] = field(default_factory=dict)
    patterns: list[Laid] = field(default_factory=list)
    groups: int = 0

    def group(self, texts: Iterable[str]) -> int:
        """Return the number of a new group that holds these patterns."""
        self.groups += 1
        for text in texts:
            self._lay(parse_pattern(text, self.classes, self.known))
        return self.groups

    def denial(self) -> Denial | None:
        """Return the classes of the words that say *not*; None when there are none."""
        if NOT not in self.classes:
            return None
        nots, ends, no_denial = (self._class(name) for name in (NOT, ENDS, NO_DENIAL))
        return Denial(nots, ends, no_denial)

    def looked_for(self) -> dict[int, list[tuple[int, frozenset[int]]]]:
        """Return by each word the groups with the patterns that cannot do without it."""
        return {
            word: [(group, frozenset(patterns)) for group, patterns in groups.items()]
            for word, groups in self.wanted.items()
        }

    def numbers_of_classes(self) -> dict[str, tuple[int, ...]]:
        """Return by class the numbers of its words and phrases: of those that no rule has too.

        Added last and in the same order each time, so that the words of rules come first where a
        spelling could be either.
        """
        phrases = {name: sorted(self._phrases(name)) for name in sorted(self.classes)}
        return {name: tuple(map(self.lexicon.add, found)) for name, found in phrases.items()}

    def _phrases(self, name: str) -> frozenset[Phrase]:
        ((element,),) = parse_pattern(f"<{name}>", self.classes, self.known)
        return element.phrases

    def _class(self, name: str) -> Place:
        ((element,),) = parse_pattern(f"<{name}>", self.classes, self.known)
        return self._place(element)

    def _lay(self, pattern: Pattern) -> None:
        parts = tuple(tuple(map(self._place, part)) for part in pattern)
        seen = [self._seen(element) for element in chain(*pattern)]
        laid = Laid(parts, says_not=any(each.says_not for each in seen))
        needed = [each for each in zip(seen, chain(*parts), strict=True) if not each[1].is_open]
        _, rarest = min(needed, key=lambda each: each[0].cost)
        for word in rarest.words:
            groups = self.wanted.setdefault(word, {})
            groups.setdefault(self.groups, set()).add(len(self.patterns))
        self.patterns.append(laid)

    def _place(self, element: Element) -> Place:
        seen = self._seen(element)
        return Place(seen.number, seen.words, element.is_open, element.after_gap)

    def _seen(self, element: Element) -> _Seen:
        found = self.places.get(element.phrases)
        if found is None:
            nots = set(self.classes.get(NOT, ()))
            found = self.places[element.phrases] = _Seen(
                len(self.places),
                frozenset(map(self.lexicon.add, sorted(element.phrases))),  # the same each time
                _cost(element),
                any(not nots.isdisjoint(phrase) for phrase in element.phrases),
            )
        return found


@dataclass(frozen=True, slots=True)
class _Seen:
    """What is known of a choice of phrases, whichever pattern it stands in."""

    number: int
    words: frozenset[int]
    cost: int
    says_not: bool


def compile_rules(
    rules: Iterable[Rule],
    classes: Classes | None = None,
    filters: Iterable[Filter] = (),
    spellings: Mapping[str, Iterable[str]] | None = None,
    small: SmallSigns | None = None,
) -> ScreeningRules:
    """Return the rules ready to be used; `spellings`: of a word, the ways to write it short.

    Raises:
        ValueError: If a rule, filter or pattern cannot be read, a name is used twice, or no rule
            finds a crisis; the message names the rule and says what to do.
    """
    work = _Work(classes or {})
    for word, shorts in (spellings or {}).items():
        work.lexicon.add_spellings(word, shorts)
    known = {each.name: _filter(each, work) for each in filters}
    compiled = [_rule(rule, known, work) for rule in rules]
    names = [one.rule.name for one in compiled] + ([small.name] if small else [])
    for name, times in Counter(names).items():
        if times > 1:
            raise ValueError(f"Two rules are called {name!r}: give each a name of its own.")
    if not any(one.rule.level is ScreenLevel.CRISIS for one in compiled):
        raise ValueError("No rule finds a crisis: screening must not start without one.")
    denial = work.denial()
    compiled.sort(key=lambda one: one.rule.level is not ScreenLevel.CRISIS)
    unless = work.group(small.unless) if small else 0
    wanted, patterns = work.looked_for(), tuple(work.patterns)
    known_words = work.numbers_of_classes() if small else {}  # only points ask for them
    signs = compile_signs(small, known_words, unless) if small else None
    named = numbers_to_names(known_words)
    return ScreeningRules(
        tuple(compiled), work.lexicon, wanted, patterns, denial, known_words, signs, named
    )


def _filter(each: Filter, work: _Work) -> CompiledFilter:
    try:
        return CompiledFilter(each, work.group(each.patterns), work.group(each.but_not))
    except ValueError as error:
        raise ValueError(f"Filter {each.name!r}: {error}") from error


def _rule(rule: Rule, filters: Mapping[str, CompiledFilter], work: _Work) -> CompiledRule:
    if rule.level is ScreenLevel.ORDINARY or rule.name in ("", ERROR_RULE) or _is_empty(rule):
        raise ValueError(
            f"Rule {rule.name!r} needs its own name, a level (crisis or concern) and patterns."
        )
    unknown = [name for name in rule.filters if name not in filters]
    if unknown:
        raise ValueError(
            f"Rule {rule.name!r} names the filter {unknown[0]!r}, which is not there: "
            "write it under [[filters]] or correct its name."
        )
    try:
        return CompiledRule(
            rule,
            work.group(rule.patterns),
            work.group(rule.unless),
            work.group(rule.unless_anywhere),
            tuple(filters[name] for name in rule.filters),
            {work.group([sign]): points for sign, points in rule.signs},
        )
    except ValueError as error:
        raise ValueError(f"Rule {rule.name!r}: {error}") from error


def _is_empty(rule: Rule) -> bool:
    """Return whether a rule could never find anything, or would find it in every text."""
    points = sum(points for _, points in rule.signs)
    return not (rule.patterns or rule.signs) or (
        bool(rule.signs) and not 0 < rule.at_least <= points
    )


def _cost(element: Element) -> int:
    """Return how often the words of an element are likely to be met: the fewer the better."""
    return sum(
        _COMMON**2
        if len(phrase) == 1 and phrase[0] in _EVERYDAY
        else _COMMON
        if len(phrase) == 1 and phrase[0] in KNOWN
        else 1
        for phrase in element.phrases
    )
