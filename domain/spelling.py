"""Makes differently typed words alike, so that a rule can be written once.

Case, accents of habit (`ae`, `oe`, `aa`), repeated letters, apostrophes, invisible characters and
the many ways to write *ikke* no longer matter. Emoji are kept, each as a word of its own.
"""

from __future__ import annotations

import re
import unicodedata

MANY = 3  # a letter typed so often or more is typed for feeling

_OWN_LETTERS = frozenset("å\u00e4\u00f6")  # letters of their own, not accents
_CLAUSE_MARKS = frozenset(".!?;,\n\r\u2028\u2029")
_APOSTROPHES = frozenset("'`\u00b4\u2018\u2019\u02bc")
_LONG_RUN = re.compile(rf"(.)\1{{{MANY},}}")
_NOT = re.compile(r"(?<![^ \n])i{1,3}k{1,3}e{0,3}(?![^ \n])")
_HABITS = ((re.compile("ae|\u00e4"), "æ"), (re.compile("oe|\u00f6"), "ø"))
_DOUBLE_A = re.compile("(?<!a)aa(?!a)")
_BREAK = re.compile(r" *\n[ \n]*")


def normalise(text: str) -> str:
    """Return the words of the text in one spelling, one space apart, one clause to a line.

    A letter typed more than three times stands three times: a mark that a rule for the word with
    one or two of them still fits (see `domain/phrase.py`).
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    plain = "".join(_kept(character) for character in plain)
    plain = _LONG_RUN.sub(r"\1" * MANY, plain)
    for habit, letter in _HABITS:
        plain = habit.sub(letter, plain)
    plain = _DOUBLE_A.sub("å", plain)
    plain = re.sub(" +", " ", plain)
    return _NOT.sub("ikke", _BREAK.sub("\n", plain).strip(" \n"))


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
