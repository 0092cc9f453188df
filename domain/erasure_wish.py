"""A wish to be erased: by when it is answered, when somebody is reminded, and how it ends.

The General Data Protection Regulation gives one month from when it was said (article 12(3)).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from dateutil.relativedelta import relativedelta

from domain.site import SiteRules
from domain.wall import to_utc, to_wall

LONGEST_REASON = 500  # characters
FARTHEST_BACK = timedelta(days=365)  # a wish that nobody wrote down is older than this
_DAYS, _MONTH = timedelta(days=30), relativedelta(months=1)
_A_DAY = timedelta(days=1)
# So many days before the end somebody is reminded; from the second on the leaders are as well.
STEPS = (14, 7, 3, 1)
ALL_FROM = 7
LATE = "late"


class WishEnd(StrEnum):
    """How a wish ends that does not end by erasing all."""

    REFUSED = "refused"  # nothing is erased, for a reason that the law knows
    PARTLY = "partly"  # some of it has to stay
    WITHDRAWN = "withdrawn"  # they want to be kept after all


class NotAnswered(StrEnum):
    """Why an answer to a wish is not kept, or why a wish is not."""

    ASKED_ON = "asked_on"  # no day, one ahead, or more than a year ago
    END = "end"
    LEADER = "leader"  # nobody stands behind a no
    REASON = "reason"
    REASON_LONG = "reason_long"
    CPR = "cpr"
    TOLD_ON = "told_on"  # no day, one ahead, or one before they asked
    GONE = "gone"  # it was answered meanwhile


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """That a wish waits: under which name it is said once, and to how many."""

    step: str
    is_late: bool
    to_all: bool  # coordinators and leaders too, not only whose duty it is


def last_day(asked_on: date) -> date:
    """Return the last day of the month that there is to answer: never more than 30 days."""
    return min(asked_on + _DAYS, asked_on + _MONTH)


def due_at(asked_on: date, site: SiteRules) -> datetime:
    """Return by when a wish is answered (UTC): when work ends on the last working day in time.

    Where no day of that month was a working day it is the end of the last day itself.
    """
    last = last_day(asked_on)
    days = (last - back * _A_DAY for back in range((last - asked_on).days + 1))
    closing = (site.end_of_working_day(to_utc(day, time(0), site.zone)) for day in days)
    ends = to_utc(last + _A_DAY, time(0), site.zone)
    return next((at for at in closing if at < ends), ends)


def reminder(due: datetime, now: datetime, zone: str) -> Reminder | None:
    """Return which reminder is due at `now` of a wish to be answered by `due` (UTC), or None.

    Once it is late there is one for each local day.
    """
    today = to_wall(now, zone).date()
    if due < now:
        return Reminder(step=f"{LATE}:{today}", is_late=True, to_all=True)
    left = (to_wall(due, zone).date() - today).days
    reached = [step for step in STEPS if left <= step]
    if not reached:
        return None
    return Reminder(step=str(min(reached)), is_late=False, to_all=min(reached) <= ALL_FROM)
