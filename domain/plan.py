"""A programme: what is sent when, what counts as late, and who is told in which order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time, timedelta
from enum import StrEnum
from typing import Literal

from domain.question import Question, Wording

LadderRung = Literal["mentor", "cover", "coordinator"]


class ContactKind(StrEnum):
    """What kind of contact the bot begins."""

    CHECKIN = "checkin"
    CAFE = "cafe"


class LateRule(StrEnum):
    """What happens to a prompt that could not go out at its time."""

    SEND = "send"  # still worth sending within its window
    SKIP = "skip"  # recorded as skipped with the reason


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedContact:
    """A recurring prompt.

    `rule` is an RFC 5545 rule in local wall time (for example `FREQ=WEEKLY;BYDAY=TU`), `at` the
    local time. `late_after` is how long after its time it may still go out; `remind_after` and
    `window` count from the moment it was sent. A café names when it begins (`event_after`, from
    the prompt).
    """

    key: str
    kind: ContactKind
    rule: str
    at: time
    questions: tuple[Question, ...]
    opening: Wording  # stands before the first question; may use {navn}, {hvornaar}
    late: LateRule
    late_after: timedelta
    remind_after: timedelta | None
    window: timedelta
    event_after: timedelta | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Waits:
    """How long a case waits. Yellow counts staffed hours and working days, red counts minutes.

    Every wait is longer than nothing, so that a case always moves on and never at once, and
    `red_repeat_later` is no shorter than `red_repeat`; anything else raises `ValueError`.
    """

    yellow_cover_after: timedelta  # staffed time until the cover is told
    yellow_coordinator_working_days: int
    yellow_outcome_working_days: int
    red_step: timedelta
    red_outcome: timedelta
    red_repeat: timedelta
    red_repeat_later: timedelta  # once everybody has been told often enough to have seen it

    def __post_init__(self) -> None:
        """Refuse waits that would not wait."""
        for name in self.__slots__:
            if getattr(self, name) <= type(getattr(self, name))():
                raise ValueError(f"Wait {name} must be longer than nothing.")
        if self.red_repeat_later < self.red_repeat:
            raise ValueError("Wait red_repeat_later must not be shorter than red_repeat.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """One version of a programme as it was read from its file."""

    key: str
    title: Wording
    contact_interval_days: int
    contacts: tuple[PlannedContact, ...]
    ladder: tuple[LadderRung, ...]
    waits: Waits
    word_working_days: int  # an unanswered word must be read within this many working days
    text: str = ""  # the file itself, kept word for word

    def contact(self, key: str) -> PlannedContact:
        """Return the planned contact with that key; raises `KeyError` when there is none."""
        found = self.find(key)
        if found is None:
            raise KeyError(key)
        return found

    def find(self, key: str) -> PlannedContact | None:
        """Return the planned contact with that key, or None."""
        return next((contact for contact in self.contacts if contact.key == key), None)
