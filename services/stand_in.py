"""Who reads and calls for somebody who is away: nobody who is away at the same time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.people import Role, Staff
from services.here import here
from services.on_duty import is_reachable
from storage import staff as staff_rows
from storage.tx import Rx

WORKERS = frozenset({Role.MENTOR, Role.COORDINATOR})
# Who steps in where whoever was chosen is away, too: first of all who knows every youth.
_IN_THIS_ORDER = (Role.COORDINATOR, Role.LEADER, Role.MENTOR)


def may_cover(rx: Rx, begins_at: datetime, ends_at: datetime, staff: Staff) -> Sequence[Staff]:
    """Return the colleagues who are here all the time from `begins_at` until `ends_at` (UTC).

    Leaders are among them where there is nobody else.
    """
    free = [
        one
        for one in staff_rows.everybody(rx)
        if one.id != staff.id and _joined(one) and not one.is_away_between(begins_at, ends_at)
    ]
    workers = [one for one in free if one.role in WORKERS]
    return workers or [one for one in free if one.role is Role.LEADER]


def who_covers(rx: Rx, now: datetime, staff: Staff) -> Staff | None:
    """Return who covers for somebody from `now` (UTC), or from when they go, until they are back.

    That is whoever they chose; where that one is away meanwhile it is who covers for both, then
    a coordinator, a leader, any other worker. Where nobody is here all the time it is the first
    of them who is here when it begins; None where there is nobody at all.
    """
    if staff.away_at is None or staff.away_until is None:
        return None
    begins_at, ends_at = max(now, staff.away_at), staff.away_until
    known = [one for one in _in_turn(rx, begins_at, staff) if one.id != staff.id and _joined(one)]
    stays = (one for one in known if not one.is_away_between(begins_at, ends_at))
    is_here = (one for one in known if not one.is_away(begins_at))
    return next(stays, None) or next(is_here, None)


@dataclass(frozen=True, slots=True)
class Gap:
    """A standing cover goes away, too: from when (UTC), and who covers then; None for nobody.

    Whoever `is_mute` is at work, and cannot be written to any more.
    """

    gone: Staff
    since: datetime
    cover: Staff | None
    is_mute: bool = False

    @property
    def told(self) -> tuple[int, datetime, int]:
        """Return what is said of it: where that changes it is said anew."""
        return self.gone.id, self.since, self.cover.id if self.cover is not None else 0


def gap_of(rx: Rx, now: datetime, staff: Staff) -> Gap | None:
    """Return when the cover of somebody is away before they are back; None where never."""
    gone = staff_rows.get(rx, staff.away_cover_id or 0)
    if staff.away_until is None or gone is None or gone.away_at is None:
        return None
    if not now < gone.away_at < staff.away_until:
        return None
    return Gap(gone, gone.away_at, who_covers(rx, gone.away_at, staff))


def gaps(rx: Rx, now: datetime) -> Mapping[int, Gap]:
    """Return the gap of everybody who is away now and whose cover goes before they are back."""
    away = (one for one in staff_rows.with_absence(rx) if one.is_away(now))
    found = ((one.id, gap_of(rx, now, one)) for one in away)
    return {staff_id: gap for staff_id, gap in found if gap is not None}


def covered_by(rx: Rx, now: datetime, staff: Staff) -> Sequence[Staff]:
    """Return whose cover somebody is who is away, or goes away, while they are away themselves."""
    if staff.away_at is None or staff.away_until is None:
        return ()
    since, until = max(now, staff.away_at), staff.away_until
    return [
        one
        for one in staff_rows.everybody(rx)
        if one.away_cover_id == staff.id and one.is_away_between(since, until)
    ]


def _in_turn(rx: Rx, at: datetime, staff: Staff) -> Iterator[Staff]:
    chosen = staff_rows.get(rx, staff.away_cover_id or 0)
    if chosen is not None:
        yield chosen
        for staff_id in (chosen.away_cover_id, here(rx, at, chosen.id)):
            theirs = staff_rows.get(rx, staff_id or 0)
            if theirs is not None:
                yield theirs
    for role in _IN_THIS_ORDER:
        yield from staff_rows.with_role(rx, role)


def _joined(person: Staff) -> bool:
    return person.joined_at is not None and is_reachable(person)
