"""When a planned contact comes next, in the youth's own local time."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from domain.cadence import next_occurrence
from domain.plan import PlannedContact

_INSTANT = timedelta(milliseconds=1)
# A row that could not be handled is pushed ahead, so its due time lies after its occurrence.
_PUSHED_AT_MOST = timedelta(days=2)


def next_due(
    contact: PlannedContact, zone: str, *, anchor: datetime, after: datetime
) -> datetime | None:
    """Return the contact's first occurrence after `after` (UTC), in the youth's local time."""
    first_day = anchor.astimezone(ZoneInfo(zone)).date()
    return next_occurrence(contact.rule, contact.at, zone, anchor=first_day, after=after)


def occurrence_at(
    contact: PlannedContact, zone: str, *, anchor: datetime, due_at: datetime
) -> datetime:
    """Return the occurrence that a row due at `due_at` stands for (UTC).

    That is `due_at` itself, unless the row failed and was pushed ahead: then the one before.
    """
    found = None
    after = due_at - _PUSHED_AT_MOST
    while (later := next_due(contact, zone, anchor=anchor, after=after)) and later <= due_at:
        found = after = later
    return found or due_at
