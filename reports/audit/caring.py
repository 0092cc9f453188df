"""Caring messages ask nothing, make no sound, and are never counted as missed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from domain.checkin import CheckInState
from domain.message import Purpose
from domain.plan import ContactKind
from domain.task import TaskKind
from reports.audit.facts import Delivery, YouthFacts
from reports.audit.grounds import Grounds
from reports.audit.verdict import Breach, Promise
from storage.audited_chats import SMS

_UNANSWERED = 2


def check(youth: YouthFacts, grounds: Grounds) -> Iterator[Breach]:
    """Yield caring messages that ask for something, and whatever counts one as missed."""
    for one in youth.deliveries:
        if grounds.covers(one.sent.at) and (why := _asks(one)):
            number = one.row.outbox_id if one.row else 0
            evidence = f"outbox {number}, message {one.sent.message_id}: {why}"
            yield _breach(youth, one.sent.at, evidence)
    for checkin in youth.checkins.values():
        if checkin.kind == ContactKind.CARING and grounds.covers(checkin.opened_at):
            evidence = f"check-in {checkin.checkin_id} makes a question of a caring message"
            yield _breach(youth, checkin.opened_at, evidence)
    yield from _called_silent(youth, grounds)


def _breach(youth: YouthFacts, at: datetime, evidence: str) -> Breach:
    return Breach(at=at, promise=Promise.CARING, youth_id=youth.youth.id, evidence=evidence)


def _asks(one: Delivery) -> str | None:
    if one.row is None or one.row.purpose != Purpose.CARING or one.sent.edited:
        return None
    if one.sent.buttons:
        return "a caring message with buttons"
    if not one.sent.silent and one.row.road != SMS:
        return "a caring message that made a sound"
    tied = one.row.checkin_id is not None or one.row.case_file_id is not None
    return "a caring message that counts as a question or in a case" if tied else None


def _called_silent(youth: YouthFacts, grounds: Grounds) -> Iterator[Breach]:
    """Yield a silence that was declared with fewer than two questions that ran out."""
    for task in youth.tasks:
        if task.kind != TaskKind.TRY_YOURSELF or not grounds.covers(task.created_at):
            continue
        ran_out = [
            one
            for one in youth.checkins.values()
            if one.kind == ContactKind.CHECKIN
            and one.state == CheckInState.EXPIRED
            and one.expires_at <= task.created_at
            and not youth.heard_between(one.opened_at, one.expires_at)
        ]
        if len(ran_out) < _UNANSWERED:
            evidence = f"called silent (task {task.task_id}) after {len(ran_out)} questions"
            yield _breach(youth, task.created_at, evidence)
