"""How long young people waited who needed a talk: hours from the case until a human was there."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from statistics import median, quantiles

from sqlalchemy import select

from domain.case import CaseKind
from domain.talk import REAL, TalkWay
from storage.tables import case_event, case_file, talk
from storage.tx import Rx

HOUR = timedelta(hours=1)
# A word is answered by words; these are answered by a talk.
NEED_A_TALK = (
    CaseKind.CONTACT_DUE,
    CaseKind.CALL_ME,
    CaseKind.UNREACHABLE,
    CaseKind.CONCERN,
    CaseKind.PARTNER_CONCERN,
    CaseKind.ATTENTION,
)
_TRIED = (*REAL, TalkWay.ANNOUNCED, TalkWay.TRIED)
_TENTHS = 10


@dataclass(frozen=True, slots=True)
class Waited:
    """Cases that needed a talk, the hours until there was one where there was, and the late.

    Hours count day and night. Late is what came after the case was due, or has not come by then;
    `untried` are those of them in which nobody had tried by then either, nor said that they call;
    `in_hands_of` counts these by who had taken the case by then (staff id), and where nobody had,
    by who was told of it first.
    """

    cases: int
    hours: tuple[float, ...] = ()
    late: int = 0
    untried: int = 0
    in_hands_of: Mapping[int, int] = field(default_factory=dict)

    @property
    def usual_hours(self) -> float:
        """Return the hours until the talk that half of them took; 0 when there was none."""
        return round(median(self.hours), 1) if self.hours else 0.0

    @property
    def slow_hours(self) -> float:
        """Return the hours within which nine in ten had their talk."""
        if len(self.hours) < 2:
            return self.usual_hours
        return round(quantiles(self.hours, n=_TENTHS)[-1], 1)

    def __add__(self, other: Waited) -> Waited:
        """Return the cases of both."""
        return Waited(
            self.cases + other.cases,
            self.hours + other.hours,
            self.late + other.late,
            self.untried + other.untried,
            dict(Counter(self.in_hands_of) + Counter(other.in_hands_of)),
        )


def waited(rx: Rx, until: datetime) -> Waited:
    """Return how long people waited for a talk, looked back upon from `until` (UTC)."""
    talks, tries = _of_ways(rx, REAL), _of_ways(rx, _TRIED)
    rows = list(
        rx.execute(
            select(
                case_file.c.case_file_id,
                case_file.c.youth_id,
                case_file.c.opened_at,
                case_file.c.due_at,
                case_file.c.ladder,
            ).where(
                case_file.c.site_id == rx.site_id,
                case_file.c.youth_id.is_not(None),
                case_file.c.kind.in_([kind.value for kind in NEED_A_TALK]),
            )
        )
    )
    hours: list[float] = []
    late, untried, taken = 0, list[int](), _takers(rx)
    for row in rows:
        known = talks[row.youth_id]
        after = bisect_left(known, row.opened_at)
        talked_at = known[after] if after < len(known) else None
        if talked_at is not None:
            hours.append((talked_at - row.opened_at) / HOUR)
        if (talked_at or until) > row.due_at:
            late += 1
            if not _between(tries[row.youth_id], row.opened_at, row.due_at):
                by_then = [who for at, who in taken[row.case_file_id] if at <= row.due_at]
                untried.append(by_then[-1] if by_then else row.ladder[0])
    return Waited(len(rows), tuple(hours), late, len(untried), dict(Counter(untried)))


def _between(instants: Sequence[datetime], since: datetime, until: datetime) -> bool:
    """Return whether one of the instants, oldest first, is between two others."""
    after = bisect_left(instants, since)
    return after < len(instants) and instants[after] <= until


def _takers(rx: Rx) -> Mapping[int, list[tuple[datetime, int]]]:
    """Return when each case was taken, and by whom (staff id), oldest first."""
    found: defaultdict[int, list[tuple[datetime, int]]] = defaultdict(list)
    of_site = case_event.c.site_id == rx.site_id
    for row in rx.execute(
        select(case_event.c.case_file_id, case_event.c.at, case_event.c.actor)
        .where(of_site, case_event.c.what == "taken", case_event.c.actor.like("staff:%"))
        .order_by(case_event.c.at)
    ):
        found[row.case_file_id].append((row.at, int(row.actor.partition(":")[2])))
    return found


def _of_ways(rx: Rx, wanted: Iterable[TalkWay]) -> dict[int, list[datetime]]:
    """Return when somebody did one of these for each youth, oldest first."""
    found = defaultdict(list)
    ways = [way.value for way in wanted]
    of_site = talk.c.site_id == rx.site_id
    for row in rx.execute(
        select(talk.c.youth_id, talk.c.at).where(of_site, talk.c.way.in_(ways)).order_by(talk.c.at)
    ):
        found[row.youth_id].append(row.at)
    return found
