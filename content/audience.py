"""Who reads a text, and what the key of a text knows."""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Audience(StrEnum):
    """Who reads a text: the first part of its key's value."""

    YOUTH = "youth"
    YOUTH_BUTTON = "youth_button"
    STAFF = "staff"
    STAFF_BUTTON = "staff_button"
    COMMAND = "command"
    PAGE = "page"


class TextKey(StrEnum):
    """A key with what a caller must give. Written `NAME = "audience.key", "value value"`.

    A third part marks what the wording may do: `long` (a hello, a card), `calm` (after bad news
    or a goodbye: no emoji), `card` (a help card: promises nobody), `symbol` (a button that begins
    with one), `own_name` (tells staff a name that is theirs or a colleague's).
    """

    placeholders: frozenset[str]  # what a caller must give; a wording may use fewer
    marks: frozenset[str]

    def __new__(cls, value: str, placeholders: str = "", marks: str = "") -> Self:
        """Return the key with its placeholders and marks, each separated by spaces."""
        key = str.__new__(cls, value)
        key._value_ = value
        key.placeholders = frozenset(placeholders.split())
        key.marks = frozenset(marks.split())
        return key

    @property
    def audience(self) -> Audience:
        """Return who reads the text."""
        return Audience(str(self).partition(".")[0])
