"""Who is on duty when a young person cries for help outside staffed hours.

Inside staffed hours the workers are there. Outside them red rings whoever is on duty, and nobody
else: a worker who is off is never woken. A turn of duty is weekly and in wall time of the site.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from domain.wall import to_utc, to_wall

_DAY = timedelta(days=1)


class DutyKind(StrEnum):
    """What a site chooses. Without a choice nothing starts."""

    NONE = "none"  # nobody: the card says so, and a human calls first thing
    ROSTER = "roster"  # own staff, in turns
    EXTERNAL = "external"  # somebody else's, whose number the youth is given


@dataclass(frozen=True, slots=True)
class Duty:
    """The site's choice; name and phone belong to an external duty."""

    kind: DutyKind = DutyKind.NONE
    name: str = ""
    phone: str = ""


NOBODY = Duty()


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """A weekly turn of duty. One that does not end after it begins ends on the next day."""

    id: int
    staff_id: int
    weekday: int  # on which it begins; Monday is 0
    begins: time
    ends: time
    turn: int = 1  # who is told first


@dataclass(frozen=True, slots=True)
class Swap:
    """One turn that a colleague takes; `day` is the local day on which it begins."""

    watch_id: int
    day: date
    staff_id: int


@dataclass(frozen=True, slots=True)
class Turn:
    """A turn of duty as it falls: who has it, from when until when (UTC)."""

    watch: Watch
    day: date
    staff_id: int
    begins_at: datetime
    ends_at: datetime


def turns(
    watches: Sequence[Watch], swaps: Iterable[Swap], since: datetime, until: datetime, zone: str
) -> Sequence[Turn]:
    """Return the turns that touch the time from `since` until just before `until` (UTC).

    They come as they begin; of those at one time, whoever is told first.
    """
    taken = {(swap.watch_id, swap.day): swap.staff_id for swap in swaps}
    found = [
        turn
        for turn in _falling(watches, taken, since, until, zone)
        if turn.begins_at < until and turn.ends_at > since
    ]
    return sorted(found, key=lambda one: (one.begins_at, one.watch.turn, one.watch.id))


def on_watch(
    watches: Sequence[Watch], swaps: Iterable[Swap], now: datetime, zone: str
) -> tuple[int, ...]:
    """Return the staff who are on duty at `now`, whoever is told first leading, nobody twice."""
    at_once = turns(watches, swaps, now, now + timedelta(milliseconds=1), zone)
    order = sorted(at_once, key=lambda one: (one.watch.turn, one.begins_at, one.watch.id))
    return tuple(dict.fromkeys(one.staff_id for one in order))


def _falling(
    watches: Sequence[Watch],
    taken: dict[tuple[int, date], int],
    since: datetime,
    until: datetime,
    zone: str,
) -> Iterator[Turn]:
    day, last = to_wall(since, zone).date() - _DAY, to_wall(until, zone).date()
    while day <= last:
        for watch in watches:
            if watch.weekday == day.weekday():
                over_night = timedelta(days=watch.ends <= watch.begins)
                yield Turn(
                    watch=watch,
                    day=day,
                    staff_id=taken.get((watch.id, day), watch.staff_id),
                    begins_at=to_utc(day, watch.begins, zone),
                    ends_at=to_utc(day + over_night, watch.ends, zone),
                )
        day += _DAY
