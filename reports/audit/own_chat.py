"""What is for somebody stands in their own chat, and in nobody else's.

A chat is known by its keyed hash. Since the last link that somebody opened it is the one they
have; of an earlier phone only that it was one and the same.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime

from reports.audit.chats import by
from reports.audit.facts import SiteFacts, YouthFacts
from reports.audit.grounds import TICK, Grounds
from reports.audit.verdict import Breach, Promise
from storage.audited import OPENED
from storage.audited_chats import TELEGRAM, MessageRow


def check(youth: YouthFacts, grounds: Grounds) -> Iterator[Breach]:
    """Yield what was for the youth and was sent to another chat than theirs."""
    opened = [line.at for line in youth.trail if line.action == OPENED]
    rows = [row for row in youth.messages if row.staff_id is None]
    yield from _elsewhere(rows, opened, youth.lane, grounds)


def check_staff(site: SiteFacts, grounds: Grounds) -> Iterator[Breach]:
    """Yield what was for one of the staff and was sent to another chat than theirs."""
    opened = by(site.staff_chats, lambda line: int(line.detail["staff"]))
    for staff_id, rows in by(site.to_staff, lambda row: row.staff_id or 0).items():
        if lines := opened.get(staff_id):
            times = [line.at for line in lines]
            yield from _elsewhere(rows, times, site.staff_lanes.get(staff_id), grounds)


def _elsewhere(
    rows: Sequence[MessageRow], opened: Sequence[datetime], now: bytes | None, grounds: Grounds
) -> Iterator[Breach]:
    times: defaultdict[int, list[MessageRow]] = defaultdict(list)
    for row in rows:
        at = row.sent_at
        if at is None or row.road != TELEGRAM:
            continue
        if all(abs(at - one) > TICK for one in opened):  # else it was in flight to the one before
            times[bisect_right(opened, at)].append(row)
    for number, sent in times.items():
        theirs = now if now is not None and number == len(opened) else _usual(sent)
        for row in sent:
            if row.lane != theirs and row.sent_at is not None and grounds.covers(row.sent_at):
                yield Breach(
                    at=row.sent_at,
                    promise=Promise.EXPLAINED,
                    youth_id=row.youth_id,
                    evidence=f"outbox {row.outbox_id} ({row.purpose}) went to another chat",
                )


def _usual(rows: Sequence[MessageRow]) -> bytes:
    return Counter(row.lane for row in rows).most_common(1)[0][0]
