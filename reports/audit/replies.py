"""Every reply is stored, once, and is set or on a clock."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime

from domain.case import CaseKind
from domain.people import YouthStatus
from domain.reply import ReplyKind
from reports.audit.facts import SiteFacts, YouthFacts, came_in
from reports.audit.grounds import HOUR, TICK, Grounds, holding
from reports.audit.kept_quiet import stopped
from reports.audit.verdict import Breach, Promise
from reports.audit.wire import Heard
from storage.audited import ReplyRow

_READS = frozenset({CaseKind.WORD, CaseKind.LOW_ANSWER, CaseKind.UNREAD, CaseKind.CRISIS})
_TAPS = frozenset({ReplyKind.ANSWER, ReplyKind.SKIP})


def check(youth: YouthFacts, grounds: Grounds, heard: Sequence[Heard] = ()) -> Iterator[Breach]:
    """Yield what is not there, is there twice, or waits for nobody."""
    yield from _lost(youth, grounds, heard)
    yield from _twice(youth, grounds)
    for reply in youth.replies:
        if reply.kind != ReplyKind.SKIP and (why := _unheeded(youth, reply, grounds)):
            evidence = f"reply {reply.reply_id} ({reply.kind}): {why}"
            yield _breach(youth, Promise.READ, reply.received_at, evidence)


def check_updates(site: SiteFacts, grounds: Grounds) -> Iterator[Breach]:
    """Yield the stored updates that nobody has handled in an hour."""
    for row in site.updates:
        waits = row.done_at is None and row.state != "parked"  # a parked one has a case of its own
        if waits and grounds.is_over(row.received_at + HOUR, since=row.received_at):
            evidence = f"update {row.update_id} (inbox {row.inbox_id}) was never handled"
            yield Breach(
                at=row.received_at, promise=Promise.KEPT, youth_id=None, evidence=evidence
            )


def _breach(youth: YouthFacts, promise: Promise, at: datetime, evidence: str) -> Breach:
    return Breach(at=at, promise=promise, youth_id=youth.youth.id, evidence=evidence)


def _lost(youth: YouthFacts, grounds: Grounds, heard: Sequence[Heard]) -> Iterator[Breach]:
    """Yield words that went over the wire and were kept nowhere."""
    kept = {reply.message_id for reply in youth.replies}
    left = tuple(stopped(youth))
    for one in heard:
        gone = one.is_words and one.message_id not in kept and grounds.covers(one.at)
        if holding(left, one.at) is not None or not _has_said_yes(youth, one.at):
            continue  # what those who are not with us write is passed on and not kept
        if gone and grounds.is_over(one.at + TICK, since=one.at):
            evidence = f"words of update {one.update_id} (message {one.message_id}) are not kept"
            yield _breach(youth, Promise.KEPT, one.at, evidence)


def _has_said_yes(youth: YouthFacts, at: datetime) -> bool:
    return (came_in(youth) or at) <= at


def _twice(youth: YouthFacts, grounds: Grounds) -> Iterator[Breach]:
    """Yield what is kept twice: of the same update, or of the same message of theirs."""
    seen: Counter[tuple[str, object]] = Counter()
    for reply in youth.replies:
        names: list[tuple[str, object]] = []
        if reply.inbox_id is not None:
            names.append(("update", reply.inbox_id))
        if reply.sent_at is not None and reply.kind != ReplyKind.EDIT:
            names.append(("message", (reply.message_id, reply.sent_at, reply.kind)))
        seen.update(names)
        if any(seen[name] > 1 for name in names) and grounds.covers(reply.received_at):
            evidence = f"reply {reply.reply_id} keeps again what is kept already"
            yield _breach(youth, Promise.KEPT, reply.received_at, evidence)


# ------------------------------------------------------------- set, or on a clock


def _unheeded(youth: YouthFacts, reply: ReplyRow, grounds: Grounds) -> str | None:
    """Return why nobody was to see it in time, or None when somebody was.

    Words have a case at once; a tap has one at the latest when its day of reading is over.
    """
    came = reply.edited_at or reply.received_at
    if not grounds.covers(came):
        return None
    if reply.kind in _TAPS and reply.words is None:
        return _unread_tap(youth, reply, came, grounds)
    by = grounds.by(came + TICK, since=came)
    if _seen(reply, by) or _has_reader(youth, came, by) or by >= grounds.until:
        return None
    return "words without a case that somebody reads them"


def _unread_tap(
    youth: YouthFacts, reply: ReplyRow, came: datetime, grounds: Grounds
) -> str | None:
    if not _is_watched(youth):
        return None  # they asked for no more contact: it stands on the worker's list, and waits
    due = grounds.read_by(came)
    by = grounds.by(due + TICK, since=came)
    if by >= grounds.until:
        asked = youth.youth.reassess_at
        waits = _seen(reply, grounds.until) or _has_reader(youth, came, grounds.until)
        on_clock = asked is not None and asked <= by
        return None if waits or on_clock else "no reader and no clock"
    if _seen(reply, by) or _has_reader(youth, came, by):
        return None
    return f"not read by {due:%Y-%m-%d %H:%M} UTC, and no case asks for a reader"


def _seen(reply: ReplyRow, by: datetime) -> bool:
    return reply.read_at is not None and reply.read_at <= by


def _has_reader(youth: YouthFacts, came: datetime, by: datetime) -> bool:
    """Return whether a case that asks for a reader was open at some time in between."""
    return any(
        case.kind in _READS
        and case.opened_at <= by
        and (case.closed_at is None or case.closed_at >= came)
        for case in youth.cases
    )


def _is_watched(youth: YouthFacts) -> bool:
    if youth.youth.status is YouthStatus.STOPPED:
        return youth.youth.call_allowed is not False
    return youth.youth.status is YouthStatus.ACTIVE
