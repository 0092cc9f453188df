"""Every word and phrase that a pattern asks for, each with a number, found in one pass.

A word of a dictionary or of a rule is looked up as it stands. Anything else is looked up in every
spelling that it has without its repeated letters (`døøø` is `dø`, whatever begins with `døø`);
when nobody knows any of these, with its Danish letters as people without them type (`vagne`,
`slar`) or with an `aa` that was drawn out and no `å` (`naat`), then with one letter wrong.
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
LONGEST_WORD = 30  # letters: what is longer is no word that was mistyped
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
    longest_stem: int = 0  # letters: no longer beginning of a word is worth a look
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
        self.longest_stem = max(self.longest_stem, len(stem))
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
        if token in self.words or token in KNOWN:
            return self._exact(token)
        spelled = tuple(_spellings(token))
        found = tuple(chain.from_iterable(map(self._exact, spelled)))
        if found:
            return tuple(dict.fromkeys(found))
        for each in spelled:
            if each in self.folded:
                return self._exact(self.folded[each])
        return self.words.get(token.replace("å", "a")) or self._misspelled(token)

    def _exact(self, token: str) -> Numbers:
        ends = range(1, min(len(token), self.longest_stem) + 1)
        stems = (self.stems.get(token[:end]) for end in ends)
        return self.words.get(token, ()) + tuple(stem for stem in stems if stem is not None)

    def _misspelled(self, token: str) -> Numbers:
        if not TYPO_LETTERS <= len(token) <= LONGEST_WORD:
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
    """Yield the token, and what it is with its repeated letters taken away: all, or one pair."""
    yield token
    if _DOUBLE.search(token):
        yield _RUN.sub(r"\1", token)
        yield _RUN.sub(r"\1\1", token)
        yield _DOUBLE.sub(r"\1", token)
        if len(token) <= LONGEST_WORD:
            for pair in _DOUBLE.finditer(token):
                yield token[: pair.start()] + token[pair.end() - 1 :]


def _one_letter_less(word: str) -> list[str]:
    return [word[:at] + word[at + 1 :] for at in range(len(word))]
