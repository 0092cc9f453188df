"""Small signs with whole-number points: none says anything alone, their sum may.

A sign is a word (`tom`), a beginning of words (`forsv*`), two words side by side in a clause
(`aldrig mere`), a class of words (`<never_again>`) or two classes in one clause. It has points
for a crisis and points for being worth a look at all; what stands in talk of every day has points
below nought. Each sign counts once in a sentence, and the sentence with the most counts for the
message.

The points add to what the rules say: enough of them make a concern or a crisis, and fewer with a
rule's concern. They take back a concern only where signs of every day speak against it and little
is left, never what a rule for crises has found, even where a joke has made it milder. A crisis
that only doubtful rules have found is a concern where its points are few.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain, pairwise

from domain.screening.levels import Screened, ScreenLevel
from domain.screening.matching import Words
from domain.screening.pairs import class_pairs, names_of_pair, numbers_to_names
from domain.screening.reading import Sentence
from domain.screening.rule import Rule
from domain.spelling import normalise

BEGINNING = 5  # letters of a beginning: `forsv*`
LONG_WORDS = 16  # beyond these (commas count) a sentence needs four points more for three words
SHOWN = 6  # signs that a decision names


@dataclass(frozen=True, slots=True)
class SmallSign:
    """One sign and its points, as they stand in the file."""

    of: str
    crisis: int = 0
    concern: int = 0


@dataclass(frozen=True, slots=True)
class SmallSigns:
    """The signs, and how many points of a sentence mean what.

    `crisis_at` points make a crisis, `crisis_with_rule` where a rule has a concern already,
    `concern_at` a concern. A rule's concern with fewer than `too_little`, signs of every day
    among them, is taken back, unless the rule is one of `keeps`. A sentence that holds a pattern
    of `unless` has no points for a crisis. A crisis that no rule but those of `doubtful` has found
    stays one with `doubtful_at` points, and is a concern with fewer.
    """

    name: str
    family: str
    crisis_at: int
    crisis_with_rule: int
    concern_at: int
    too_little: int
    signs: tuple[SmallSign, ...]
    keeps: frozenset[str] = frozenset()
    unless: tuple[str, ...] = ()
    doubtful: frozenset[str] = frozenset()
    doubtful_at: int = 0

    def as_rule(self) -> Rule:
        """Return it as one rule among the others: it counts, and says no whole thing."""
        signs = tuple((sign.of, sign.crisis) for sign in self.signs)
        return Rule(
            self.name, ScreenLevel.CRISIS, self.family, (), signs=signs, at_least=self.crisis_at
        )


@dataclass(frozen=True, slots=True)
class Counted:
    """The signs of one sentence, their points, and how many points more it needs for its length.

    What is long holds more of everything: four everyday messages in one are no danger.
    """

    crisis: int
    concern: int
    longer: int
    signs: tuple[SmallSign, ...]

    def without_crisis(self) -> Counted:
        """Return the same with no points for a crisis."""
        return replace(self, crisis=0)

    @property
    def speaks_against(self) -> bool:
        """Return whether a sign of every day is among them."""
        return any(sign.concern < 0 for sign in self.signs)


@dataclass(frozen=True, slots=True)
class CompiledSigns:
    """The signs, ready to be counted."""

    signs: SmallSigns
    written: Mapping[str, SmallSign]  # words, beginnings with their `*`, and pairs
    by_number: Mapping[int, tuple[SmallSign, ...]] = field(default_factory=dict)  # of a class
    pairs: Mapping[tuple[str, str], SmallSign] = field(default_factory=dict)
    paired: Mapping[int, tuple[str, ...]] = field(default_factory=dict)  # their words' classes
    unless: int = 0  # the group of the patterns

    def count(self, sentence: Sentence, words: Words) -> Counted:
        """Return the points of a sentence; `words` is the same one, looked up."""
        written = (self.written[each] for each in marks(sentence) if each in self.written)
        classes = chain.from_iterable(
            self.by_number[number] for number in sorted(words.met & self.by_number.keys())
        )
        both = class_pairs(words, self.paired)
        pairs = (self.pairs[each] for each in both if each in self.pairs)
        found = tuple(dict.fromkeys(chain(written, classes, pairs)))
        return Counted(
            sum(sign.crisis for sign in found),
            sum(sign.concern for sign in found),
            max(0, len(sentence) - LONG_WORDS) * 4 // 3,
            found,
        )


def marks(sentence: Sentence) -> Iterator[str]:
    """Yield every word, beginning and pair of a sentence, as the file of signs writes them."""
    for word in sentence:
        yield word
        if len(word) >= BEGINNING:
            yield f"{word[:BEGINNING]}*"
    for pair in pairwise(sentence):
        yield " ".join(pair)


def compile_signs(
    signs: SmallSigns, classes: Mapping[str, Iterable[int]], unless: int = 0
) -> CompiledSigns:
    """Return the signs ready to be counted.

    `classes`: by name, the numbers of their words; `unless`: the group of such patterns.

    Raises:
        ValueError: If a sign cannot be met in any text or a name is unknown; the message names
            it and says what to do.
    """
    by_of: dict[str, SmallSign] = {}
    for sign in signs.signs:
        _check(sign.of, by_of, classes)
        by_of[sign.of] = sign
    of_classes = {of[1:-1]: sign for of, sign in by_of.items() if _names(of) == (of[1:-1],)}
    numbers = numbers_to_names({name: classes[name] for name in of_classes})
    by_number = {
        number: tuple(of_classes[name] for name in names) for number, names in numbers.items()
    }
    pairs = {both: sign for of, sign in by_of.items() if (both := names_of_pair(of))}
    paired = numbers_to_names({name: classes[name] for name in set(chain.from_iterable(pairs))})
    return CompiledSigns(signs, by_of, by_number, pairs, paired, unless)


def _check(of: str, known: Mapping[str, SmallSign], classes: Mapping[str, Iterable[int]]) -> None:
    names = _names(of)
    if of in known or not all(name in classes for name in names):
        raise ValueError(f"Sign {of!r} is there twice or names no class: correct it.")
    if not names and not _is_plain(of):
        raise ValueError(f"Sign {of!r} is in no normal spelling: write it in small words.")
    if sorted(names) != list(names):
        raise ValueError(f"Sign {of!r} has its classes out of order: write them by name.")


def _names(of: str) -> tuple[str, ...]:
    """Return the names of the classes of a sign, none for words."""
    return names_of_pair(of) or ((of[1:-1],) if of.startswith("<") else ())


def doubted(
    screened: Screened, crises: Iterable[str], counted: list[Counted], points: SmallSigns
) -> Screened:
    """Return a crisis that doubtful rules alone have found as a concern, where little is in it.

    `crises`: the rules that have found a crisis.
    """
    if not points.doubtful.issuperset(crises):
        return screened
    if any(each.crisis - each.longer >= points.doubtful_at for each in counted):
        return screened
    return Screened(ScreenLevel.CONCERN, screened.rule, screened.rules)


def weigh(
    screened: Screened,
    counted: list[Counted],
    points: SmallSigns,
    *,
    milder: bool,
) -> Screened:
    """Return what is left of the rules' finding, or added to it, by the small signs.

    `milder`: what the rules found is what is left of a crisis; then it is never taken back. The
    sentence that held it has no points for a crisis: a *not* or a joke answered it already.
    """
    if screened.level is ScreenLevel.CRISIS or not counted:
        return screened
    crisis = max(counted, key=lambda each: each.crisis - each.longer)
    is_concern = screened.level is ScreenLevel.CONCERN
    asked = points.crisis_with_rule if is_concern else points.crisis_at
    if crisis.crisis - crisis.longer >= asked:
        why = _why((sign.of, sign.crisis) for sign in crisis.signs)
        return Screened(ScreenLevel.CRISIS, points.name, (points.name, *screened.rules), why)
    if is_concern:
        kept = milder or not points.keeps.isdisjoint(screened.rules)
        return screened if kept or not _is_every_day(counted, points) else Screened.nothing()
    concern = max(counted, key=lambda each: each.concern - each.longer)
    if concern.concern - concern.longer < points.concern_at:
        return screened
    why = _why((sign.of, sign.concern) for sign in concern.signs)
    return Screened(ScreenLevel.CONCERN, points.name, (points.name,), why)


def _is_every_day(counted: list[Counted], points: SmallSigns) -> bool:
    """Return whether little but talk of every day is in the sentence that holds the most."""
    most = max(counted, key=lambda each: each.concern)
    return most.concern < points.too_little and most.speaks_against


def _why(points: Iterable[tuple[str, int]]) -> str:
    """Return the weightiest signs with their points: "tom 2 + orker 2"."""
    weighty = sorted((each for each in points if each[1] > 0), key=lambda each: -each[1])
    return " + ".join(f"{of} {worth}" for of, worth in weighty[:SHOWN])


def _is_plain(of: str) -> bool:
    stem = of.removesuffix("*")
    words = stem.split(" ")
    return normalise(stem) == stem and 1 <= len(words) <= (1 if of.endswith("*") else 2)
