"""When somebody looks again after the first talk of a red case."""

from __future__ import annotations

from datetime import datetime, timedelta

from domain.site import SiteRules

FIRST_LOOK = timedelta(hours=24)


def follow_up_at(talked_at: datetime, site: SiteRules) -> datetime:
    """Return when somebody looks again: a day after the talk, when there is somebody at work.

    Raises:
        ValueError: If the site does not open within a year.
    """
    return site.next_staffed(talked_at + FIRST_LOOK)
