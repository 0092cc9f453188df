"""Every word of danger got its card, and reached whom red rings at that hour, in its time.

In staffed hours that is worker, cover and coordinator. Outside them it is whoever is on duty, or
else a leader or coordinator: no worker who is off is woken. While nothing can be stored the card
and an alarm go out all the same, and everybody hears once it can.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from domain.case import Case, CaseKind
from domain.message import Purpose
from domain.people import Role, Staff
from domain.reply import ReplyKind
from domain.screening import ScreenLevel
from reports.audit.facts import YouthFacts
from reports.audit.grounds import Grounds, Span
from reports.audit.verdict import Breach, Promise
from reports.audit.wire import ASKED_FOR_HELP, CRIED, Heard
from storage.audited import ReplyRow

# Seconds, and no more than a minute, from the word to the numbers and to everybody's phone.
AT_ONCE = timedelta(minutes=1)
CRIES = frozenset({CRIED, ASKED_FOR_HELP})


def check(
    youth: YouthFacts,
    grounds: Grounds,
    away: dict[int, tuple[Span, ...]],
    heard: Sequence[Heard] = (),
) -> Iterator[Breach]:
    """Yield each word of danger without a card in time, or that somebody did not hear of."""
    came = {one.message_id: one.at for one in reversed(heard) if one.message_id is not None}
    for reply in youth.replies:
        if not _is_cry(reply) or not grounds.covers(reply.received_at):
            continue
        when = _when(reply, came.get(reply.message_id or 0))
        if not any(_has_card(youth, at, grounds) for at in when):
            evidence = f"reply {reply.reply_id}: no card within {AT_ONCE}"
            yield _breach(youth, reply, Promise.CARD, evidence)
        whys = [_untold(youth, at, grounds, away) for at in when]
        if all(whys):
            yield _breach(youth, reply, Promise.ALARM, f"reply {reply.reply_id}: {whys[0]}")
    yield from _meant(youth, grounds, away)
    yield from _silent_cases(youth, grounds, away)


def _meant(
    youth: YouthFacts, grounds: Grounds, away: dict[int, tuple[Span, ...]]
) -> Iterator[Breach]:
    """Yield the cries for help that somebody knows to be one, whatever was made of them."""
    for one in youth.acted:
        if one.what not in CRIES or not grounds.covers(one.at) or grounds.is_lost(one.at):
            continue
        if not _has_card(youth, one.at, grounds):
            why = f"{one.what}, and no card within {AT_ONCE}"
            yield Breach(at=one.at, promise=Promise.CARD, youth_id=youth.youth.id, evidence=why)
        if missing := _untold(youth, one.at, grounds, away):
            why = f"{one.what}: {missing}"
            yield Breach(at=one.at, promise=Promise.ALARM, youth_id=youth.youth.id, evidence=why)


def _silent_cases(
    youth: YouthFacts, grounds: Grounds, away: dict[int, tuple[Span, ...]]
) -> Iterator[Breach]:
    """Yield the red cases that a tap on *hjælp nu* began, and nobody heard of."""
    cries = {at for reply in youth.replies if _is_cry(reply) for at in _when(reply)}
    for case in youth.cases:
        at = case.opened_at
        if case.kind is not CaseKind.CRISIS or at in cries or not grounds.covers(at):
            continue
        if why := _untold(youth, at, grounds, away):
            yield Breach(at=at, promise=Promise.ALARM, youth_id=youth.youth.id, evidence=why)


def _is_cry(reply: ReplyRow) -> bool:
    return reply.level == ScreenLevel.CRISIS


def _when(reply: ReplyRow, heard_at: datetime | None = None) -> list[datetime]:
    """Return when the danger may have been in it: as it came, or as it was changed.

    It came when Telegram had it: not when it was taken, nor when storage could keep it at last.
    """
    sent_at = reply.sent_at if reply.kind != ReplyKind.EDIT else None
    came = min(one for one in (reply.received_at, heard_at, sent_at) if one is not None)
    return [came, *([reply.edited_at] if reply.edited_at else [])]


def _breach(youth: YouthFacts, reply: ReplyRow, promise: Promise, evidence: str) -> Breach:
    return Breach(
        at=reply.received_at, promise=promise, youth_id=youth.youth.id, evidence=evidence
    )


def _has_card(youth: YouthFacts, at: datetime, grounds: Grounds) -> bool:
    by = grounds.lit_by(at + AT_ONCE, since=at)
    cards = [
        one.sent.at
        for one in youth.deliveries
        if one.row is not None and one.row.purpose == Purpose.CARD
    ]
    cards += [one.at for one in youth.unexplained if one.text in grounds.emergency]
    return by >= grounds.until or any(at <= one <= by for one in cards)


def _untold(
    youth: YouthFacts, at: datetime, grounds: Grounds, away: dict[int, tuple[Span, ...]]
) -> str | None:
    """Return who did not hear of it in time, or None when everybody did who was there."""
    by = grounds.by(at + AT_ONCE, since=at)
    if by >= grounds.until:
        return None
    if grounds.refuses(at) and not _alarmed(at, grounds):
        return f"storage refused, and no alarm went out within {AT_ONCE}"
    case = next((one for one in youth.cases if _is_of(one, at, by)), None)
    if case is None:
        return "no red case stood open"
    told = {
        one.row.staff_id
        for one in youth.told.get(case.id, ())
        if one.row is not None and at <= one.sent.at <= by
    }
    if not told:
        return f"case {case.number}: nobody was told within {AT_ONCE}"
    if not grounds.site.is_staffed(grounds.by(at, since=at)):  # when it could be known at last
        return None  # somebody was; whose turn it was, the roster of that night knew
    here = [one for one in _wanted(youth, case, grounds) if is_here(one, at, away)]
    missing = [str(one.id) for one in here if one.id not in told]
    return f"case {case.number}: staff {', '.join(missing)} not told" if missing else None


def _alarmed(at: datetime, grounds: Grounds) -> bool:
    by = grounds.lit_by(at + AT_ONCE, since=at)
    return any(at <= one <= by for one in grounds.alarms)


def _is_of(case: Case, at: datetime, by: datetime) -> bool:
    over = case.closed_at is not None and case.closed_at < at
    return case.kind is CaseKind.CRISIS and case.opened_at <= by and not over


def _wanted(youth: YouthFacts, case: Case, grounds: Grounds) -> list[Staff]:
    """Return who must hear of it in staffed hours: all on the frozen ladder, and a coordinator.

    Leaders hear of it when nobody has taken it.
    """
    ids = dict.fromkeys((youth.youth.mentor_id, youth.youth.cover_id, *case.ladder))
    known = [grounds.staff[one] for one in ids if one in grounds.staff]
    people = [one for one in known if one.role is not Role.LEADER]
    if any(person.role is Role.COORDINATOR for person in people):
        return people
    coordinators = [one for one in grounds.staff.values() if one.role is Role.COORDINATOR]
    return [*people, *coordinators[:1]]


def is_here(person: Staff, at: datetime, away: dict[int, tuple[Span, ...]]) -> bool:
    """Return whether somebody could be written to and was not away."""
    joined = person.joined_at is not None and person.joined_at <= at
    blocked = person.blocked_at is not None and person.blocked_at <= at
    gone = any(span.begins <= at and span.holds(at) for span in away.get(person.id, ()))
    return joined and person.chat_id is not None and not blocked and not gone
