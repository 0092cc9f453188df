"""Every case ended in an outcome by a human, or is climbing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from domain.case import Case, CaseState, Level
from domain.escalation import outcomes
from reports.audit.grounds import TICK, Grounds
from reports.audit.verdict import Breach, Promise
from storage.audited import EventRow

# What moves a case or shows that somebody has it; a case does not lie still for longer than this.
_RED_STILL = timedelta(minutes=61)
_YELLOW_STILL = 3  # working days
_DAYS = timedelta(days=_YELLOW_STILL)
_TAKEN_STILL = 6  # working days, with the longest wait that a taker may choose
_MOVES = frozenset({"opened", "climbed", "taken", "not_reached", "try_again", "closed", "given"})
_LATE = timedelta(minutes=10)


def check(
    cases: Sequence[Case], events: Mapping[int, Sequence[EventRow]], grounds: Grounds
) -> Iterator[Breach]:
    """Yield the cases that ended in nothing, stand still, or have nobody."""
    for case in cases:
        story = events.get(case.id, ())
        if why := _what_is_wrong(case, grounds):
            yield _breach(case, case.closed_at or case.opened_at, Promise.CASE, why)
        for at, why in _stood_still(case, story, grounds):
            yield _breach(case, at, Promise.CASE, why)
        yield from _closed_by_nobody(case, story)


def _breach(case: Case, at: datetime, promise: Promise, why: str) -> Breach:
    evidence = f"case {case.number} ({case.kind.value}): {why}"
    return Breach(at=at, promise=promise, youth_id=case.youth_id, evidence=evidence)


def _what_is_wrong(case: Case, grounds: Grounds) -> str | None:
    if case.closed_at is not None or case.state is CaseState.CLOSED:
        if case.outcome is None or case.closed_at is None:
            return "closed without an outcome"
        fits = case.outcome in outcomes(case.kind)
        return None if fits else f"cannot end by {case.outcome.value}"
    if case.escalate_at is None:
        return "open, and nothing moves it on"
    if grounds.is_over(case.escalate_at + _LATE, since=case.escalate_at):
        return f"should have moved on at {case.escalate_at:%Y-%m-%d %H:%M} UTC"
    nobody = not any(one in grounds.staff for one in case.ladder)
    return "open, and nobody is on its ladder" if nobody else None


def _stood_still(
    case: Case, story: Sequence[EventRow], grounds: Grounds
) -> Iterator[tuple[datetime, str]]:
    """Yield the times in which nothing happened to the case for longer than its waits allow."""
    moves = [(event.at, event.what) for event in story if event.what in _MOVES]
    for (at, what), (after, _) in pairwise(moves):
        if after - at <= _RED_STILL:  # no wait is shorter
            continue
        limit = _still_until(case, at, what, after, grounds)
        if grounds.covers(after) and grounds.by(limit + TICK, since=at) < after:
            yield at, f"lay still from {at:%Y-%m-%d %H:%M} to {after:%Y-%m-%d %H:%M} UTC"


def _still_until(
    case: Case, at: datetime, what: str, after: datetime, grounds: Grounds
) -> datetime:
    moves_itself = what in {"opened", "climbed", "given"}
    if case.level is Level.YELLOW and after - at <= _DAYS:
        return after  # so many working days are as many days at least
    if case.level is Level.RED and moves_itself:
        return at + _RED_STILL
    days = _YELLOW_STILL if moves_itself else _TAKEN_STILL
    return grounds.site.add_working_days(at, days)


def _closed_by_nobody(case: Case, story: Sequence[EventRow]) -> Iterator[Breach]:
    for event in story:
        if event.what == "closed" and not event.actor.startswith("staff:"):
            why = f"closed by {event.actor}, which is no human"
            yield _breach(case, event.at, Promise.NOT_DROPPED, why)
