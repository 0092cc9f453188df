"""When somebody is away: from a chosen day until a chosen working day. Instants are UTC."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from domain.site import SiteRules
from domain.wall import to_utc, to_wall

FROM = ("now", "tomorrow", "monday")
UNTIL = ("tomorrow", "monday", "week", "two_weeks", "three_weeks")
_WEEK = 7
_DAYS = {"tomorrow": 1, "week": 7, "two_weeks": 14, "three_weeks": 21}


def begins(choice: str, now: datetime, zone: str) -> datetime:
    """Return when an absence begins: now, or as that local day begins.

    Raises:
        KeyError: If there is no such choice.
    """
    if choice == "now":
        return now
    return to_utc(_day(choice, to_wall(now, zone).date()), time(0), zone)


def ends(choice: str, begins_at: datetime, site: SiteRules) -> datetime:
    """Return when somebody is back: the first staffed instant from the chosen day on.

    Raises:
        KeyError: If there is no such choice.
        ValueError: If the site does not open within a year.
    """
    day = _day(choice, to_wall(begins_at, site.zone).date())
    return site.next_staffed(to_utc(day, time(0), site.zone))


def _day(choice: str, today: date) -> date:
    if choice == "monday":
        return today + timedelta(days=_WEEK - today.weekday())
    return today + timedelta(days=_DAYS[choice])
