"""Whether a day has a check-in of its own: no older question comes back beside it."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from domain.checkin import CheckIn
from domain.people import Youth
from domain.plan import ContactKind
from domain.wall import to_utc, to_wall
from services.occurrences import following
from services.programme_of import programme_of
from services.world import House
from storage import begun, planned
from storage.tx import Rx

_INSTANT = timedelta(milliseconds=1)


def is_free(
    rx: Rx, now: datetime, house: House, youth: Youth, checkin: CheckIn, at: datetime
) -> bool:
    """Return whether this check-in may be asked once more at `at` (UTC).

    On the local day on which it was asked first it is that day's own, and no other comes. On
    every other day none may have been asked and none may be planned.
    """
    day = to_wall(at, youth.zone).date()
    if day == to_wall(checkin.opened_at, youth.zone).date():
        return True
    begins = to_utc(day, time(0), youth.zone)
    ends = to_utc(day + timedelta(days=1), time(0), youth.zone)
    asked = begun.messages(rx, youth.id, begins)
    if any(kind is ContactKind.CHECKIN and when < ends for when, kind in asked):
        return False
    return not any(begins <= due < ends for due in _to_come(rx, now, house, youth, begins))


def _to_come(
    rx: Rx, now: datetime, house: House, youth: Youth, begins: datetime
) -> list[datetime]:
    """Return when each check-in is due next, and when from the beginning of that day on (UTC)."""
    found = []
    for plan in planned.of_youth(rx, youth.id):
        programme = programme_of(rx, house, plan.programme_version_id)
        contact = programme.find(plan.contact_key)
        if plan.due_at is None or contact is None or contact.kind is not ContactKind.CHECKIN:
            continue
        after = max(now, begins - _INSTANT)
        due = following(rx, house, youth, programme, contact, after=after)
        found += [plan.due_at, *([due] if due is not None else [])]
    return found
