"""The longest wall of messages that a youth saw, and how much stands on a worker's day."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from statistics import median

from domain.case import Case, CaseKind
from domain.reply import ReplyKind
from domain.wall import to_wall
from reports.audit.facts import Delivery, YouthFacts
from reports.audit.grounds import Grounds
from reports.audit.verdict import DayRows, Wall
from storage.audited import EventRow, ReplyRow

_ABOUT_WORDS = frozenset({CaseKind.WORD, CaseKind.LOW_ANSWER, CaseKind.UNREAD, CaseKind.CRISIS})
_DAY = timedelta(days=1)


def wall_of(youth: YouthFacts, grounds: Grounds) -> Wall:
    """Return the longest run of new messages with nothing from the youth in between."""
    longest, run = Wall(), list[Delivery]()
    for one in youth.deliveries:
        if one.sent.edited or not grounds.covers(one.sent.at):
            continue
        if run and youth.heard_between(run[-1].sent.at, one.sent.at):
            run = []
        run.append(one)
        if len(run) > longest.messages:
            longest = _wall(youth, run)
    return longest


def _wall(youth: YouthFacts, run: Sequence[Delivery]) -> Wall:
    return Wall(
        messages=len(run),
        asking=sum(one.asks for one in run),
        youth_id=youth.youth.id,
        since=run[0].sent.at,
        until=run[-1].sent.at,
    )


class DayList:
    """Counts the rows that stood on each worker's */idag* at some time of each working day.

    A case stands there from when its worker is told until it is closed, or while somebody else has
    taken it; a duty on the day it is due and after; unread replies as one row for each youth.
    """

    def __init__(self, grounds: Grounds) -> None:
        self._grounds = grounds
        self._zone = grounds.site.zone
        self._days = list(_working_days(grounds))
        self._counts: defaultdict[int, list[int]] = defaultdict(lambda: [0] * len(self._days))

    def add_youth(self, youth: YouthFacts) -> None:
        """Count what stood there about one youth."""
        for case in youth.cases:
            self._add_case(case, youth.told.get(case.id, ()), youth.events.get(case.id, ()))
        for task in youth.tasks:
            begins = task.due_at if task.due_at is not None else task.created_at
            self._add(task.staff_id, self._places(begins, task.done_at))
        self._add(youth.youth.mentor_id, self._unread(youth))

    def add_strangers(self, cases: Sequence[Case], told: Mapping[int, Sequence[Delivery]]) -> None:
        """Count the cases of nobody we know."""
        for case in cases:
            self._add_case(case, told.get(case.id, ()), ())

    def rows(self) -> Iterator[DayRows]:
        """Yield median and most rows of each member of staff, in the order of their ids."""
        for staff_id, counts in sorted(self._counts.items()):
            if staff_id in self._grounds.staff and counts:
                yield DayRows(staff_id=staff_id, median=float(median(counts)), most=max(counts))

    def _add_case(self, case: Case, told: Sequence[Delivery], story: Sequence[EventRow]) -> None:
        since: dict[int, datetime] = {}
        for one in told:
            if one.row is not None and one.row.staff_id is not None:
                since.setdefault(one.row.staff_id, one.sent.at)
        others = list(_taken(case, story))
        for staff_id, begins in since.items():
            places = set(self._places(begins, case.closed_at))
            for taker, taken_at, until in others:
                if taker != staff_id:
                    places -= set(self._places(taken_at + _DAY, until))
            self._add(staff_id, places)

    def _unread(self, youth: YouthFacts) -> set[int]:
        waiting: set[int] = set()
        for reply in youth.replies:
            if reply.kind != ReplyKind.SKIP:
                waiting.update(self._places(*_waited(reply)))
        for case in youth.cases:
            if case.kind in _ABOUT_WORDS:
                waiting.difference_update(self._places(case.opened_at, case.closed_at))
        return waiting

    def _places(self, begins: datetime, ends: datetime | None) -> range:
        """Return the places of the working days that a time touches."""
        first = to_wall(max(begins, self._grounds.since), self._zone).date()
        last = to_wall(min(ends or self._grounds.until, self._grounds.until), self._zone).date()
        return range(bisect_left(self._days, first), bisect_left(self._days, last + _DAY))

    def _add(self, staff_id: int, places: set[int] | range) -> None:
        counts = self._counts[staff_id]
        for place in places:
            counts[place] += 1


def _working_days(grounds: Grounds) -> Iterator[date]:
    zone = grounds.site.zone
    day, last = (to_wall(at, zone).date() for at in (grounds.since, grounds.until))
    while day <= last:
        if day not in grounds.site.holidays and grounds.site.hours.get(day.weekday()):
            yield day
        day += _DAY


def _waited(reply: ReplyRow) -> tuple[datetime, datetime | None]:
    return reply.edited_at or reply.received_at, reply.read_at


def _taken(
    case: Case, story: Sequence[EventRow]
) -> Iterator[tuple[int, datetime, datetime | None]]:
    """Yield who had the case, since when, and until it was open again or closed."""
    taker, since = None, case.opened_at
    for event in story:
        if event.what == "taken":
            if taker is not None:  # taken over from whoever had it
                yield taker, since, event.at
            taker, since = _number(event.actor), event.at
        elif event.what in {"climbed", "given", "closed"} and taker is not None:
            yield taker, since, event.at
            taker = None
    if taker is not None:
        yield taker, since, None


def _number(actor: str) -> int | None:
    kind, _, number = actor.partition(":")
    return int(number) if kind == "staff" and number.isdigit() else None
