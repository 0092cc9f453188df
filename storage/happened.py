"""What happened in a time, in one row each, for those who look on: the feed of the demo.

It walks through whole tables, since no index leads with these instants: for a small house.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Row, Select, Table, select

from domain.checkin import CheckInState
from domain.message import MessageKind, OutboxState
from domain.people import Actor
from domain.plan import ContactKind
from storage.built import one_of
from storage.tables import (
    case_event,
    case_file,
    checkin,
    occurrence,
    outbox,
    reply,
    rsvp,
    talk,
    task,
    youth,
)
from storage.tx import Rx

_NEW = [one.value for one in MessageKind if not one.is_edit]


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """One thing. `what` is two words, such as `sent checkin`, `case opened`, `reply voice`."""

    at: datetime
    what: str
    detail: str = ""  # a wording, a kind, an outcome or a reason
    youth_id: int | None = None
    staff_id: int | None = None
    number: int | None = None  # of a case
    merges: int | None = None  # what has the same number here is one thing, such as a check-in


Window = tuple[datetime | None, datetime]
Source = Callable[[Rx, Window], Iterator[Happened]]


def happened(rx: Rx, since: datetime | None, until: datetime) -> Sequence[Happened]:
    """Return what happened after `since` (all: None) up to `until` (both UTC), oldest first."""
    found = [one for source in _SOURCES for one in source(rx, (since, until))]
    return sorted(found, key=lambda one: one.at)


def _rows(
    rx: Rx, table: Table, at: Column[Any], window: Window, found: Select[Any]
) -> Iterator[Row[Any]]:
    since, until = window
    found = found.where(table.c.site_id == rx.site_id, at <= until)
    if since is not None:
        found = found.where(at > since)
    yield from rx.execute(found.order_by(at, *table.primary_key.columns))


def _sent(rx: Rx, window: Window) -> Iterator[Happened]:
    chosen = (
        select(outbox, case_file.c.number)
        .outerjoin(
            case_file,
            (case_file.c.site_id == outbox.c.site_id)
            & (case_file.c.case_file_id == outbox.c.case_file_id),
        )
        .where(one_of(outbox.c.state, OutboxState.SENT), outbox.c.kind.in_(_NEW))
    )
    for row in _rows(rx, outbox, outbox.c.sent_at, window, chosen):
        yield Happened(
            at=row.sent_at,
            what=f"sent {row.purpose}",
            detail=row.wording,
            youth_id=row.youth_id,
            staff_id=row.staff_id,
            number=row.number,
        )


def _cases(rx: Rx, window: Window) -> Iterator[Happened]:
    chosen = select(case_event, case_file.c.number, case_file.c.kind, case_file.c.youth_id).join(
        case_file,
        (case_file.c.site_id == case_event.c.site_id)
        & (case_file.c.case_file_id == case_event.c.case_file_id),
    )
    for row in _rows(rx, case_event, case_event.c.at, window, chosen):
        yield Happened(
            at=row.at,
            what=f"case {row.what}",
            detail=str(row.detail.get("outcome", row.kind)),
            youth_id=row.youth_id,
            staff_id=_staff_id(row.actor),
            number=row.number,
        )


def _staff_id(actor: str) -> int | None:
    """Return who of the staff an actor is, as it stands in the story of a case."""
    number = actor.removeprefix(str(Actor.staff(0)).removesuffix("0"))
    return int(number) if number.isdigit() else None


def _replies(rx: Rx, window: Window) -> Iterator[Happened]:
    for row in _rows(rx, reply, reply.c.received_at, window, select(reply)):
        yield Happened(
            at=row.received_at,
            what=f"reply {row.kind}",
            youth_id=row.youth_id,
            merges=row.checkin_id,
        )


def _checkins(rx: Rx, window: Window) -> Iterator[Happened]:
    chosen = select(checkin).where(
        checkin.c.state == CheckInState.EXPIRED.value, checkin.c.kind == ContactKind.CHECKIN.value
    )
    for row in _rows(rx, checkin, checkin.c.expires_at, window, chosen):
        yield Happened(at=row.expires_at, what="checkin expired", youth_id=row.youth_id)


def _skipped(rx: Rx, window: Window) -> Iterator[Happened]:
    chosen = select(occurrence).where(occurrence.c.what == "skipped")
    for row in _rows(rx, occurrence, occurrence.c.handled_at, window, chosen):
        yield Happened(
            at=row.handled_at, what=f"skipped {row.reason or ''}", youth_id=row.youth_id
        )


def _talks(rx: Rx, window: Window) -> Iterator[Happened]:
    for row in _rows(rx, talk, talk.c.at, window, select(talk)):
        what = f"talk {row.way}" if row.case_file_id is None else f"talk {row.way} in case"
        yield Happened(at=row.at, what=what, youth_id=row.youth_id, staff_id=row.staff_id)


def _tasks(rx: Rx, window: Window) -> Iterator[Happened]:
    for row in _rows(rx, task, task.c.created_at, window, select(task)):
        yield Happened(
            at=row.created_at,
            what="task new",
            detail=row.kind,
            youth_id=row.youth_id,
            staff_id=row.staff_id,
        )


def _youths(rx: Rx, window: Window) -> Iterator[Happened]:
    for what, at in (
        ("youth accepted", youth.c.accepted_at),
        ("youth quiet", youth.c.quieted_at),
        ("youth blocked", youth.c.blocked_at),
    ):
        chosen = select(youth.c.youth_id, at.label("at")).where(at.is_not(None))
        for row in _rows(rx, youth, at, window, chosen):
            yield Happened(at=row.at, what=what, youth_id=row.youth_id)


def _evenings(rx: Rx, window: Window) -> Iterator[Happened]:
    for value, at in ((rsvp.c.answer, rsvp.c.answered_at), (rsvp.c.came, rsvp.c.came_at)):
        chosen = select(rsvp.c.youth_id, value.label("value"), at.label("at")).where(
            at.is_not(None)
        )
        for row in _rows(rx, rsvp, at, window, chosen):
            yield Happened(at=row.at, what=f"cafe {row.value}", youth_id=row.youth_id)


_SOURCES: Sequence[Source] = (
    _replies,
    _youths,
    _evenings,
    _skipped,
    _checkins,
    _cases,
    _sent,
    _talks,
    _tasks,
)
