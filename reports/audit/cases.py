"""Every case ended in an outcome by a human, or is climbing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from domain.case import Case, CaseState, Level
from domain.escalation import outcomes
from reports.audit.facts import Delivery
from reports.audit.grounds import Grounds
from reports.audit.rungs import unheard
from reports.audit.verdict import Breach, Promise
from reports.audit.waits import lay_still
from storage.audited import EventRow

_SLACK = timedelta(minutes=3)  # a tick comes a little after its time
_LATE = timedelta(minutes=10)


def check(
    cases: Sequence[Case],
    events: Mapping[int, Sequence[EventRow]],
    told: Mapping[int, Sequence[Delivery]],
    grounds: Grounds,
) -> Iterator[Breach]:
    """Yield the cases that ended in nothing, stand still, or have nobody."""
    for case in cases:
        story = events.get(case.id, ())
        if why := _what_is_wrong(case, grounds):
            yield _breach(case, case.closed_at or case.opened_at, Promise.CASE, why)
        for at, why in _stood_still(case, story, grounds):
            yield _breach(case, at, Promise.CASE, why)
        for at, why in unheard(case, story, told.get(case.id, ()), grounds):
            yield _breach(case, at, Promise.CASE, why)
        for at in _tried_alone(case, story):
            if grounds.covers(at):
                yield _breach(case, at, Promise.CASE, "not reached, and nobody else was told")
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
    for since, limit, moved in lay_still(case, story, grounds):
        if grounds.covers(moved) and grounds.by(limit + _SLACK, since=since) < moved:
            span = f"from {since:%Y-%m-%d %H:%M} to {moved:%Y-%m-%d %H:%M} UTC"
            yield since, f"lay still {span}, and waits until {limit:%Y-%m-%d %H:%M}"


def _is_red(case: Case, story: Sequence[EventRow], at: datetime) -> bool:
    """Return whether a case was red at an instant.

    What it was before it became red again is not asked: it may have been a concern.
    """
    return case.level is Level.RED and _again_at(case, story) < at


def _is_danger(case: Case, story: Sequence[EventRow], at: datetime) -> bool:
    """Return whether a case was red at an instant, and nobody had talked with the youth."""
    since = _again_at(case, story)
    talked = (event.at for event in story if event.what == "talked" and event.at < at)
    return _is_red(case, story, at) and not any(talk > since for talk in talked)


def _again_at(case: Case, story: Sequence[EventRow]) -> datetime:
    """Return when a case became red for the last time."""
    again = [event.at for event in story if event.what == "red_again"]
    return max(again, default=case.opened_at - _SLACK)


def _tried_alone(case: Case, story: Sequence[EventRow]) -> Iterator[datetime]:
    """Yield the tries that found nobody in danger, and of which nobody else was to hear."""
    told = {event.at for event in story if event.what == "tried_told"}
    for event in story:
        tried = event.what == "not_reached" and event.at not in told
        if tried and _is_danger(case, story, event.at):
            yield event.at


def _closed_by_nobody(case: Case, story: Sequence[EventRow]) -> Iterator[Breach]:
    for event in story:
        if event.what == "closed" and not event.actor.startswith("staff:"):
            why = f"closed by {event.actor}, which is no human"
            yield _breach(case, event.at, Promise.NOT_DROPPED, why)
