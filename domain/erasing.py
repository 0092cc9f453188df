"""When somebody may be erased, why, and what becomes of a case that still waits for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from domain.case import Case, CaseKind, CaseState, Level, Outcome

# What only asks after the next talk, or after answers by taps: it has no object any more. Every
# other case is about a word, a wish or a worry that a human has to see first.
_ENDS = frozenset({CaseKind.CONTACT_DUE, CaseKind.UNREACHABLE, CaseKind.UNREAD})


class WhyErased(StrEnum):
    """Why somebody is erased. A word of this list, so that the trail holds nothing personal."""

    ASKED = "asked"  # the young person asked for it
    PARENT = "parent"  # a parent or guardian asked for it
    MISTAKE = "mistake"  # should not have been taken in
    OVER = "over"  # there is no reason to keep it any more


class InTheWay(StrEnum):
    """Why somebody cannot be erased now."""

    ERASED = "erased"  # they were before
    RED = "red"  # a cry for help: safety outranks
    WAITS = "waits"  # a word, a wish or a worry that nobody has seen to
    LEAVING = "leaving"  # a message to them is on its way at this moment


@dataclass(frozen=True, slots=True)
class NotErased:
    """What stands in the way, and the numbers of the cases that do."""

    why: InTheWay
    numbers: tuple[int, ...] = ()


def cases_in_the_way(open_cases: Sequence[Case]) -> NotErased | None:
    """Return which open cases keep somebody from being erased, the red ones first, or None."""
    red = tuple(one.number for one in open_cases if one.level is Level.RED)
    if red:
        return NotErased(InTheWay.RED, red)
    waits = tuple(one.number for one in open_cases if one.kind not in _ENDS)
    return NotErased(InTheWay.WAITS, waits) if waits else None


def ended_by_erasure(case: Case, now: datetime) -> Case:
    """Return a case as it ends because the one it is about is erased at `now` (UTC)."""
    return replace(
        case,
        state=CaseState.CLOSED,
        outcome=Outcome.ERASED,
        closed_at=case.closed_at or now,
        escalate_at=None,
        try_again_at=None,
        next_at=None,
        ends_at=None,
        warn_at=None,
        ask_at=None,
    )
