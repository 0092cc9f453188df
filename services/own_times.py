"""What a youth chose for their times, with the site's own where they left it to us."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from domain.own_days import WEEKDAYS
from domain.people import Youth
from domain.site import QuietHours
from domain.turns import asks_something
from domain.wall import to_wall
from services.programme_of import programme_of
from services.rhythm_of import calendar_of
from services.world import House
from storage import agreements
from storage.tx import Rx


def quiet_of(rx: Rx, house: House, youth_id: int) -> QuietHours:
    """Return the hours in which nothing is sent to a youth unasked."""
    return agreements.get(rx, youth_id).quiet or house.site.quiet


def next_askable(rx: Rx, house: House, youth: Youth, instant: datetime) -> datetime | None:
    """Return the first instant from `instant` on (UTC) when this youth may be asked something.

    None where their day and ours never meet: then a human keeps the contact.
    """
    try:
        return house.site.next_askable(instant, youth.zone, quiet_of(rx, house, youth.id))
    except ValueError:
        return None


def asks_anything(rx: Rx, house: House, youth: Youth) -> bool:
    """Return whether the topics that a youth has left on hold any question of a check-in."""
    programme = programme_of(rx, house, youth.programme_version_id)
    off = agreements.get(rx, youth.id).topics_off
    checkins = (one for one in programme.contacts if one.is_at_own_times)
    return not off or any(asks_something(programme, one, off) for one in checkins)


def asking_times(rx: Rx, now: datetime, house: House, youth: Youth) -> Sequence[tuple[int, time]]:
    """Return the weekdays (Monday is 0) and the local times at which check-ins come.

    A day on which the chosen hour is too late has an earlier one. Empty where the youth's
    programme has no check-in at their own times, or they have stopped all that these ask about.
    """
    programme = programme_of(rx, house, youth.programme_version_id)
    calendar = calendar_of(rx, house, youth, programme)
    off = agreements.get(rx, youth.id).topics_off
    mine = [
        one
        for one in programme.contacts
        if one.is_at_own_times and one.rule and asks_something(programme, one, off)
    ]
    first = min(mine, key=calendar.at_of, default=None)
    usual = tuple(WEEKDAYS.index(name) for name in calendar.weekdays)
    if first is None:
        return ()
    found = []
    for day in sorted(set(calendar.own_days or usual)):
        on = (now + timedelta(days=(day - now.weekday()) % len(WEEKDAYS))).date()
        at = to_wall(calendar.at_on(first, on), youth.zone)
        found.append((day, at.time().replace(tzinfo=None)))
    return found
