"""From a text to sentences of words in one spelling, in pieces of bounded length."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from domain.spelling import normalise

COMMA = ","  # stands between the clauses of a sentence; no word of a pattern matches it
PIECE_WORDS = 200  # long sentences are read in overlapping pieces, to their end
ONE_BREATH = (
    50  # a message so short is also read as one sentence: full stops are a matter of style
)
OVERLAP = 40  # no pattern covers more words (see `grammar.py`)

Sentence = tuple[str, ...]

_NEGATED = {
    "do": "dont",
    "does": "doesnt",
    "døs": "døsnt",
    "did": "didnt",
    "can": "cant",
    "could": "couldnt",
    "will": "wont",
    "would": "wouldnt",
    "should": "shouldnt",
    "is": "isnt",
    "are": "arent",
    "was": "wasnt",
    "were": "werent",
    "have": "havent",
    "has": "hasnt",
}
_WITH_NOT = re.compile(rf"\b({'|'.join(_NEGATED)}) not\b")

# "8. klasse" and "d. 1. maj" go on.
_END = re.compile("(?:(?<![0-9])\\.|[!?\n\r\u2028\u2029])+")


def sentences(text: str) -> list[Sentence]:
    """Return the words of every sentence, `COMMA` between its clauses; never an empty one.

    A short message stands once more at the end, as one sentence.
    """
    plain = unicodedata.normalize("NFKC", text)
    parts = [words for part in _END.split(plain) if (words := _words(part))]
    whole = [word for words in parts for word in (COMMA, *words)][1:]
    if len(parts) > 1 and len(whole) <= ONE_BREATH:
        parts.append(whole)
    return [piece for words in parts for piece in _pieces(words)]


def _words(sentence: str) -> list[str]:
    clauses = normalise(sentence).split("\n")
    words: list[str] = []
    for clause in clauses:
        words += [COMMA, *_drawn_together(clause)] if words else _drawn_together(clause)
    return words


def _drawn_together(clause: str) -> list[str]:
    """Return the words, "do not" as "dont": rules are written with the short ones."""
    return _WITH_NOT.sub(lambda found: _NEGATED[found[1]], clause).split()


def _pieces(words: list[str]) -> Iterator[Sentence]:
    for start in range(0, max(1, len(words) - OVERLAP), PIECE_WORDS - OVERLAP):
        yield tuple(words[start : start + PIECE_WORDS])
