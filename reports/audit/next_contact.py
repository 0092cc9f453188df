"""Every active youth has a next contact with an owner, and nobody is closed for silence."""

from __future__ import annotations

from collections.abc import Iterator

from domain.case import CaseKind
from domain.clocks import contact_due_at, is_watched
from domain.people import YouthStatus
from reports.audit.facts import YouthFacts
from reports.audit.grounds import Grounds
from reports.audit.verdict import Breach, Promise
from storage.audited import TrailRow

# A human is on their way already while one of these is open.
_COVERS = frozenset({CaseKind.CONTACT_DUE, CaseKind.UNREACHABLE, CaseKind.CRISIS})
_OVER = frozenset({YouthStatus.STOPPED, YouthStatus.DECLINED, YouthStatus.ENDED})
_SAYS = {
    YouthStatus.STOPPED: frozenset({"stop"}),
    YouthStatus.DECLINED: frozenset({"decline", "stop"}),
    YouthStatus.ENDED: frozenset({"end"}),
}


def check(youth: YouthFacts, grounds: Grounds) -> Iterator[Breach]:
    """Yield whom nobody calls next, and who is gone without anybody having said so."""
    why = _nobody_calls(youth, grounds) if is_watched(youth.youth) else None
    if why is not None:
        yield _breach(youth, grounds, Promise.NEXT_CONTACT, why)
    if youth.youth.status in _OVER and not _was_said(youth):
        why = f"is {youth.youth.status.value}, and no human ever said so"
        yield _breach(youth, grounds, Promise.NOT_DROPPED, why)


def _breach(youth: YouthFacts, grounds: Grounds, promise: Promise, why: str) -> Breach:
    return Breach(at=grounds.until, promise=promise, youth_id=youth.youth.id, evidence=why)


def _nobody_calls(youth: YouthFacts, grounds: Grounds) -> str | None:
    person = youth.youth
    covering = [case for case in youth.cases if case.kind in _COVERS and case.closed_at is None]
    if covering:
        owned = any(one in grounds.staff for case in covering for one in case.ladder)
        return None if owned else f"case {covering[0].number} has no owner"
    if person.mentor_id not in grounds.staff:
        return "has no worker who is still here"
    due = contact_due_at(person, grounds.site)
    if due is None or person.reassess_at is None:
        return "has no next contact, and no case is open"
    if grounds.is_over(due, since=due) and grounds.is_over(person.reassess_at, since=due):
        return f"contact was due {due:%Y-%m-%d %H:%M} UTC, and no case is open"
    if person.reassess_at > due:
        return f"contact is due {due:%Y-%m-%d %H:%M} UTC and looked at only later"
    return None


def _was_said(youth: YouthFacts) -> bool:
    return any(
        line.action in _SAYS[youth.youth.status] and _is_human(line) for line in youth.trail
    )


def _is_human(line: TrailRow) -> bool:
    return line.actor.partition(":")[0] in {"youth", "staff", "cli"}
