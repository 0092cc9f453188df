"""*Senere*: when a question may come back, at the youth's own wish."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from enum import StrEnum

from domain.site import QuietHours
from domain.wall import to_utc, to_wall

_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)
_TONIGHT = time(18)  # "before 18.30": the question is there when they look
TIME_TO_ANSWER = _HOUR  # a question that comes back stays open at least so long


class Later(StrEnum):
    """When a youth wants to be asked again."""

    HOUR = "hour"
    TONIGHT = "tonight"
    TOMORROW = "tomorrow"


def choices(
    now: datetime, *, asked_at: datetime, expires_at: datetime, quiet: QuietHours, zone: str
) -> Mapping[Later, datetime]:
    """Return when the question may come back (UTC), in the order in which that is offered.

    Each lies outside the quiet hours, and leaves time to answer before the question closes.
    Tomorrow means the time of day at which it was asked first. The youth asks for it, so nobody
    need be at work.

    Args:
        now: Aware instant of the wish.
        asked_at: When the question was asked first.
        expires_at: When it closes by itself.
        quiet: The youth's own quiet hours, or else the site's.
        zone: Name of the youth's time zone.
    """
    today = to_wall(now, zone).date()
    soon, tonight = now + _HOUR, to_utc(today, _TONIGHT, zone)
    wishes = {
        Later.HOUR: soon,
        Later.TONIGHT: tonight if tonight > soon else now,
        Later.TOMORROW: to_utc(today + _DAY, to_wall(asked_at, zone).time(), zone),
    }
    return {
        wish: at
        for wish, at in wishes.items()
        if soon <= at <= expires_at - TIME_TO_ANSWER and quiet.ends(at, zone) is None
    }
