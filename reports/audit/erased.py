"""Of whoever was erased nothing is kept or open, nothing is sent to them, and a human decided."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from domain.people import NO_NAME, Youth
from reports.audit.facts import YouthFacts
from reports.audit.grounds import Grounds
from reports.audit.verdict import Breach, Promise
from storage.audited import TrailRow

# As the trail has it: by a human, or again where a backup of the data brought somebody back.
_ERASE, _AGAIN = "erase", "erase_again"
_HUMAN = frozenset({"cli", "staff"})


def check(youth: YouthFacts, grounds: Grounds) -> Iterator[Breach]:
    """Yield what is wrong about somebody who was erased; no other promise is looked at."""
    said = [line for line in youth.trail if _says(line)]
    if not said:
        yield _breach(youth, grounds.until, "is erased, and no human ever said so")
        return
    erased_at = said[-1].at
    for row in youth.messages:
        if row.sent_at is not None and row.sent_at > erased_at and grounds.covers(row.sent_at):
            late = f"outbox {row.outbox_id} ({row.wording}) was sent after they were erased"
            yield _breach(youth, row.sent_at, late)
    for left in _left(youth):
        yield _breach(youth, grounds.until, f"is erased, and {left}")


def _says(line: TrailRow) -> bool:
    human = line.actor.partition(":")[0] in _HUMAN
    return line.action == _AGAIN or (line.action == _ERASE and human)


def _left(youth: YouthFacts) -> Iterator[str]:
    if _is_somebody(youth.youth):
        yield "their row still says who they were"
    if youth.replies or youth.checkins or youth.agreed_at is not None:
        yield f"{len(youth.replies)} replies and {len(youth.checkins)} check-ins are kept"
    yield from _open(youth)


def _open(youth: YouthFacts) -> Iterator[str]:
    if any(plan.due_at is not None for plan in youth.plans):
        yield "a contact is planned"
    for case in youth.cases:
        if case.closed_at is None:
            yield f"case {case.number} is open"
    if any(task.due_at is not None for task in youth.tasks):
        yield "somebody has a duty about them"
    for row in youth.messages:
        if row.state == "queued":
            yield f"outbox {row.outbox_id} waits to be sent"


def _is_somebody(youth: Youth) -> bool:
    return youth.name != NO_NAME or youth.chat_id is not None or youth.phone is not None


def _breach(youth: YouthFacts, at: datetime, why: str) -> Breach:
    return Breach(at=at, promise=Promise.ERASED, youth_id=youth.youth.id, evidence=why)
