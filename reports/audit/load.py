"""At most five messages a week that the bot began, and one check-in and one other a day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from domain.message import Purpose
from domain.plan import ContactKind
from domain.wall import to_wall
from reports.audit.facts import Delivery, YouthFacts
from reports.audit.grounds import Grounds
from reports.audit.verdict import Breach, Promise

MOST_A_WEEK = 5
_QUESTION, _OTHER = "check-in", "other"


def check(youth: YouthFacts, grounds: Grounds) -> Iterator[Breach]:
    """Yield each message that was one too many; days and ISO weeks are those of the youth."""
    weeks: Counter[tuple[int, int]] = Counter()
    days: Counter[tuple[date, str]] = Counter()
    for one in youth.deliveries:
        if not one.begins or one.is_wanted:
            continue
        day = to_wall(one.sent.at, youth.zone_at(one.sent.at)).date()
        week, kind = day.isocalendar()[:2], _kind(youth, one)
        weeks[week] += 1
        if weeks[week] > MOST_A_WEEK and grounds.covers(one.sent.at):
            yield _breach(
                youth, one, Promise.FIVE_A_WEEK, f"number {weeks[week]} in week {week[1]}"
            )
        if kind is None:
            continue
        days[day, kind] += 1
        if days[day, kind] > 1 and grounds.covers(one.sent.at):
            yield _breach(
                youth, one, Promise.ONE_A_DAY, f"number {days[day, kind]} ({kind}) on {day}"
            )


def _kind(youth: YouthFacts, one: Delivery) -> str | None:
    """Return as what it counts in the day; a reminder counts in the week only."""
    assert one.row is not None, "what begins has a row"
    if one.row.purpose == Purpose.REMINDER:
        return None
    checkin = youth.checkins.get(one.row.checkin_id or 0)
    if one.row.purpose == Purpose.CHECKIN and checkin and checkin.kind == ContactKind.CHECKIN:
        return _QUESTION
    return _OTHER


def _breach(youth: YouthFacts, one: Delivery, promise: Promise, why: str) -> Breach:
    number = one.row.outbox_id if one.row else 0
    return Breach(
        at=one.sent.at,
        promise=promise,
        youth_id=youth.youth.id,
        evidence=f"outbox {number}, message {one.sent.message_id}: {why}",
    )
