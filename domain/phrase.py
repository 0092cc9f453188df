"""Patterns of words that a social worker can read, turned into regular expressions.

`vil* .. [bare|] [dø|ikke leve]` means: a word that begins with *vil*, up to four words, perhaps
*bare*, then *dø* or *ikke leve*. A lone `*` is any one word. A pattern never reaches beyond a
clause, and what it may cost is bounded.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import groupby, pairwise

from domain.spelling import MANY, normalise

GAP_WORDS = 4
MAX_GAPS = 3  # each multiplies the work by five
MAX_WORDS = 30  # the longest stretch of text that a pattern can cover

_ELEMENT = re.compile(r"(?<!\S)(?:\[([^\[\]]*)\]|([^\[\]\s]+))(?!\S)")
_GAP = rf"(?: [^ \n]+){{0,{GAP_WORDS}}}?"


def compile_phrases(patterns: Iterable[str]) -> re.Pattern[str]:
    """Return one expression that finds any of the patterns in a normalised clause.

    Raises:
        ValueError: If a pattern cannot be read; the message names it and says what to write.
    """
    return _compiled(tuple(patterns))


@lru_cache(maxsize=2048)  # the same content is read again at every start, and by every check of it
def _compiled(patterns: tuple[str, ...]) -> re.Pattern[str]:
    found = "|".join(_phrase(pattern) for pattern in patterns)
    return re.compile(rf"(?<![^ \n])(?:{found})(?![^ \n])" if found else r"(?!)")


def _phrase(pattern: str) -> str:
    elements = _elements(pattern)
    gaps = elements.count("..")
    if not elements or any(_is_open(end) for end in (elements[0], elements[-1])):
        raise ValueError(f"Pattern {pattern!r} must begin and end with a word.")
    if any(one == other == ".." for one, other in pairwise(elements)):
        raise ValueError(f"Pattern {pattern!r} has two '..' side by side: keep one.")
    words = sum(_width(element) for element in elements if element != "..")
    if gaps > MAX_GAPS or words + gaps * GAP_WORDS > MAX_WORDS:
        raise ValueError(f"Pattern {pattern!r} is too long: at most {MAX_GAPS} '..', fewer words.")
    parts = [_GAP if element == ".." else _choice(pattern, element) for element in elements]
    return "".join(parts)[1:]


def _elements(pattern: str) -> list[str]:
    found = list(_ELEMENT.finditer(pattern))
    if _ELEMENT.sub("", pattern).strip():
        raise ValueError(f"Pattern {pattern!r} has a bracket that is not closed or inside a word.")
    return [match[0] for match in found]


def _alternatives(element: str) -> list[str]:
    if not element.startswith("["):
        return [element]
    return [alternative.strip() for alternative in element[1:-1].split("|")]


def _is_open(element: str) -> bool:
    return element == ".." or "" in _alternatives(element)


def _width(element: str) -> int:
    return max(len(alternative.split()) for alternative in _alternatives(element))


def _choice(pattern: str, element: str) -> str:
    written = [alternative for alternative in _alternatives(element) if alternative]
    if not written:
        raise ValueError(f"Pattern {pattern!r} has an empty bracket: take it out.")
    words = [[_word(pattern, word) for word in alternative.split()] for alternative in written]
    found = f"(?:{'|'.join(' '.join(sequence) for sequence in words)})"
    return f"(?: {found})?" if _is_open(element) else f" {found}"


@lru_cache(maxsize=8192)  # the words of one family of patterns come back in the next
def _spelled(stem: str) -> str:
    """Return the expression for a stem as people write it; "" where it is no single word."""
    plain = normalise(stem)
    if not plain or " " in plain or re.search(r"[*.!?;,|]", stem):
        return ""
    return "".join(_letters(letter, len(list(run))) for letter, run in groupby(plain))


def _word(pattern: str, word: str) -> str:
    stem = word.removesuffix("*")
    if not stem and word:
        return r"[^ \n]+"
    spelled = _spelled(stem)
    if not spelled:
        raise ValueError(
            f"Pattern {pattern!r} has {word!r}, which is no single word: "
            "use words, '*' at a word's end, '..' and [one|other]."
        )
    end = r"[^ \n]*" if word.endswith("*") else ""
    return spelled + end


def _letters(letter: str, times: int) -> str:
    once = re.escape(letter)
    if not letter.isalpha() or times >= MANY:
        return once * times
    as_felt = once * MANY if letter != "å" else f"(?:{once * MANY}|{'a' * MANY})"
    return f"(?:{as_felt}|{once * times})"
