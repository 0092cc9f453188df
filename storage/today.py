"""What waits for a member of staff: open cases, unread replies, colleagues who are away."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Text, bindparam, func, or_, select, type_coerce

from domain.case import Case
from domain.reply import ReplyKind
from domain.screening import ScreenLevel
from storage.cases import case_of
from storage.tables import case_file, reply, youth
from storage.tx import Rx


@dataclass(frozen=True, slots=True)
class Unread:
    """How many replies of one youth nobody has marked read, and since when (UTC)."""

    youth_id: int
    mentor_id: int
    count: int
    since: datetime


# Built once: to build a statement takes longer than to run it.
_OPEN_CASES = (
    select(case_file)
    .where(case_file.c.site_id == bindparam("site"), case_file.c.closed_at.is_(None))
    .order_by(case_file.c.number)
)


def open_cases(rx: Rx) -> Sequence[Case]:
    """Return all open cases of the site, oldest first."""
    rows = rx.execute(_OPEN_CASES, {"site": rx.site_id}).mappings()
    return [case_of(row) for row in rows]


# A ladder is kept as text, in which an id of so many digits is found by its digits.
_NAMES = or_(
    case_file.c.taken_by == bindparam("whose"),
    case_file.c.given_by == bindparam("whose"),
    type_coerce(case_file.c.ladder, Text).like(bindparam("digits")),
)
_OPEN_CASES_OF = _OPEN_CASES.where(_NAMES)


def open_cases_of(rx: Rx, staff_ids: Collection[int]) -> Sequence[Case]:
    """Return the open cases that name one of them, oldest first.

    That is on the ladder, as who has taken it, or as who has given it on. Of a large house that
    is a small part of what is open.
    """
    found: dict[int, Case] = {}
    for one in staff_ids:
        wanted = {"site": rx.site_id, "whose": one, "digits": f"%{one}%"}
        cases = map(case_of, rx.execute(_OPEN_CASES_OF, wanted).mappings())
        found.update((case.id, case) for case in cases if one in _named(case))
    return sorted(found.values(), key=lambda case: case.number)


def _named(case: Case) -> Collection[int | None]:
    return {*case.ladder, case.taken_by, case.given_by}


# Built once: to build a statement takes longer than to run it.
_SINCE = func.min(reply.c.received_at).label("since")
_UNREAD_BY_YOUTH = (
    select(reply.c.youth_id, youth.c.mentor_id, func.count().label("many"), _SINCE)
    .join(youth, (youth.c.site_id == reply.c.site_id) & (youth.c.youth_id == reply.c.youth_id))
    .where(
        reply.c.site_id == bindparam("site"),
        youth.c.mentor_id.in_(bindparam("mentors", expanding=True)),
        reply.c.read_at.is_(None),
        reply.c.kind != ReplyKind.SKIP.value,
    )
    .group_by(reply.c.youth_id, youth.c.mentor_id)
    .order_by(_SINCE)
)


def unread_by_youth(rx: Rx, mentor_ids: Collection[int]) -> Sequence[Unread]:
    """Return the youths of these mentors with unread replies, longest waiting first.

    A skipped question asks for no reader.
    """
    rows = rx.execute(_UNREAD_BY_YOUTH, {"site": rx.site_id, "mentors": sorted(mentor_ids)})
    return [Unread(row.youth_id, row.mentor_id, int(row.many), row.since) for row in rows]


_GRAVE = (
    select(reply.c.youth_id)
    .distinct()
    .where(
        reply.c.site_id == bindparam("site"),
        reply.c.youth_id.in_(bindparam("youths", expanding=True)),
        reply.c.read_at.is_(None),
        reply.c.level.in_([ScreenLevel.CONCERN.value, ScreenLevel.CRISIS.value]),
    )
)


def to_read_first(rx: Rx, youth_ids: Collection[int]) -> Collection[int]:
    """Return who of these youths has unread words that a rule of concern or of danger found."""
    rows = rx.execute(_GRAVE, {"site": rx.site_id, "youths": sorted(youth_ids)})
    return {row.youth_id for row in rows}


def count_cases(
    rx: Rx, youth_ids: Collection[int], since: datetime, until: datetime
) -> tuple[int, int, int]:
    """Return how many cases of these youths opened and closed in a time, and are open now."""
    of_them = (case_file.c.site_id == rx.site_id, case_file.c.youth_id.in_(youth_ids))

    def count(*where: object) -> int:
        found = select(func.count()).select_from(case_file).where(*of_them, *where)  # type: ignore[arg-type]
        return int(rx.execute(found).scalar() or 0)

    opened = count(case_file.c.opened_at >= since, case_file.c.opened_at < until)
    closed = count(case_file.c.closed_at >= since, case_file.c.closed_at < until)
    return opened, closed, count(case_file.c.closed_at.is_(None))


def youths_of(rx: Rx, staff_id: int, *, also_cover: bool) -> Sequence[int]:
    """Return the ids of the youths whose mentor (or cover, where asked) somebody is."""
    theirs = youth.c.mentor_id == staff_id
    if also_cover:
        theirs = or_(theirs, youth.c.cover_id == staff_id)
    rows = rx.execute(
        select(youth.c.youth_id)
        .where(youth.c.site_id == rx.site_id, theirs)
        .order_by(youth.c.youth_id)
    )
    return [row.youth_id for row in rows]
