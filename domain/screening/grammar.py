"""Patterns of words that a social worker can read.

`[vil|gider] ikke .. <live>` means: *vil* or *gider*, then *ikke*, up to four words, then a word of
the class `<live>`. `cut*` is a word that begins so, a lone `*` any one word, `[bare|]` perhaps
*bare*. `A & B` means both in one sentence, in any order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
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

_ELEMENT = re.compile(r"(?<!\S)(?:\[([^\[\]]*)\]|([^\[\]\s]+))(?!\S)")
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


def parse_pattern(text: str, classes: Classes) -> Pattern:
    """Return the pattern that a text describes.

    Raises:
        ValueError: If it cannot be read; the message names it and says what to write.
    """
    return tuple(_part(text, part, classes) for part in f" {text} ".split(" & "))


def _part(pattern: str, text: str, classes: Classes) -> Part:
    written = _written(pattern, text)
    if not written or any(_is_open(end) for end in (written[0], written[-1])):
        raise ValueError(f"Pattern {pattern!r} must begin and end with a word.")
    if any(one == other == ".." for one, other in pairwise(written)):
        raise ValueError(f"Pattern {pattern!r} has two '..' side by side: keep one.")
    elements: list[Element] = []
    after_gap = False
    for each in written:
        if each != "..":
            phrases = frozenset(_phrases(pattern, _alternatives(each), classes, _DEPTH))
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
    return element == ".." or "" in _alternatives(element)


def _phrases(
    pattern: str, alternatives: list[str], classes: Classes, depth: int
) -> Iterator[Phrase]:
    for alternative in alternatives:
        named = _CLASS.fullmatch(alternative)
        if named:
            words = classes.get(named[1])
            if words is None or not depth:
                raise ValueError(
                    f"Pattern {pattern!r} names the class {alternative}, which is not there or "
                    "holds itself: write it under [[words]] or correct its name."
                )
            yield from _phrases(pattern, list(words), classes, depth - 1)
        elif "<" in alternative:  # "efter <weekday>": each word of the class in its place
            places = ([*_phrases(pattern, [word], classes, depth)] for word in alternative.split())
            yield from (tuple(chain(*chosen)) for chosen in product(*places))
        elif alternative:
            yield tuple(_word(pattern, word) for word in alternative.split())


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
