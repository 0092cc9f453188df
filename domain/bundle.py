"""Yellow cases of one worker as one quiet message: when it leaves, and what is added to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from domain.site import SiteRules
from domain.wall import to_utc, to_wall


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """At `at` (wall time of the site) of a working day one message names what is yellow.

    It has at most so many `lines`, and what opens within `window` after it is added to it.
    """

    at: time
    lines: int
    window: timedelta

    def __post_init__(self) -> None:
        """Refuse a bundle that names nothing."""
        if self.lines < 1:
            raise ValueError("A bundle has at least one line.")

    def day_of(self, now: datetime, site: SiteRules) -> date:
        """Return the local day whose bundle a case belongs to that opens at `now` (UTC).

        Raises:
            ValueError: If the site does not open within a year (also below).
        """
        return to_wall(site.next_staffed(now), site.zone).date()

    def leaves_at(self, now: datetime, site: SiteRules) -> datetime | None:
        """Return when a case leaves with others (UTC); None when it is told by itself, at once."""
        at = self._of_day(now, site)
        return at if at is not None and now <= at else None

    def is_open(self, now: datetime, site: SiteRules) -> bool:
        """Return whether what opens at `now` (UTC) is added to the bundle that has left."""
        at = self._of_day(now, site)
        return at is not None and at <= now < at + self.window

    def _of_day(self, now: datetime, site: SiteRules) -> datetime | None:
        day = self.day_of(now, site)
        at = site.next_staffed(to_utc(day, self.at, site.zone))
        return at if to_wall(at, site.zone).date() == day else None  # that day closes before
