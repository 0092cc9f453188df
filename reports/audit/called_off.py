"""An evening that is off: whoever was invited was told, by the robot or by their worker."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from domain.message import OutboxState
from reports.audit.facts import YouthFacts
from reports.audit.grounds import TICK, Grounds, Span
from reports.audit.kept_quiet import paused, red, stopped
from reports.audit.verdict import Breach, Promise
from storage.audited_cafes import CalledOffRow
from storage.audited_chats import SMS, MessageRow

_UNHEARD = frozenset({OutboxState.SKIPPED, OutboxState.REFUSED, OutboxState.UNKNOWN})
_LOST = frozenset({OutboxState.REFUSED, OutboxState.UNKNOWN})
_EXPECTED = frozenset({"yes", "maybe"})
_WITHDRAWN = "cancelled"  # an invitation that had not left when the evening was called off


def check(youth: YouthFacts, grounds: Grounds) -> Iterator[Breach]:
    """Yield the evenings that this youth was invited to, and nobody told them that they are off.

    Whom the robot may not write to hears of it only where they had said that they come or may
    come; who wants no calls of us is left alone. An evening ahead may still be told of.
    """
    for one in youth.called_off:
        if not grounds.covers(one.begins_at) or _is_told(youth, one) or _is_excused(youth, one):
            continue
        evidence = f"evening {one.cafe_id} is off, and nobody told them"
        yield Breach(
            at=one.begins_at,
            promise=Promise.CALLED_OFF,
            youth_id=youth.youth.id,
            evidence=evidence,
        )


def _is_told(youth: YouthFacts, one: CalledOffRow) -> bool:
    """Return whether a message left, or a duty stood; a lost SMS is the worker's to say."""
    name = f"cafe:{one.cafe_id}:off:{youth.youth.id}"
    duties = {task.dedupe for task in youth.tasks}
    return name in duties or any(
        row.state not in _LOST or (row.road == SMS and f"sms:{row.outbox_id}" in duties)
        for row in _named(youth, name)
    )


def _is_excused(youth: YouthFacts, one: CalledOffRow) -> bool:
    """Return whether they never heard of the evening, or may not be written to about it."""
    name = f"cafe:{one.cafe_id}:invite:{youth.youth.id}"
    rows = list(_named(youth, name))
    if rows and all(row.state in _UNHEARD for row in rows):
        return True
    if any(task.dedupe == name and task.outcome == _WITHDRAWN for task in youth.tasks):
        return True
    if one.answer in _EXPECTED and youth.youth.call_allowed is not False:
        return False
    return youth.youth.blocked_at is not None or any(
        _overlaps(span, one) for span in chain(stopped(youth), paused(youth), red(youth))
    )


def _overlaps(span: Span, one: CalledOffRow) -> bool:
    ends = span.ends or one.begins_at
    return span.begins <= one.begins_at + TICK and ends >= one.invited_at


def _named(youth: YouthFacts, name: str) -> Iterator[MessageRow]:
    return (row for row in youth.messages if row.dedupe == name)
