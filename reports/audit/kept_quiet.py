"""Nothing unasked after *stop*, in a pause, in quiet mode, or while a red case is open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

from domain.after_red import QUIET
from domain.case import AfterTalk, Case, CaseKind
from domain.message import Purpose
from domain.task import TaskKind
from reports.audit.facts import LEAVES, MET, NO_ROBOT, YES, Delivery, YouthFacts
from reports.audit.grounds import Grounds, Span, holding
from reports.audit.verdict import Breach, Promise
from reports.audit.wire import STOPPED
from storage.audited_chats import SMS

_PAUSE_ENDS = frozenset({"resume", "stop", "pause"})
_QUESTIONS = frozenset({Purpose.CHECKIN, Purpose.REMINDER, Purpose.LATER})
_CAME_BACK = "youth_came_back"
_AGREED_EVENING = "cafe:"  # whoever said yes or maybe is reminded of it, also in quiet mode


def check(youth: YouthFacts, grounds: Grounds) -> Iterator[Breach]:
    """Yield what came although it should not; a card, an answer and a human's words may."""
    held: dict[Promise, tuple[Span, ...]] = {
        Promise.STOP: (*stopped(youth), *_said(youth, grounds)),
        Promise.PAUSE: tuple(paused(youth)),
        Promise.RED_CASE: tuple(red(youth)),
        Promise.QUIET_MODE: tuple(quiet_mode(youth)),
    }
    # In quiet mode nothing is asked, and news asks nothing.
    news = held | {Promise.QUIET_MODE: ()}
    for one in youth.deliveries:
        if one.is_automatic and grounds.covers(one.sent.at):
            yield from _broken(youth, one, held if one.is_unasked else news)
            if one.row is not None and one.row.road != SMS:
                yield from _broken(youth, one, {Promise.STOP: tuple(without_robot(youth))})


def _broken(
    youth: YouthFacts, one: Delivery, held: Mapping[Promise, tuple[Span, ...]]
) -> Iterator[Breach]:
    assert one.row is not None, "what nobody explains is not known to be unasked"
    for promise, spans in held.items():
        span = holding(spans, one.sent.at)
        if span is None or (promise is Promise.QUIET_MODE and not _asks(one)):
            continue
        evidence = (
            f"{one.row.purpose} {one.row.outbox_id} ({one.row.wording}), "
            f"message {one.sent.message_id}; it held since {span.begins:%Y-%m-%d %H:%M:%S} UTC"
        )
        yield Breach(at=one.sent.at, promise=promise, youth_id=youth.youth.id, evidence=evidence)


def _asks(one: Delivery) -> bool:
    """Return whether it asks for something; the soft line of an evening makes no sound."""
    if one.row is None or one.sent.silent or one.row.purpose not in _QUESTIONS:
        return False
    return not (one.row.purpose == Purpose.REMINDER and one.row.dedupe.startswith(_AGREED_EVENING))


def stopped(youth: YouthFacts) -> Iterator[Span]:
    """Yield the times between a no, or the end, and the next yes.

    An end that was taken back leaves a stop from before it as it was.
    """
    since: datetime | None = None
    by_end = False
    for line in youth.trail:
        back = line.action in YES or (line.action == "end_undone" and by_end)
        if line.action in LEAVES and since is None:
            since, by_end = line.at, line.action == "end"
        elif back and since is not None:
            yield Span(since, line.at)
            since = None
    if since is not None:
        yield Span(since)


def without_robot(youth: YouthFacts) -> Iterator[Span]:
    """Yield the times after a no to the robot of somebody who is with us by phone or SMS.

    In their chat it keeps quiet until they say yes to it. What they get by SMS goes on.
    """
    since: datetime | None = None
    for line in youth.trail:
        if line.action == NO_ROBOT:
            since = since or line.at
        elif line.action in YES | {MET} and since is not None:
            yield Span(since, line.at)
            since = None
    if since is not None:
        yield Span(since)


def _said(youth: YouthFacts, grounds: Grounds) -> Iterator[Span]:
    """Yield the times after a *stop* that was said, whatever was written down, to the next yes."""
    yes = [line.at for line in youth.trail if line.action in YES | {"end_undone"}]
    for one in youth.acted:
        if one.what == STOPPED:
            begins = grounds.lit_by(one.at, since=one.at)
            yield Span(begins, next((at for at in yes if at > one.at), None))


def paused(youth: YouthFacts) -> Iterator[Span]:
    """Yield the pauses, each until it was to end or was ended."""
    turns = [line for line in youth.trail if line.action in _PAUSE_ENDS]
    for place, line in enumerate(turns):
        until = line.detail.get("until")
        if line.action != "pause" or not isinstance(until, int):
            continue
        ends = datetime.fromtimestamp(until / 1000, UTC)
        after = turns[place + 1].at if place + 1 < len(turns) else ends
        yield Span(line.at, min(ends, after))


def red(youth: YouthFacts) -> Iterator[Span]:
    """Yield the times in which a cry for help kept everything automatic away.

    That is until the case ended, or as the worker chose who talked with the youth.
    """
    for case in youth.cases:
        if case.kind is CaseKind.CRISIS:
            yield Span(case.opened_at, _held_until(case))


def _held_until(case: Case) -> datetime | None:
    if case.talked_at is None or case.after_talk is AfterTalk.NEW_AGREEMENT:
        return case.closed_at
    if case.after_talk is AfterTalk.QUIET_WEEK:
        return case.talked_at + QUIET
    return case.talked_at


def quiet_mode(youth: YouthFacts) -> Iterator[Span]:
    """Yield the times from the worker's duty to try themselves until the youth did something.

    Where earlier taps are forgotten, only what is sure: what is so now, and what ended itself.
    """
    now = youth.youth.quieted_at
    for task in youth.tasks:
        if task.kind != TaskKind.TRY_YOURSELF:
            continue
        if youth.heard_all:
            yield Span(task.created_at, youth.heard_next(task.created_at))
        elif task.outcome == _CAME_BACK:
            yield Span(task.created_at, task.done_at)
    if now is not None and not youth.heard_all:
        yield Span(now)
