"""What a card about a case asks of the worker who has it, as a human reads it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import Enum
from string import Formatter

from content.areas.cafe import CafeKey
from content.areas.care import CareKey
from content.areas.enrolment import EnrolmentKey
from content.areas.staff import StaffKey
from content.areas.talks import TalkKey
from content.audience import TextKey
from content.keys import Key
from content.texts import Texts
from domain.people import Language
from simulator.view import SeenMessage


class Ask(Enum):
    """What comes next, for whoever reads the card."""

    BEGIN = "begin"  # nothing has been said yet: read what came, or tell that they call
    CALL = "call"
    AGREED = "agreed"  # call now: they have said that it suits them
    WRITE = "write"
    LATER = "later"  # not now: a time may come, or it is tried again
    REMINDED = "reminded"  # there is a time, and the robot says when it has come


_SAYS: Mapping[TextKey, Ask] = {
    TalkKey.ANSWER_WRITE: Ask.WRITE,
    TalkKey.ANSWER_AT: Ask.REMINDED,
    Key.TRY_AGAIN_SET: Ask.REMINDED,
    TalkKey.ANSWER_NOT_NOW: Ask.LATER,
    TalkKey.TWICE_TODAY: Ask.LATER,
    TalkKey.TOLD_OF_CALL: Ask.CALL,
    TalkKey.ANSWER_FINE: Ask.AGREED,
    TalkKey.ANSWER_NOT_NOW_RED: Ask.CALL,
    TalkKey.NO_WAY_TO_TELL: Ask.CALL,
    TalkKey.NUMBER_FIRST: Ask.CALL,
    TalkKey.NO_CALLS: Ask.WRITE,
}


# Asked one after the other; each is answered with one of these.
ASKED: Sequence[Sequence[TextKey]] = (
    (Key.B_CALLED, Key.B_MET, Key.B_WROTE),
    (TalkKey.B_MOOD_GOOD, TalkKey.B_MOOD_SO_SO, TalkKey.B_MOOD_HARD),
    (Key.B_AS_AGREED, Key.B_IN_3_DAYS, Key.B_IN_A_WEEK),
    (StaffKey.B_DID_IT, StaffKey.B_NOT_YET),
    (StaffKey.B_STILL_SO, StaffKey.B_DOES_NOT_WANT),
    (EnrolmentKey.B_GUARDIAN_INFORMED, EnrolmentKey.B_GUARDIAN_YOUTH_TELLS),
    (TalkKey.B_USEFUL, TalkKey.B_NOT_NEEDED),
    (CafeKey.B_ALL_YES,),
)
# When to try again: one of the times that stand below, which may be named days.
ASKS_WHEN = (Key.ASK_WHEN, CareKey.ASK_WHEN_RED)
# What a page is opened for: these cases are about something to read.
_TO_READ = (Key.KIND_WORD, Key.KIND_LOW_ANSWER, Key.KIND_UNREAD, Key.KIND_UNKNOWN_SENDER)


class Cards:
    """Reads cards in one language, and remembers which cases somebody has in mind.

    Args:
        texts: The words that the product says.
        language: In which a worker reads them.
    """

    def __init__(self, texts: Texts, language: Language) -> None:
        wordings = texts.wordings[language]
        self._parts = [(longest(wordings[key]), ask) for key, ask in _SAYS.items()]
        of_case = wordings[TalkKey.OF_CASE].format(nummer=r"(\d+)")
        self._number = re.compile(of_case, re.IGNORECASE)
        self._red = wordings[Key.LEVEL_RED]
        self._ends_soon = longest(wordings[CareKey.ENDS_SOON])
        self._to_read = [wordings[key] for key in _TO_READ]
        self._in_mind: dict[str, datetime] = {}

    def asks(self, seen: SeenMessage) -> Ask:
        """Return what a card asks for. Nobody waits where somebody may be in danger."""
        said = next((ask for part, ask in self._parts if part in seen.text), Ask.BEGIN)
        waits = said in {Ask.LATER, Ask.REMINDED}
        return Ask.CALL if waits and self.is_red(seen) else said

    def is_red(self, seen: SeenMessage) -> bool:
        """Return whether a card is about danger."""
        return self._red in seen.text

    def ends_soon(self, seen: SeenMessage) -> bool:
        """Return whether a card reminds of a case that will soon go on to the next."""
        return self._ends_soon in seen.text

    def is_to_read(self, seen: SeenMessage) -> bool:
        """Return whether a card is about something to read."""
        return any(words in seen.text for words in self._to_read)

    def number(self, words: str) -> str:
        """Return the number of the case that words are about, or "" when they name none."""
        found = self._number.search(words)
        return found[1] if found else ""

    def keep(self, words: str, until: datetime) -> None:
        """Remember that something will be done about a case by an instant (UTC)."""
        self._in_mind[self.number(words)] = until

    def forget(self, words: str) -> None:
        """Think no more of a case."""
        self._in_mind.pop(self.number(words), None)

    def has_in_mind(self, words: str, now: datetime) -> bool:
        """Return whether they mean to do something about a case yet (`now` in UTC)."""
        until = self._in_mind.get(self.number(words))
        return until is not None and now <= until


def row_of(seen: SeenMessage, label: str) -> str:
    """Return what names the case of a row of the list, by the label of its button."""
    number = label.split(" ", maxsplit=1)[0]
    found = (one for one in seen.text.splitlines() if one.startswith(f"{number}."))
    return next(found, label).partition(". ")[2].split("·")[1].strip()


def longest(wording: str) -> str:
    """Return the longest part of a wording that holds no placeholder."""
    parts = (literal for literal, *_ in Formatter().parse(wording))
    return max(parts, key=len).strip()
