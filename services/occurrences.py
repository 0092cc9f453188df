"""When a planned contact comes next: in the youth's own local time, at their own days."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from domain.cadence import next_occurrence
from domain.people import Youth
from domain.plan import PlannedContact, Programme
from services.rhythm_of import calendar_of
from services.world import House
from storage.tx import Rx

# A row that could not be handled is pushed ahead, so its due time lies after its occurrence.
PUSHED_AT_MOST = timedelta(days=2)


def next_due(
    contact: PlannedContact, zone: str, *, anchor: datetime, after: datetime
) -> datetime | None:
    """Return a rule's first occurrence after `after` (UTC), whatever the youth has chosen."""
    first_day = anchor.astimezone(ZoneInfo(zone)).date()
    return next_occurrence(contact.rule, contact.at, zone, anchor=first_day, after=after)


def following(
    rx: Rx,
    house: House,
    youth: Youth,
    programme: Programme,
    contact: PlannedContact,
    *,
    after: datetime,
) -> datetime | None:
    """Return the contact's first occurrence after `after` (UTC); None when there is none left."""
    return calendar_of(rx, house, youth, programme).following(contact, after)
