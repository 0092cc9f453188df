"""Lays patterns over a sentence. Positions are bits of a number, so each step costs the same."""

from __future__ import annotations

from dataclasses import dataclass, field

from domain.screening.grammar import GAP_WORDS
from domain.screening.lexicon import ANY_WORD, Lexicon, Numbers
from domain.screening.reading import COMMA, Sentence

Starts = dict[int, int]  # how many words it covers: a bit for each position where it begins


@dataclass(frozen=True, slots=True)
class Place:
    """One element of a pattern, as numbers of the lexicon."""

    number: int  # the same for the same choice of words
    words: frozenset[int]
    is_open: bool
    after_gap: bool


@dataclass(frozen=True, slots=True)
class Laid:
    """One pattern: its parts, each a row of places, all to be found in one sentence."""

    parts: tuple[tuple[Place, ...], ...]
    says_not: bool = False  # then no *not* takes it back


@dataclass(slots=True)
class Words:
    """The words of one sentence, looked up."""

    length: int
    at: dict[int, Starts]  # by the number of the word
    passable: int  # positions that hold no comma
    met: frozenset[int]  # the numbers of `at`: two sets meet faster than a set and a dict
    places: dict[int, Starts] = field(default_factory=dict)

    def starts(self, place: Place) -> Starts:
        """Return where a place of a pattern can begin."""
        found = self.places.get(place.number)
        if found is None:
            found = {}
            for word in place.words & self.met:
                for length, bits in self.at[word].items():
                    found[length] = found.get(length, 0) | bits
            self.places[place.number] = found
        return found


def look_up(sentence: Sentence, lexicon: Lexicon) -> Words:
    """Return the words of a sentence as numbers with their positions."""
    passable = 0
    at: dict[int, Starts] = {}
    tokens = [lexicon.of(token) for token in sentence]
    for position, numbers in enumerate(tokens):
        if sentence[position] != COMMA:
            passable |= 1 << position
            for number in numbers:
                _mark(at, number, 1, position)
            _mark_phrases(at, tokens, position, lexicon)
    at[ANY_WORD] = {1: passable}
    return Words(len(sentence), at, passable, frozenset(at))


def matches(pattern: Laid, words: Words, *, without: int = 0) -> bool:
    """Return whether all parts of a pattern are there, none of its words at `without`.

    A pattern that says *not* itself may have words there.
    """
    allowed = -1 if pattern.says_not else ~without
    return all(_part_matches(part, words, allowed) for part in pattern.parts)


def _part_matches(part: tuple[Place, ...], words: Words, allowed: int) -> bool:
    reached = words.passable
    for place in part:
        if place.after_gap:
            for _ in range(GAP_WORDS):
                reached |= (reached & words.passable) << 1
        stays = reached if place.is_open else 0
        for length, bits in words.starts(place).items():
            stays |= (reached & bits & allowed) << length
        reached = stays
        if not reached:
            return False
    return True


def _mark_phrases(
    at: dict[int, Starts], tokens: list[Numbers], position: int, lexicon: Lexicon
) -> None:
    following = (*tokens[position + 1], ANY_WORD) if position + 1 < len(tokens) else ()
    for first in (*tokens[position], ANY_WORD):
        for second in following:
            for parts, whole in lexicon.phrases.get((first, second), ()):
                if _goes_on(tokens, position, parts):
                    _mark(at, whole, len(parts), position)


def _goes_on(tokens: list[Numbers], position: int, parts: Numbers) -> bool:
    return position + len(parts) <= len(tokens) and all(
        parts[ahead] in tokens[position + ahead] or parts[ahead] == ANY_WORD
        for ahead in range(2, len(parts))
    )


def _mark(at: dict[int, Starts], number: int, length: int, position: int) -> None:
    starts = at.setdefault(number, {})
    starts[length] = starts.get(length, 0) | 1 << position
