"""Who is invited to a café evening, and why not.

The laws: nobody with a reason to be left out is invited, and never both of two who must not meet.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.cafe import Rsvp
from domain.people import Youth, YouthStatus
from domain.wall import to_wall


class LeftOut(StrEnum):
    """Why somebody of the cohort gets no invitation."""

    STOPPED = "stopped"
    RED = "red"
    BLOCKED = "blocked"
    PAUSED = "paused"
    TOPIC = "topic"  # has stopped the topic by /emner
    QUIET = "quiet"  # in quiet mode, and has had this week's soft line
    APART = "apart"  # somebody they must not meet is invited; their turn is next
    LATE = "late"  # there was no time left to come
    FULL = "full"  # the day or the week has as many messages as it may
    HALTED = "halted"  # the coordinator stopped the sending
    UNSENT = "unsent"  # a talk, a pause or a cry for help came before it left


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """What a youth's earlier evenings say, and what they have chosen."""

    soft_at: datetime | None = None  # the latest soft line
    gave_way: bool = False  # was left out last time for somebody they must not meet
    came_last: bool = False
    topic_off: bool = False  # what they agreed, and not an evening


@dataclass(frozen=True, slots=True)
class Guest:
    """A youth of the cohort with what is known of the evenings before."""

    youth: Youth
    before: Before = Before()


Pairs = Collection[tuple[int, int]]


def is_listed(youth: Youth) -> bool:
    """Return whether a youth belongs to the cohort's list at all: has said yes at some time."""
    return youth.status in {YouthStatus.ACTIVE, YouthStatus.STOPPED}


def audience(
    guests: Sequence[Guest],
    pairs: Pairs,
    now: datetime,
    *,
    invited: Collection[int] = (),
) -> Mapping[int, LeftOut | None]:
    """Return for everybody on the list why they are left out, or None for who is invited.

    Of two who must not meet, one is invited: whoever is invited already keeps the place, then the
    one who gave way last time (nobody gives way twice in a row), then the one who came last time,
    then the one who has been with us longest. The other's turn is the next evening.
    """
    chosen: dict[int, LeftOut | None] = {}
    coming = set(invited)
    for guest in sorted(guests, key=lambda one: _turn(one, coming)):
        youth = guest.youth
        reason = why_not(youth, guest.before, now)
        if reason is None and meets(youth.id, pairs) & coming:
            reason = LeftOut.APART
        if reason is None:
            coming.add(youth.id)
        chosen[youth.id] = reason
    return chosen


def stands_first(guest: Guest, others: Sequence[Guest], *, invited: Collection[int] = ()) -> bool:
    """Return whether nobody of these, whom they must not meet, has the turn before them.

    Whatever holds the others back today: by the hour of the invitations it may have ended.
    """
    if {one.youth.id for one in others} & set(invited):
        return False
    return all(_turn(guest, invited) < _turn(one, invited) for one in others)


def why_not(youth: Youth, before: Before, now: datetime) -> LeftOut | None:
    """Return the youth's own reason to be left out, or None."""
    if youth.status is not YouthStatus.ACTIVE:
        return LeftOut.STOPPED
    if youth.held_at is not None:
        return LeftOut.RED
    if youth.blocked_at is not None:
        return LeftOut.BLOCKED
    if youth.is_paused(now):
        return LeftOut.PAUSED
    if before.topic_off:
        return LeftOut.TOPIC
    if youth.quieted_at is not None and _same_week(before.soft_at, now, youth.zone):
        return LeftOut.QUIET
    return None


def may_hear(youth: Youth, now: datetime) -> bool:
    """Return whether news of an evening may go out to a youth who is invited."""
    return why_not(youth, Before(), now) is None


def meets(youth_id: int, pairs: Pairs) -> set[int]:
    """Return whom a youth must not meet by our doing."""
    return {b if a == youth_id else a for a, b in pairs if youth_id in (a, b)}


def _turn(guest: Guest, coming: Collection[int]) -> tuple[bool, bool, bool, int]:
    before = guest.before
    return (
        guest.youth.id not in coming,
        not before.gave_way,
        not before.came_last,
        guest.youth.id,
    )


def _same_week(earlier: datetime | None, now: datetime, zone: str) -> bool:
    if earlier is None:
        return False
    return to_wall(earlier, zone).isocalendar()[:2] == to_wall(now, zone).isocalendar()[:2]


def kept_apart(youth_ids: Sequence[int], pairs: Pairs) -> list[int]:
    """Return the ids in their order, without whoever must not meet one before them."""
    kept: list[int] = []
    for youth_id in youth_ids:
        if not meets(youth_id, pairs) & set(kept):
            kept.append(youth_id)
    return kept


def who_is_told(rows: Sequence[Rsvp], pairs: Pairs, *, first: Sequence[int] = ()) -> list[Rsvp]:
    """Return who is reminded and told of changes: who said yes or maybe, never both of a pair.

    `first` are those who are expected at another evening of that day, which goes before this one.
    """
    expected = {one.youth_id: one for one in rows if one.is_expected}
    kept = kept_apart(list(dict.fromkeys([*first, *expected])), pairs)
    return [expected[youth_id] for youth_id in kept if youth_id in expected]
