"""Every word and phrase that a pattern asks for, each with a number, found in one pass.

A token is looked up as it stands; when nobody knows it, with its repeated letters taken away, with
its Danish letters as people without them type (`vagne`, `slar`), then with one letter wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import chain

from domain.languages import KNOWN
from domain.screening.grammar import ANY, Phrase
from domain.spelling import normalise

ANY_WORD = 0  # the number of the lone `*`
TYPO_LETTERS = 6  # shorter words are too alike
_FOLD = str.maketrans("åøæ", "aoa")
_FOLD_LETTERS = 4
_MELTS = {"o": "ø", "a": "æ"}  # what they become before an e (see `domain/spelling.py`)
_RUN = re.compile(r"(.)\1{2,}")
_DOUBLE = re.compile(r"(.)\1+")

Numbers = tuple[int, ...]


@dataclass(slots=True)
class Lexicon:
    """Words, stems and phrases with their numbers."""

    numbers: dict[Phrase, int] = field(default_factory=lambda: {(ANY,): ANY_WORD})
    words: dict[str, Numbers] = field(default_factory=dict)
    stems: dict[str, int] = field(default_factory=dict)
    # By the first two words of a phrase: all its words, and the number of the whole.
    phrases: dict[tuple[int, int], list[tuple[Numbers, int]]] = field(default_factory=dict)
    folded: dict[str, str] = field(default_factory=dict)
    near: dict[str, str] = field(default_factory=dict)
    not_near: list[str] = field(default_factory=list)  # go into `near` with the first typing error
    short: dict[str, list[str]] = field(default_factory=dict)  # "tmrw": the words it may stand for
    cache: dict[str, Numbers] = field(default_factory=dict)

    def add(self, phrase: Phrase) -> int:
        """Return the number of a phrase, a new one when it was not known."""
        known = self.numbers.get(phrase)
        if known is not None:
            return known
        parts = tuple(self.add((word,)) for word in phrase) if len(phrase) > 1 else ()
        number = self.numbers[phrase] = len(self.numbers)
        if len(parts) > 1:
            self.phrases.setdefault((parts[0], parts[1]), []).append((parts, number))
        elif phrase[0].endswith("*"):
            self._add_stem(phrase[0][:-1], number)
        else:
            self._add_word(phrase[0], number)
        return number

    def add_spellings(self, word: str, shorts: Iterable[str]) -> None:
        """Read each short way to write the word as the word too."""
        for short in shorts:
            self.short.setdefault(normalise(short), []).append(normalise(word))

    def of(self, token: str) -> Numbers:
        """Return the numbers of all words and stems that a token may be."""
        found = self.cache.get(token)
        if found is None:
            found = self._looked_up(token)
            meant = (self._exact(word) for word in self.short.get(token, ()))
            found = tuple(dict.fromkeys(chain(found, *meant)))
            if len(self.cache) < 50_000:  # a bound, so that no flood of words fills the memory
                self.cache[token] = found
        return found

    def _add_stem(self, stem: str, number: int) -> None:
        self.stems[stem] = number
        if stem[-1:] in _MELTS:  # "video" and "en" are spelled as "videøn"
            self.stems[stem[:-1] + _MELTS[stem[-1]]] = number

    def _add_word(self, word: str, number: int) -> None:
        self.words[word] = (number,)
        if len(word) >= _FOLD_LETTERS:
            self.folded.setdefault(word.translate(_FOLD), word)
        if len(word) >= TYPO_LETTERS:
            self.not_near.append(word)

    def _looked_up(self, token: str) -> Numbers:
        for spelled in _spellings(token):
            if found := self._exact(spelled):
                return found
        if token in KNOWN:
            return ()
        if token in self.folded:
            return self._exact(self.folded[token])
        return self._misspelled(token)

    def _exact(self, token: str) -> Numbers:
        stems = (self.stems.get(token[:end]) for end in range(1, len(token) + 1))
        return self.words.get(token, ()) + tuple(stem for stem in stems if stem is not None)

    def _misspelled(self, token: str) -> Numbers:
        if not TYPO_LETTERS <= len(token) <= 30:
            return ()
        for known in self.not_near:
            for less in _one_letter_less(known):
                self.near.setdefault(less, known)
        self.not_near.clear()
        for less in (token, *_one_letter_less(token)):
            word = self.near.get(less, less if less in self.words else None)
            if word is not None and word[0] == token[0] and len(word) >= TYPO_LETTERS:
                return self._exact(word)
        return ()


def _spellings(token: str) -> Iterable[str]:
    yield token
    if _DOUBLE.search(token):
        yield _RUN.sub(r"\1", token)
        yield _RUN.sub(r"\1\1", token)
        yield _DOUBLE.sub(r"\1", token)


def _one_letter_less(word: str) -> list[str]:
    return [word[:at] + word[at + 1 :] for at in range(len(word))]
