"""What the rules find in a text, and what is left of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from domain.screening.compiling import CompiledFilter, CompiledRule, ScreeningRules
from domain.screening.levels import ERROR_RULE, Screened, ScreenLevel
from domain.screening.matching import Words, look_up, matches
from domain.screening.negation import denied
from domain.screening.pairs import class_pairs, written_pair
from domain.screening.points import doubted, marks, weigh
from domain.screening.reading import COMMA, Sentence, sentences

_CRISIS, _CONCERN, _ORDINARY = ScreenLevel.CRISIS, ScreenLevel.CONCERN, ScreenLevel.ORDINARY
LONG_WORDS = 18  # beyond these a sentence needs more points to reach the level of a sum
WORDS_A_POINT = 2
SHORT_WORDS = 8  # what is told in fewer ("han slår mig") has room for few points, and is no doubt
_ORDER = {level: order for order, level in enumerate(ScreenLevel)}


def screen(text: str, rules: ScreeningRules) -> Screened:
    """Return how the text reads: the gravest level that any rule finds, and the rules' names.

    Never raises: an error inside makes the text a concern, with the rule `error`.
    """
    try:
        return _screened(text, rules)
    except Exception:  # noqa: BLE001 - fails closed, whatever went wrong
        return Screened(_CONCERN, ERROR_RULE, (ERROR_RULE,))


def signs_in(text: str, rules: ScreeningRules) -> frozenset[str]:
    """Return which signs of the rules that count stand in a text, as their files write them."""
    read = [_read(sentence, rules) for sentence in sentences(text)]
    return frozenset(
        sign
        for each in rules.compiled
        for (sign, _), group in zip(each.rule.signs, each.signs, strict=True)
        if any(one.holds(group) for one in read)
    )


def marks_in(
    text: str, rules: ScreeningRules, fields: Collection[str] = ()
) -> tuple[frozenset[str], ...]:
    """Return for each sentence all that could be a small sign in it, as a file would write it.

    `fields`: the classes of which two in one clause could be a sign. A short message of more
    sentences stands once more at the end, as one.
    """
    found = []
    for sentence in sentences(text):
        words = look_up(sentence, rules.lexicon)
        met = {number: rules.named[number] for number in words.met & rules.named.keys()}
        paired = {number: tuple(set(names) & set(fields)) for number, names in met.items()}
        named = (f"<{name}>" for names in met.values() for name in names)
        plain = (mark for mark in marks(sentence) if COMMA not in mark)
        pairs = (written_pair(*both) for both in class_pairs(words, paired))
        found.append(frozenset((*plain, *named, *pairs)))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Find:
    """What one rule found, and in which sentence."""

    level: ScreenLevel
    rule: CompiledRule
    at: int


@dataclass(slots=True)
class _Read:
    """One sentence, and which groups of patterns it holds."""

    words: Words
    rules: ScreeningRules
    candidates: dict[int, frozenset[int]] = field(default_factory=dict)
    found: dict[int, bool] = field(default_factory=dict)

    def holds(self, group: int) -> bool:
        """Return whether any pattern of a group is in the sentence."""
        if group not in self.candidates:
            return False
        known = self.found.get(group)
        if known is None:
            known = self.found[group] = self.holds_without(group, 0)
        return known

    def is_denied(self, group: int) -> bool:
        """Return whether nothing of the group is left without the words behind a *not*."""
        if self.rules.denial is None:
            return False
        covered = denied(self.words, self.rules.denial)
        return covered > 0 and not self.holds_without(group, covered)

    def holds_without(self, group: int, without: int) -> bool:
        """Return the same as `holds`, with the words at the positions `without` covered up."""
        patterns = self.rules.patterns
        for number in self.candidates.get(group, ()):  # no generator: this is the hot loop
            if matches(patterns[number], self.words, without=without):
                return True
        return False


def _screened(text: str, rules: ScreeningRules) -> Screened:
    parts = sentences(text)
    read = [_read(sentence, rules) for sentence in parts]
    found = _found(read, rules)
    screened = _gravest(found)
    small = rules.small
    crises = {each.rule.rule.name for each in found if each.level is _CRISIS}
    if small is None or not crises <= small.signs.doubtful:
        return screened
    counted = [small.count(*each) for each in zip(parts, (one.words for one in read), strict=True)]
    if crises:
        told_shortly = any(
            each.level is _CRISIS and len(parts[each.at]) < SHORT_WORDS for each in found
        )
        return screened if told_shortly else doubted(screened, crises, counted, small.signs)
    milder = {each.at for each in found if each.rule.rule.level is _CRISIS}
    weighed = [
        each.without_crisis() if at in milder or read[at].holds(small.unless) else each
        for at, each in enumerate(counted)
    ]
    return weigh(screened, weighed, small.signs, milder=bool(milder))


def _found(read: list[_Read], rules: ScreeningRules) -> list[_Find]:
    met = {group for one in read for group in one.candidates}
    hopeful = [each for each in rules.compiled if each.signs or each.patterns in met]
    return [_Find(level, rule, at) for rule in hopeful for level, at in _levels(rule, read)]


def _gravest(found: list[_Find]) -> Screened:
    if not found:
        return Screened.nothing()
    found.sort(key=lambda each: _ORDER[each.level])  # stable: the first rule of the gravest level
    names = tuple(dict.fromkeys(each.rule.rule.name for each in found))
    return Screened(found[0].level, names[0], names)


def _read(sentence: Sentence, rules: ScreeningRules) -> _Read:
    read = _Read(look_up(sentence, rules.lexicon), rules)
    candidates = read.candidates
    for word in read.words.met:
        for group, patterns in rules.wanted.get(word, ()):
            known = candidates.get(group)
            candidates[group] = patterns if known is None else known | patterns
    return read


def _levels(compiled: CompiledRule, read: list[_Read]) -> Iterator[tuple[ScreenLevel, int]]:
    """Yield what the rule finds and in which sentence, when something is left of it."""
    for at, one in enumerate(read):
        if not _finds(compiled, one) or one.holds(compiled.unless):
            continue
        if any(other.holds(compiled.unless_anywhere) for other in read):
            continue
        level = _graded(compiled, one, read)
        if level is not _ORDINARY:
            yield level, at


def _finds(compiled: CompiledRule, one: _Read) -> bool:
    """Return whether a sentence holds a pattern of the rule, or enough of its signs together.

    What is long holds more of everything, so it needs more: a point for every two words (commas
    count) beyond eighteen. Four everyday messages in one are no story of danger.
    """
    signs = compiled.signs
    if not signs:
        return one.holds(compiled.patterns)
    points = sum(signs[group] for group in one.candidates if group in signs and one.holds(group))
    more = max(0, one.words.length - LONG_WORDS + WORDS_A_POINT - 1) // WORDS_A_POINT
    return points >= compiled.rule.at_least + more


def _graded(compiled: CompiledRule, one: _Read, read: list[_Read]) -> ScreenLevel:
    levels = [compiled.rule.level]
    levels += [each.filter.effect for each in compiled.filters if _applies(each, one, read)]
    if compiled.rule.denied and one.is_denied(compiled.patterns):
        levels.append(compiled.rule.denied)
    return max(levels, key=_ORDER.__getitem__)


def _applies(each: CompiledFilter, one: _Read, read: list[_Read]) -> bool:
    where = read if each.filter.anywhere else [one]
    return any(other.holds(each.patterns) for other in where) and not any(
        other.holds(each.but_not) for other in where
    )
