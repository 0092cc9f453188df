"""What a youth chose for their times, with the site's own where they left it to us."""

from __future__ import annotations

from datetime import time

from domain.people import Youth
from domain.plan import ContactKind
from domain.site import QuietHours
from services.programme_of import programme_of
from services.rhythm_of import calendar_of
from services.world import House
from storage import agreements
from storage.tx import Rx

_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def quiet_of(rx: Rx, house: House, youth_id: int) -> QuietHours:
    """Return the hours in which nothing is sent to a youth unasked."""
    return agreements.get(rx, youth_id).quiet or house.site.quiet


def days_and_time(rx: Rx, house: House, youth: Youth) -> tuple[tuple[int, ...], time | None]:
    """Return the weekdays (Monday is 0) and the local time at which check-ins come.

    None, and no days, where the youth's programme has no check-in.
    """
    programme = programme_of(rx, house, youth.programme_version_id)
    calendar = calendar_of(rx, youth, programme)
    usual = tuple(_WEEKDAYS.index(name) for name in calendar.weekdays)
    checkins = [one for one in programme.contacts if one.kind is ContactKind.CHECKIN]
    at = min((calendar.at_of(one) for one in checkins), default=None)
    return calendar.agreement.days or usual, at
