"""Nothing twice for one occurrence: one question, one reminder, one caring message."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date

from domain.message import BEGINS, Purpose
from domain.wall import to_wall
from reports.audit.facts import Delivery, YouthFacts
from reports.audit.grounds import Grounds
from reports.audit.verdict import Breach, Promise

_ONCE = BEGINS | {Purpose.LATER}


_OF_A_DAY = re.compile(r"\.day_\d+$")
_INVITES = re.compile(r"(cafe:\d+:invite):")


def check(youth: YouthFacts, grounds: Grounds) -> Iterator[Breach]:
    """Yield what stands twice in the chat, and what was decided twice for one day."""
    rows: Counter[int] = Counter()
    questions: Counter[tuple[int, str]] = Counter()
    yield from _invited_twice(youth, grounds)
    yield from _greeted_twice(youth, grounds)
    for one in youth.deliveries:
        if one.row is None or one.sent.edited or one.row.purpose not in _ONCE:
            continue
        rows[one.row.outbox_id] += 1
        if rows[one.row.outbox_id] > 1:
            yield from _breach(youth, one, grounds, f"arrived {rows[one.row.outbox_id]} times")
        elif (again := _again(one, questions)) is not None:
            yield from _breach(youth, one, grounds, again)
    yield from _decided_twice(youth, grounds)


def _again(one: Delivery, questions: Counter[tuple[int, str]]) -> str | None:
    row = one.row
    if row is None or row.checkin_id is None or row.purpose == Purpose.LATER:
        return None  # whoever asked for *later* may do so again
    if ":part" in row.dedupe:  # what is too long for one message
        return None
    questions[row.checkin_id, row.purpose] += 1
    many = questions[row.checkin_id, row.purpose]
    return f"{row.purpose} number {many} of check-in {row.checkin_id}" if many > 1 else None


def _invited_twice(youth: YouthFacts, grounds: Grounds) -> Iterator[Breach]:
    """Nobody is invited twice to one evening, on whatever day and under whatever name."""
    evenings: Counter[str] = Counter()
    for one in youth.deliveries:
        named = _INVITES.match(one.row.dedupe) if one.row and not one.sent.edited else None
        if named is None:
            continue
        evenings[named[1]] += 1
        if evenings[named[1]] > 1:
            yield from _breach(youth, one, grounds, f"{named[1]} again")


def _greeted_twice(youth: YouthFacts, grounds: Grounds) -> Iterator[Breach]:
    """Nobody gets the greeting of one day of the plan twice, on whatever days."""
    days: Counter[str] = Counter()
    for one in youth.deliveries:
        row = one.row
        if row is None or one.sent.edited or row.purpose != Purpose.CARING:
            continue
        named = _OF_A_DAY.search(row.wording)
        if named is None:
            continue
        days[row.wording] += 1
        if days[row.wording] > 1:
            yield from _breach(youth, one, grounds, f"{row.wording} again")


def _breach(youth: YouthFacts, one: Delivery, grounds: Grounds, why: str) -> Iterator[Breach]:
    if grounds.covers(one.sent.at):
        number = one.row.outbox_id if one.row else 0
        yield Breach(
            at=one.sent.at,
            promise=Promise.ONCE,
            youth_id=youth.youth.id,
            evidence=f"outbox {number}, message {one.sent.message_id}: {why}",
        )


def _decided_twice(youth: YouthFacts, grounds: Grounds) -> Iterator[Breach]:
    """No rule comes twice on one day, whatever the clocks or an edit of the plan did."""
    days: Counter[tuple[str, date]] = Counter()
    for one in youth.occurrences:
        if one.what != "sent":
            continue
        day = to_wall(one.due_at, youth.zone_at(one.due_at)).date()
        days[one.contact_key, day] += 1
        if days[one.contact_key, day] > 1 and grounds.covers(one.due_at):
            yield Breach(
                at=one.due_at,
                promise=Promise.ONCE,
                youth_id=youth.youth.id,
                evidence=f"contact {one.contact_key} was begun twice on {day}",
            )
