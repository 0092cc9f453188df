"""Makes differently typed words alike, so that a rule can be written once.

Case, accents of habit (`ae`, `oe`, `aa`), repeated letters, apostrophes, invisible characters,
letters hidden as digits or spaced out, and the many ways to write *ikke* no longer matter. Emoji
are kept, each as a word of its own.
"""

from __future__ import annotations

import re
import unicodedata

MANY = 3  # a letter typed so often or more is typed for feeling
SPACED = 4  # so many letters that stand alone are one word: "s e l v"

_OWN_LETTERS = frozenset("å\u00e4\u00f6")  # letters of their own, not accents
_CLAUSE_MARKS = frozenset(".!?;,\n\r\u2028\u2029")
_APOSTROPHES = frozenset("'`\u00b4\u2018\u2019\u02bc")
_LONG_RUN = re.compile(rf"(.)\1{{{MANY},}}")
_NOT = re.compile(r"(?<![^ \n])i{1,3}k{1,3}e{0,3}(?![^ \n])")
_HABITS = ((re.compile("ae|\u00e4"), "æ"), (re.compile("oe|\u00f6"), "ø"))
_DOUBLE_A = re.compile("(?<!a)aa(?!a)")
_BREAK = re.compile(r" *\n[ \n]*")
_SPACED = re.compile(rf"(?<![^ \n])[a-zæøå](?: [a-zæøå]){{{SPACED - 1},}}(?![^ \n])")
# Digits and signs that stand for letters, inside a word only: "s3lvm0rd", "my$elf", "k*ll".
_HIDDEN = re.compile(r"(?<=[a-zæøå])[013457@$*](?=[a-zæøå])")
_SHOWN = {"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", "$": "s", "*": ""}


def normalise(text: str) -> str:
    """Return the words of the text in one spelling, one space apart, one clause to a line.

    A letter typed more than three times stands three times: a mark that a rule for the word with
    one or two of them still fits (see `domain/screening/lexicon.py`).
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    plain = _HIDDEN.sub(lambda found: _SHOWN[found[0]], plain).translate(_KEPT)
    plain = _BREAK.sub("\n", re.sub(" +", " ", plain).strip(" \n"))
    plain = _SPACED.sub(lambda found: found[0].replace(" ", ""), plain)
    plain = _LONG_RUN.sub(r"\1" * MANY, plain)
    for habit, letter in _HABITS:
        plain = habit.sub(letter, plain)
    return _NOT.sub("ikke", _DOUBLE_A.sub("å", plain))


class _Kept(dict[int, str]):
    """What is left of each character, worked out when it is first met."""

    def __missing__(self, point: int) -> str:
        self[point] = kept = _kept(chr(point))
        return kept


def _kept(character: str) -> str:
    if character in _CLAUSE_MARKS:
        return "\n"
    category = unicodedata.category(character)
    if character in _APOSTROPHES or category in ("Cf", "Mn", "Me", "Sk"):
        return ""  # also what hides inside words, and the skin tones of emoji
    if category == "So":
        return f" {character} "
    return _without_accent(character) if category[0] in "LN" else " "


def _without_accent(letter: str) -> str:
    parts = unicodedata.normalize("NFD", letter)
    if len(parts) == 1 or not parts[0].isascii():
        return letter
    kept = unicodedata.normalize("NFC", parts[:2])
    return kept if kept in _OWN_LETTERS else parts[0]


_KEPT = _Kept()
