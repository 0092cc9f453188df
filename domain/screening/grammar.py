"""Patterns of words that a social worker can read.

`[vil|gider] ikke .. <live>` means: *vil* or *gider*, then *ikke*, up to four words, then a word of
the class `<live>`. `cut*` is a word that begins so, a lone `*` any one word, `[bare|]` perhaps
*bare*. `A & B` means both in one sentence, in any order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise, product

from domain.spelling import normalise

GAP_WORDS = 4
MAX_GAPS = 3
MAX_WORDS = 30  # the longest stretch of text that one part of a pattern can cover
ANY = "*"

Phrase = tuple[str, ...]  # the words of one alternative; a stem keeps its `*`
Classes = Mapping[str, tuple[str, ...]]  # name of a class: its words, phrases and other classes
Known = dict[str, frozenset[Phrase]]  # what a place of a pattern means, as it is written

_ELEMENT = re.compile(r"(?<!\S)(?:\[([^\[\]]*)\]|([^\[\]\s]+))(?!\S)")
_NOTHING = re.compile(r"[\[|]\s*[|\]]")  # an alternative of no words
_CLASS = re.compile(r"<([a-z][a-z0-9_]*)>")
_DEPTH = 6  # classes within classes


@dataclass(frozen=True, slots=True)
class Element:
    """One place in a pattern: any of its phrases, perhaps after a gap, perhaps nothing."""

    phrases: frozenset[Phrase]
    is_open: bool = False  # may be missing
    after_gap: bool = False


Part = tuple[Element, ...]
Pattern = tuple[Part, ...]  # all parts in one sentence, in any order


def parse_pattern(text: str, classes: Classes, known: Known | None = None) -> Pattern:
    """Return the pattern that a text describes.

    `known` is kept by who reads many patterns with the same classes: what stands in a bracket, a
    class above all, comes back in the next pattern and is then read once.

    Raises:
        ValueError: If it cannot be read; the message names it and says what to write.
    """
    seen = {} if known is None else known
    return tuple(_part(text, part, classes, seen) for part in f" {text} ".split(" & "))


def _part(pattern: str, text: str, classes: Classes, known: Known) -> Part:
    written = _written(pattern, text)
    if not written or any(_is_open(end) for end in (written[0], written[-1])):
        raise ValueError(f"Pattern {pattern!r} must begin and end with a word.")
    if any(one == other == ".." for one, other in pairwise(written)):
        raise ValueError(f"Pattern {pattern!r} has two '..' side by side: keep one.")
    elements: list[Element] = []
    after_gap = False
    for each in written:
        if each != "..":
            phrases = known.get(each)
            if phrases is None:
                found = _Found(pattern, classes, known).phrases(_alternatives(each), _DEPTH)
                phrases = known[each] = frozenset(found)
            if not phrases:
                raise ValueError(f"Pattern {pattern!r} has an empty bracket: take it out.")
            elements.append(Element(phrases, _is_open(each), after_gap))
        after_gap = each == ".."
    gaps = written.count("..")
    words = sum(max(map(len, element.phrases)) for element in elements)
    if gaps > MAX_GAPS or words + gaps * GAP_WORDS > MAX_WORDS:
        raise ValueError(f"Pattern {pattern!r} is too long: at most {MAX_GAPS} '..', fewer words.")
    return tuple(elements)


def _written(pattern: str, text: str) -> list[str]:
    found = list(_ELEMENT.finditer(text))
    if _ELEMENT.sub("", text).strip():
        raise ValueError(f"Pattern {pattern!r} has a bracket that is not closed or inside a word.")
    return [match[0] for match in found]


def _alternatives(element: str) -> list[str]:
    if not element.startswith("["):
        return [element]
    return [alternative.strip() for alternative in element[1:-1].split("|")]


def _is_open(element: str) -> bool:
    return element == ".." or (element[0] == "[" and _NOTHING.search(element) is not None)


@dataclass(frozen=True, slots=True)
class _Found:
    """What the alternatives of one pattern mean."""

    pattern: str
    classes: Classes
    known: Known

    def phrases(self, alternatives: Iterable[str], depth: int) -> Iterator[Phrase]:
        for alternative in alternatives:
            if "<" not in alternative:
                if alternative:
                    yield tuple([_word(self.pattern, word) for word in alternative.split()])
            elif _CLASS.fullmatch(alternative):
                yield from self._named(alternative, depth)
            else:  # "efter <weekday>": each word of the class in its place
                places = [[*self.phrases([word], depth)] for word in alternative.split()]
                yield from (tuple(chain(*chosen)) for chosen in product(*places))

    def _named(self, name: str, depth: int) -> frozenset[Phrase]:
        found = self.known.get(name)
        if found is None:
            words = self.classes.get(name[1:-1])
            if words is None or not depth:
                raise ValueError(
                    f"Pattern {self.pattern!r} names the class {name}, which is not there or "
                    "holds itself: write it under [[words]] or correct its name."
                )
            found = self.known[name] = frozenset(self.phrases(words, depth - 1))
        return found


def _word(pattern: str, word: str) -> str:
    plain = _plain(word)
    if not plain:
        raise ValueError(
            f"Pattern {pattern!r} has {word!r}, which is no single word: "
            "use words, '*' at a word's end, '..', '&', <class> and [one|other]."
        )
    return plain


@lru_cache(maxsize=16384)  # the words of one pattern come back in the next
def _plain(word: str) -> str:
    """Return a word as it is looked up; "" where it is no single word."""
    if word == ANY:
        return ANY
    stem = word.removesuffix("*")
    plain = normalise(stem)
    if not plain or " " in plain or re.search(r"[*.!?;,|<>&]", stem):
        return ""
    return plain + ("*" if word.endswith("*") else "")
