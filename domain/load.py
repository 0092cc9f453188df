"""How much is too much: five messages a week, one check-in and one other a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from domain.plan import ContactKind
from domain.wall import to_wall

MOST_A_WEEK = 5
FIVE_A_WEEK = "five a week"
ONE_A_DAY = "one a day"
# How many occurrences are looked back upon: what was longer ago weighs nothing.
LOOK_BACK = 60


@dataclass(frozen=True, slots=True)
class Turn:
    """What became of an occurrence: `reason` says why it did not come, `key` which contact's."""

    kind: ContactKind
    due_at: datetime
    reason: str | None = None
    asked: tuple[str, ...] = ()
    key: str = ""


@dataclass(frozen=True, slots=True)
class Begun:
    """A message that the bot began, or is about to (UTC). A reminder has no kind."""

    at: datetime
    kind: ContactKind | None


@dataclass(frozen=True, slots=True)
class Before:
    """What came before: the occurrences so far, oldest first, and the messages begun."""

    turns: tuple[Turn, ...] = ()
    begun: tuple[Begun, ...] = ()

    def and_then(self, turn: Turn, begun: Begun | None) -> Before:
        """Return what came before the next prompt."""
        turns = (*self.turns, turn)[-LOOK_BACK:]
        return replace(self, turns=turns, begun=(*self.begun, *([begun] if begun else ())))

    def without(self, messages: Sequence[Begun | None]) -> Before:
        """Return what came before if these messages had not been begun."""
        begun = list(self.begun)
        for one in messages:
            if one is not None and one in begun:
                begun.remove(one)
        return replace(self, begun=tuple(begun))

    def left_one_out(self, since: datetime, due_at: datetime, reason: str) -> bool:
        """Return whether the check-in before this one was left out for that reason.

        What was left out for another reason is not counted, and neither is what came before
        `since` (UTC).
        """
        for turn in reversed(self.turns):
            if turn.kind is not ContactKind.CHECKIN or turn.due_at >= due_at:
                continue
            if turn.due_at < since:
                return False
            if turn.reason is None or turn.reason == reason:
                return turn.reason == reason
        return False


def no_room(
    begun: Sequence[Begun], kind: ContactKind | None, at: datetime, zone: str
) -> str | None:
    """Return why one more message at `at` would be too much for the youth, or None.

    Days and ISO weeks are those of the youth's own zone. A reminder (`kind` None) counts in the
    week only.
    """
    day = to_wall(at, zone).date()
    days = [(to_wall(one.at, zone).date(), one.kind) for one in begun]
    week = [one for one, _ in days if one.isocalendar()[:2] == day.isocalendar()[:2]]
    if len(week) >= MOST_A_WEEK:
        return FIVE_A_WEEK
    is_checkin = kind is ContactKind.CHECKIN
    same = [
        other
        for one, other in days
        if one == day and other is not None and (other is ContactKind.CHECKIN) is is_checkin
    ]
    return ONE_A_DAY if same and kind is not None else None
