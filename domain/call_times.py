"""When a call comes instead: later today, in the afternoon, or on another day."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from domain.site import SiteRules
from domain.wall import to_utc, to_wall

_QUARTER = timedelta(minutes=15)
_AT_LEAST = timedelta(hours=1)
_NOON = time(12)
_MORNING, _AFTERNOON = time(10), time(13)
_NIGHT_ENDS = time(5)  # whoever says *i morgen* before this, late at night, means this very day


def later_today(now: datetime, site: SiteRules) -> datetime | None:
    """Return a full quarter at least an hour ahead (UTC), or None when nobody is there then."""
    wall = to_wall(now, site.zone)
    midnight = to_utc(wall.date(), time(0), site.zone)
    quarters = -((midnight - now - _AT_LEAST) // _QUARTER)
    at = midnight + quarters * _QUARTER
    same_day = to_wall(at, site.zone).date() == wall.date()
    return at if same_day and site.is_staffed(at) else None


def next_day(now: datetime, site: SiteRules) -> datetime:
    """Return an hour of the next working day in the other half of the day (UTC).

    It is the first working day after today: who asks in the evening or on a Saturday does not
    wait for the one after that. In the small hours, today is still yesterday.

    Raises:
        ValueError: If the site does not open within a year.
    """
    wall = to_wall(now, site.zone)
    at = _AFTERNOON if _NIGHT_ENDS <= wall.time() < _NOON else _MORNING
    return site.next_staffed(to_utc(_day_after(now, site), at, site.zone))


def tomorrow(now: datetime, site: SiteRules) -> datetime:
    """Return the same time of the next working day, or its opening where nobody is there then.

    Unlike a wait of one working day it is never the day after that: what is put off on a Friday
    afternoon, when the site has closed, comes on Monday (UTC).

    Raises:
        ValueError: If the site does not open within a year.
    """
    day = _day_after(now, site)
    same = to_utc(day, to_wall(now, site.zone).time(), site.zone)
    return same if site.is_staffed(same) else site.next_staffed(to_utc(day, time(0), site.zone))


def _day_after(now: datetime, site: SiteRules) -> date:
    """Return the first working day after today; in the small hours it may be this very day."""
    wall = to_wall(now, site.zone)
    is_night = wall.time() < _NIGHT_ENDS
    closes = site.end_of_working_day(now) if is_night else site.end_of_next_working_day(now)
    return to_wall(closes, site.zone).date()


def afternoon(now: datetime, site: SiteRules) -> datetime:
    """Return when the afternoon of the local day of `now` begins (UTC); it may have passed."""
    return to_utc(to_wall(now, site.zone).date(), _AFTERNOON, site.zone)


def next_morning(now: datetime, site: SiteRules) -> datetime:
    """Return when somebody is at work on the next morning (UTC).

    In the small hours that is this very day; before a weekend or a holiday it is the first day
    after it.

    Raises:
        ValueError: If the site does not open within a year.
    """
    wall = to_wall(now, site.zone)
    day = wall.date() if wall.time() < _NIGHT_ENDS else wall.date() + timedelta(days=1)
    return site.next_staffed(max(now, to_utc(day, time(0), site.zone)))


def is_tomorrow(instant: datetime, now: datetime, site: SiteRules) -> bool:
    """Return whether `instant` lies on the local day after that of `now`."""
    ahead = to_wall(instant, site.zone).date() - to_wall(now, site.zone).date()
    return ahead == timedelta(days=1)
