"""Every active youth has a next contact with an owner, and nobody is closed for silence."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from domain.case import Case, CaseKind
from domain.people import YouthStatus
from reports.audit.facts import YouthFacts
from reports.audit.grounds import Grounds, Span
from reports.audit.owed import is_with_us, next_due, owed, with_us
from reports.audit.verdict import Breach, Promise
from storage.audited import TrailRow
from storage.cases import CONTACT_TOO

# A human is on their way already while one of these is open.
_COVERS = frozenset({CaseKind.CONTACT_DUE, CaseKind.UNREACHABLE, CaseKind.CRISIS})
# Who was erased is looked at apart (reports/audit/erased.py).
_OVER = frozenset({YouthStatus.STOPPED, YouthStatus.DECLINED, YouthStatus.ENDED})
_SAYS = {
    YouthStatus.STOPPED: frozenset({"stop"}),
    YouthStatus.DECLINED: frozenset({"decline", "stop"}),
    YouthStatus.ENDED: frozenset({"end"}),
}


_LATE = timedelta(minutes=10)


def check(youth: YouthFacts, grounds: Grounds) -> Iterator[Breach]:
    """Yield whom nobody called in time or calls next, and who is gone unsaid.

    At every instant at which contact was due, a case that a human has stood open.
    """
    for span in owed(youth, grounds):
        for gap in _nobody_asked(youth, span, grounds):
            why = f"contact was due {span.begins:%Y-%m-%d %H:%M} UTC, and no case stood {_of(gap)}"
            yield _breach(youth, gap.begins, Promise.NEXT_CONTACT, why)
    why_not = _nobody_calls(youth, grounds) if is_with_us(youth) else None
    if why_not is not None:
        yield _breach(youth, grounds.until, Promise.NEXT_CONTACT, why_not)
    if (why_lost := _asked_anew(youth, grounds)) is not None:
        yield _breach(youth, grounds.until, Promise.NOT_DROPPED, why_lost)
    if youth.youth.status in _OVER and not _was_said(youth):
        why = f"is {youth.youth.status.value}, and no human ever said so"
        yield _breach(youth, grounds.until, Promise.NOT_DROPPED, why)


def _breach(youth: YouthFacts, at: datetime, promise: Promise, why: str) -> Breach:
    return Breach(at=at, promise=promise, youth_id=youth.youth.id, evidence=why)


def _nobody_asked(youth: YouthFacts, due: Span, grounds: Grounds) -> Iterator[Span]:
    """Yield the times in which contact was due and no case asked anybody for it."""
    at, ends = max(due.begins, grounds.since), due.ends or grounds.until
    stood = sorted((one.opened_at, one.closed_at) for one in youth.cases if covers(youth, one))
    for begins, over in [*stood, (ends, ends)]:
        until = min(begins, ends)
        if until > at and grounds.by(at + _LATE, since=at) < until:
            yield Span(at, until)
        at = max(at, over or ends)


def _of(gap: Span) -> str:
    ends = f"{gap.ends:%Y-%m-%d %H:%M}" if gap.ends is not None else "now"
    return f"from {gap.begins:%Y-%m-%d %H:%M} to {ends}"


def _nobody_calls(youth: YouthFacts, grounds: Grounds) -> str | None:
    person = youth.youth
    covering = [case for case in youth.cases if case.closed_at is None and covers(youth, case)]
    if covering:
        owned = any(one in grounds.staff for case in covering for one in case.ladder)
        return None if owned else f"case {covering[0].number} has no owner"
    if person.mentor_id not in grounds.staff:
        return "has no worker who is still here"
    due = next_due(youth, grounds)
    if due is None or person.reassess_at is None:
        return "has no next contact, and no case is open"
    if person.reassess_at > due:
        return f"contact is due {due:%Y-%m-%d %H:%M} UTC and looked at only later"
    return None


def covers(youth: YouthFacts, case: Case) -> bool:
    """Return whether a case stands for the contact that is due.

    A case of points that was about the same silence before keeps it, which its story says.
    """
    story = (line.what for line in youth.events.get(case.id, ()))
    return case.kind in _COVERS or CONTACT_TOO in story


def _was_said(youth: YouthFacts) -> bool:
    return any(
        line.action in _SAYS[youth.youth.status] and _is_human(line) for line in youth.trail
    )


def _asked_anew(youth: YouthFacts, grounds: Grounds) -> str | None:
    """Return that somebody who was with us is nobody's, since they mended their age; or None.

    Until a human has closed the case about it, one looks after them.
    """
    cases = [one for one in youth.cases if one.kind is CaseKind.UNDERAGE]
    if youth.youth.status is not YouthStatus.ASKED or any(one.closed_at is None for one in cases):
        return None
    young = [line.at for line in youth.trail if line.action == "underage"]
    if not any(span.ends in young for span in with_us(youth, grounds)):
        return None
    return "was with us, is asked for their age anew, and nobody is promised to them"


def _is_human(line: TrailRow) -> bool:
    return line.actor.partition(":")[0] in {"youth", "staff", "cli"}
