"""What has come and nobody has read, of all the youths of one worker, on one page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.case import CaseKind, Outcome
from domain.people import Actor, Staff
from services.access import Action, Denied, allow
from services.mark_read import read_up_to
from services.read_page import Page, page_of
from services.read_today import away_for
from services.staff_page_link import StaffVisit, may_on_staff_page
from services.world import House
from storage import today, youths
from storage.tx import Tx


@dataclass(frozen=True, slots=True)
class Unread:
    """The pages of those who wait, longest first."""

    reader: Staff
    pages: Sequence[Page]

    @property
    def shown(self) -> Mapping[int, int]:
        """Return how far each youth's replies were shown: youth id to reply id."""
        return {page.youth.id: page.up_to for page in self.pages}

    @property
    def grave(self) -> frozenset[int]:
        """Return the ids of the youths with an open red case."""
        return frozenset(
            page.youth.id
            for page in self.pages
            if any(case.kind is CaseKind.CRISIS for case in page.open_cases)
        )


@dataclass(frozen=True, slots=True)
class Set:
    """What was marked as read; `newer` says that more came after the page was shown."""

    count: int
    newer: bool


def read_replies(
    tx: Tx, actor: Actor, now: datetime, house: House, *, visit: StaffVisit
) -> Unread | Denied:
    """Return what waits to be read by this worker, also for a colleague who is away.

    Every look stands in the audit trail, youth by youth.
    """
    granted = may_on_staff_page(tx, now, visit)
    if isinstance(granted, Denied):
        return granted
    return Unread(granted.staff, list(_pages(tx, actor, now, house, granted.staff)))


def _pages(tx: Tx, actor: Actor, now: datetime, house: House, reader: Staff) -> Iterator[Page]:
    mentors = [reader.id, *(person.id for person in away_for(tx, now, reader))]
    for waiting in today.unread_by_youth(tx, mentors):
        youth = youths.get(tx, waiting.youth_id)
        granted = allow(tx, actor, now, Action.READ_WORDS, youth=youth, case=None)
        if youth is not None and not isinstance(granted, Denied):
            yield page_of(tx, now, house, youth, reader=reader)


def set_replies(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    *,
    visit: StaffVisit,
    shown: Mapping[int, int],
    seen_at: datetime,
) -> Set | Denied:
    """Mark the whole list as read, each youth's as far as it was shown at `seen_at` (UTC)."""
    granted = may_on_staff_page(tx, now, visit)
    if isinstance(granted, Denied):
        return granted
    count, newer = 0, False
    for youth_id, up_to in sorted(shown.items()):
        youth = youths.get(tx, youth_id)
        allowed = allow(tx, actor, now, Action.READ_WORDS, youth=youth, case=None)
        if youth is None or isinstance(allowed, Denied):
            continue
        read = read_up_to(
            tx,
            actor,
            now,
            house,
            youth=youth,
            up_to=up_to,
            as_=Outcome.READ,
            seen_at=seen_at,
        )
        count += read.count
        newer = newer or read.newer
    return Set(count, newer)
