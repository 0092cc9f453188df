"""Whoever a red case comes to hears of it: a concern of the night, and a new worker."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from domain.case import Case, CaseKind
from reports.audit.crisis import AT_ONCE, is_here
from reports.audit.facts import YouthFacts
from reports.audit.grounds import TICK, Grounds, Span
from reports.audit.verdict import Breach, Promise
from storage.audited import EventRow

_IN_HANDS = frozenset({"taken", "closed"})
_MOVED = frozenset({"climbed", "given", "red_again"})


def check(
    youth: YouthFacts, grounds: Grounds, away: dict[int, tuple[Span, ...]]
) -> Iterator[Breach]:
    """Yield the cries of which the one who has the youth did not hear by the opening.

    That is asked where the youth said that it was not meant so, and nobody had taken it; and where
    the youth got another worker while the case was open.
    """
    for case in youth.cases:
        if case.kind is not CaseKind.CRISIS or not grounds.covers(case.opened_at):
            continue
        story = youth.events.get(case.id, ())
        for at, whom in _comes_to(youth, case, story):
            opens = grounds.site.next_staffed(at)
            by = grounds.by(opens + AT_ONCE + TICK, since=at)
            if by >= grounds.until or _is_settled(story, at, by):
                continue
            here = [one for one in whom if _can_hear(grounds, one, at, by, away)]
            if here and not _told(youth, case, by) & set(here):
                evidence = f"case {case.number}: staff {here[0]} not told by the opening"
                yield Breach(
                    at=at, promise=Promise.ALARM, youth_id=youth.youth.id, evidence=evidence
                )


def _comes_to(
    youth: YouthFacts, case: Case, story: Sequence[EventRow]
) -> Iterator[tuple[datetime, Sequence[int]]]:
    """Yield when the case came to somebody, and to whom: one of them is to have heard of it."""
    person = youth.youth
    for event in story:
        if event.what == "card_answer" and event.detail.get("answer") == "mistake":
            if not _is_taken(story, event.at):
                yield event.at, (case.ladder[0], person.mentor_id, person.cover_id)
        elif event.what == "new_worker" and isinstance(to := event.detail.get("to"), int):
            yield event.at, (to,)


def _is_taken(story: Sequence[EventRow], at: datetime) -> bool:
    moves = [one.what for one in story if one.at <= at and one.what in _IN_HANDS | _MOVED]
    return bool(moves) and moves[-1] in _IN_HANDS


def _is_settled(story: Sequence[EventRow], at: datetime, by: datetime) -> bool:
    """Return whether it was taken, closed or told anew before the time had come."""
    moves = _IN_HANDS | _MOVED
    return any(at < event.at <= by and event.what in moves for event in story)


def _can_hear(
    grounds: Grounds,
    staff_id: int,
    at: datetime,
    by: datetime,
    away: dict[int, tuple[Span, ...]],
) -> bool:
    person = grounds.staff.get(staff_id)
    return person is not None and all(is_here(person, one, away) for one in (at, by))


def _told(youth: YouthFacts, case: Case, by: datetime) -> set[int | None]:
    deliveries = youth.told.get(case.id, ())
    return {one.row.staff_id for one in deliveries if one.row is not None and one.sent.at <= by}
