"""When a human owed contact, from what was talked and agreed and not from the engine's clocks.

A talk, or words in both directions within 72 hours, fulfils what was agreed, and the day that was
promised in it, or that the youth chose for a call, stands until somebody has talked on it or after
it. A pause puts off to its end what the interval says, and no promised day.
Where it cannot be known which of two days holds, it is the later one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import pairwise, product

from domain.message import Purpose
from domain.people import Tier, YouthStatus
from domain.plan import Programme
from domain.reply import ReplyKind
from domain.talk import REAL, TalkWay
from domain.wall import to_utc, to_wall
from reports.audit.facts import MOVED, YES, YouthFacts, came_in
from reports.audit.grounds import Grounds, Span
from reports.audit.kept_quiet import paused
from storage.audited import TalkRow

_WORDS_MEET = timedelta(hours=72)
_WORDS = frozenset({ReplyKind.WORD, ReplyKind.VOICE, ReplyKind.VIDEO_NOTE})
_BACK = YES | {"allow_calls", "end_undone"}
_AWAY = frozenset({"decline", "end", "refuse_calls", "underage"})
_CHANGES = frozenset({"set_interval", "set_tier", MOVED})
_TALKED = frozenset(way.value for way in REAL)
_CALLS = frozenset({TalkWay.ANNOUNCED.value, TalkWay.TRIED.value})
_A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """How things stand from `since` on, until something else is talked or agreed (UTC).

    `floor` is the time that the youth chose for a call of a case, which may wait for it in place
    of the interval. `is_loose` says that somebody may have
    agreed an earlier day than `promised` meanwhile, which words fulfil.
    """

    since: datetime
    talked: datetime
    promised: datetime | None = None
    floor: datetime | None = None
    is_loose: bool = False

    @property
    def is_promised(self) -> bool:
        """Return whether it is known to be a promised day that holds: no pause moves it."""
        waits = self.promised is not None and self.talked < self.promised
        return waits and self.floor is None and not self.is_loose

    def due(self, days: int, zone: str) -> datetime:
        """Return when contact was due with an interval of so many days (UTC)."""
        start = to_wall(self.talked, zone)
        agreed = to_utc(start.date() + days * _A_DAY, start.time(), zone)
        if self.promised is not None and self.talked < self.promised:
            agreed = max(agreed, self.promised) if self.is_loose else self.promised
        return agreed if self.floor is None else max(agreed, self.floor)


def owed(youth: YouthFacts, grounds: Grounds) -> Iterator[Span]:
    """Yield the times in which contact was due and nobody had talked with the youth yet."""
    here = list(with_us(youth, grounds))
    away = sorted(paused(youth))
    stands = _stands(youth)
    if not stands:  # never said yes: nobody has promised them anything
        return
    ends = [one.since for one in stands[1:]] + [grounds.until]
    for stand, until in zip(stands, ends, strict=True):
        for begins, ends_at, days in _with_intervals(youth, grounds, stand.since, until):
            since = max(begins, stand.due(days, youth.zone_at(begins)))
            for span in here:
                moved_by = () if stand.is_promised else away
                yield from _between(since, ends_at, span, moved_by, grounds)


def _between(
    since: datetime, until: datetime, here: Span, away: Sequence[Span], grounds: Grounds
) -> Iterator[Span]:
    """Yield what is left of a time in which the youth was with us, without the pauses."""
    begins, ends = max(since, here.begins), min(until, here.ends or until)
    for pause in away:
        if begins < pause.begins < ends:
            yield from _staffed(begins, pause.begins, grounds)
        if pause.begins < ends:
            begins = max(begins, pause.ends or ends)
    yield from _staffed(begins, ends, grounds)


def _staffed(begins: datetime, ends: datetime, grounds: Grounds) -> Iterator[Span]:
    if begins < ends and (opens := grounds.site.next_staffed(begins)) < ends:
        yield Span(opens, ends)


def next_due(youth: YouthFacts, grounds: Grounds) -> datetime | None:
    """Return from when contact is due next as things stand now (UTC), or None without a yes."""
    stands = _stands(youth)
    if not stands:
        return None
    programmes = [grounds.programme(one) for one in _versions(youth)]
    due = stands[-1].due(_days_at(youth, programmes, grounds.until), youth.youth.zone)
    if stands[-1].is_promised:
        return grounds.site.next_staffed(due)
    pauses = (one.ends for one in paused(youth) if one.ends is not None)
    return grounds.site.next_staffed(max([due, *pauses]))


# ------------------------------------------------------------- who is promised anything


def with_us(youth: YouthFacts, grounds: Grounds) -> Iterator[Span]:
    """Yield the times in which somebody owed the youth contact, by what the trail says."""
    since = came_in(youth)
    for line in youth.trail:
        if line.action in _AWAY and since is not None:
            yield Span(since, line.at)
            since = None
        elif line.action in _BACK and since is None:
            since = line.at
    if since is not None and is_with_us(youth):
        yield Span(since, grounds.until)


def is_with_us(youth: YouthFacts) -> bool:
    """Return whether contact is owed now: also who stopped may be called, until they say no."""
    status = youth.youth.status
    stopped = status is YouthStatus.STOPPED and youth.youth.call_allowed is not False
    return stopped or status is YouthStatus.ACTIVE


# ------------------------------------------------------------- what was talked


def _stands(youth: YouthFacts) -> list[Stand]:
    """Return how things stood, oldest first; the first yes is given together with the worker."""
    began = came_in(youth)
    if began is None:
        return []
    stands = [Stand(since=began, talked=began)]
    for at, row in sorted(_contacts(youth), key=lambda one: one[0]):
        if at >= stands[-1].since:
            stands.append(_after(stands[-1], at, row))
    return stands


def _after(stand: Stand, at: datetime, row: TalkRow | None) -> Stand:
    if row is None:
        return replace(stand, since=at, talked=at)
    if row.way in _TALKED:
        return Stand(since=at, talked=at, promised=row.next_contact_at)
    if row.way == TalkWay.NO_SHOW:
        return replace(stand, since=at, is_loose=True)
    if row.case_file_id is None:  # nobody had a case that could wait for that call
        chosen = row.next_contact_at
        return replace(stand, since=at, promised=chosen, floor=None, is_loose=False)
    return replace(stand, since=at, floor=row.next_contact_at)


def _contacts(youth: YouthFacts) -> Iterator[tuple[datetime, TalkRow | None]]:
    """Yield what was talked or agreed, and None where words went both ways."""
    for row in youth.talks:
        chose = row.way in _CALLS and row.next_contact_at is not None
        if row.way in _TALKED or row.way == TalkWay.NO_SHOW or chose:
            yield row.at, row
    for line in youth.trail:
        if line.action == "talked_there":
            at = datetime.fromisoformat(line.detail["talked_at"])
            yield at, TalkRow(youth.youth.id, at, TalkWay.MET.value, None)
    theirs = [one.received_at for one in youth.replies if _is_words(one.kind, one.words)]
    ours = list(_written_by_staff(youth))
    marked = sorted([*((at, True) for at in theirs), *((at, False) for at in ours)])
    last: dict[bool, datetime] = {}
    for at, is_theirs in marked:
        other = last.get(not is_theirs)
        if other is not None and at - other <= _WORDS_MEET:
            yield at, None
        last[is_theirs] = at


def _is_words(kind: str, words: bytes | None) -> bool:
    return kind in _WORDS or (kind == ReplyKind.ANSWER and words is not None)


def _written_by_staff(youth: YouthFacts) -> Iterator[datetime]:
    for row in youth.messages:
        if row.purpose == Purpose.ANSWER:
            yield row.created_at
            if row.sent_at is not None:
                yield row.sent_at


# ------------------------------------------------------------- how often


def _with_intervals(
    youth: YouthFacts, grounds: Grounds, since: datetime, until: datetime
) -> Iterator[tuple[datetime, datetime, int]]:
    """Yield the stretches of a time in which one interval held, with its days."""
    zone, start = youth.youth.zone, _first_day(youth)
    programmes = [grounds.programme(one) for one in _versions(youth)]
    turns = {window.days.first for one in programmes for window in one.windows}
    # A new interval holds from some time on its first day on.
    days = [day + more for day in turns for more in (0, 1)]
    instants = [to_utc(start + day * _A_DAY, time(0), zone) for day in days]
    instants += [one.at for one in youth.trail if one.action in _CHANGES]
    inside = sorted({since, *(one for one in instants if since < one < until), until})
    for begins, ends in pairwise(inside):
        yield begins, ends, _days_at(youth, programmes, begins)


def _first_day(youth: YouthFacts) -> date:
    return to_wall(youth.youth.accepted_at or youth.youth.created_at, youth.youth.zone).date()


def _versions(youth: YouthFacts) -> set[int]:
    used = {one.programme_version_id for one in youth.occurrences}
    return {youth.youth.programme_version_id, *used}


def _days_at(youth: YouthFacts, programmes: Sequence[Programme], at: datetime) -> int:
    """Return the interval that held at an instant: the two's own, or the programme's for that day.

    Where a window may have turned without it, since the robot was stopped, the longer one.
    """
    said = [one for one in youth.trail if one.action == "set_interval" and one.at <= at]
    if said and said[-1].detail.get("own"):
        return int(said[-1].detail["to"])
    if youth.agreement.own_interval and not said:
        return youth.youth.contact_interval_days
    today = max(0, (to_wall(at, youth.youth.zone).date() - _first_day(youth)).days)
    days = {max(0, today - 1), today}  # it turns at some time of a day
    tiers = _tiers(youth)
    usual = [one.interval_on(*on) for one in programmes for on in product(days, tiers)]
    stopped = any(line.action == "stop" for line in youth.trail)
    return max(*usual, youth.youth.contact_interval_days) if stopped else max(usual)


def _tiers(youth: YouthFacts) -> set[Tier | None]:
    said = [line.detail for line in youth.trail if line.action == "set_tier"]
    named = {one.get(key) for one in said for key in ("from", "to")}
    return {youth.youth.tier, *(Tier(one) if one else None for one in named)}
