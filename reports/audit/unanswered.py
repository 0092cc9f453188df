"""Never three unanswered questions in a row."""

from __future__ import annotations

from collections.abc import Iterator

from domain.checkin import CheckInState
from domain.message import Purpose
from domain.plan import ContactKind
from reports.audit.facts import Delivery, YouthFacts
from reports.audit.grounds import Grounds
from reports.audit.verdict import Breach, Promise

MOST = 2


def check(youth: YouthFacts, grounds: Grounds) -> Iterator[Breach]:
    """Yield each question that came on top of two to which nothing came.

    A sign of life of any kind ends the row. What was taken back by a pause and the like was no
    question any more, and an invitation to an evening is none.
    """
    row: list[Delivery] = []
    for one in youth.deliveries:
        if not _is_question(youth, one):
            continue
        if row and _was_heard(youth, row, one):
            row = []
        row.append(one)
        if len(row) > MOST and grounds.covers(one.sent.at):
            numbers = ", ".join(str(each.sent.message_id) for each in row)
            yield Breach(
                at=one.sent.at,
                promise=Promise.UNANSWERED,
                youth_id=youth.youth.id,
                evidence=f"{len(row)} questions and no sign of life: messages {numbers}",
            )


def _was_heard(youth: YouthFacts, row: list[Delivery], one: Delivery) -> bool:
    """Return whether anything came since the last question; where that is not known, since any."""
    since = row[-1] if youth.heard_all else row[0]
    return youth.heard_between(since.sent.at, one.sent.at) or (
        not youth.heard_all and youth.heard_next(since.sent.at) is not None
    )


def _is_question(youth: YouthFacts, one: Delivery) -> bool:
    if one.row is None or one.sent.edited or one.row.purpose != Purpose.CHECKIN:
        return False
    checkin = youth.checkins.get(one.row.checkin_id or 0)
    if checkin is None or checkin.kind != ContactKind.CHECKIN:
        return False
    return checkin.state != CheckInState.CANCELLED
