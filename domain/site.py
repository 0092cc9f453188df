"""When a site is staffed, when it is quiet, and what that makes of a wait.

Staffed time is counted in half-open windows: a site that closes at 15 is staffed until just before
15, so a wait that would end at closing ends at the next opening, when somebody is there. All
instants are UTC; hours are wall time in the site's zone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import takewhile

from domain.wall import to_utc, to_wall, zone_named

HORIZON_DAYS = 366
LAST_BEFORE_A_DAY_OFF = time(14)  # nothing is asked later than that when the next day is closed
_DAY = timedelta(days=1)
_HOUR = timedelta(hours=1)
_NOTHING = timedelta(0)


# A tick comes a little after the time it is for; that is not late.
PUNCTUAL = timedelta(minutes=10)


def meant_for(due_at: datetime | None, now: datetime) -> datetime:
    """Return which instant something is for: when it was due, or `now` when that is long ago.

    A question due at the last askable minute of a day is for that day, though the tick that
    handles it comes some seconds later.
    """
    return due_at if due_at is not None and now - due_at <= PUNCTUAL else now


@dataclass(frozen=True, slots=True)
class QuietHours:
    """The part of the day when nothing is sent unasked, in wall time. It may cross midnight."""

    start: time
    end: time

    def hold(self, at: time) -> bool:
        """Return whether a wall time lies in them; their end does not."""
        if self.start <= self.end:
            return self.start <= at < self.end
        return at >= self.start or at < self.end

    def ends(self, instant: datetime, zone: str) -> datetime | None:
        """Return when the quiet time that covers `instant` ends (UTC), or None when none does."""
        today = to_wall(instant, zone).date()
        over_night = timedelta(days=self.end < self.start)
        for first in (today - _DAY, today):
            end = to_utc(first + over_night, self.end, zone)
            if to_utc(first, self.start, zone) <= instant < end:
                return end
        return None


@dataclass(frozen=True, slots=True)
class Window:
    """A day's staffed time, from its opening until just before its close (UTC)."""

    day: date
    opens: datetime
    closes: datetime


@dataclass(frozen=True, slots=True)
class SiteRules:
    """A site's hours.

    `hours` maps a weekday (Monday is 0) to opening and closing in wall time; a weekday that is
    missing or None is closed. Raises `ValueError` for an unknown zone, an unknown weekday, or
    hours that do not rise.
    """

    zone: str
    hours: Mapping[int, tuple[time, time] | None]
    holidays: frozenset[date]
    quiet: QuietHours

    def __post_init__(self) -> None:
        """Refuse hours that cannot be read."""
        zone_named(self.zone)
        for weekday, hours in self.hours.items():
            if weekday not in range(7):
                raise ValueError(f"Weekday {weekday} is unknown: Monday is 0 and Sunday is 6.")
            if hours is not None and hours[0] >= hours[1]:
                raise ValueError(f"Hours {hours[0]}-{hours[1]} must open before they close.")

    def is_staffed(self, instant: datetime) -> bool:
        """Return whether somebody is at work at `instant`."""
        window = self._window(self._day(instant))
        return window is not None and window.opens <= instant < window.closes

    def next_staffed(self, instant: datetime) -> datetime:
        """Return `instant` if it is staffed, else the next opening.

        Raises:
            ValueError: If the site does not open within a year (also below).
        """
        return max(instant, self._next_window(instant).opens)

    def opening_within(self, instant: datetime, span: timedelta) -> datetime | None:
        """Return the first opening after `instant` and at most `span` later; None without one."""
        day, end = self._day(instant), instant + span
        while day <= self._day(end):
            window = self._window(day)
            if window and instant < window.opens <= end:
                return window.opens
            day += _DAY
        return None

    def add_staffed(self, instant: datetime, duration: timedelta) -> datetime:
        """Return the staffed instant at which `duration` of staffed time has passed."""
        if duration < _NOTHING:
            raise ValueError("Staffed time only runs forward: give a duration of zero or more.")
        windows = self._windows(instant)
        window = next(windows)
        start = max(instant, window.opens)
        while duration >= window.closes - start:
            duration -= window.closes - start
            window = next(windows)
            start = window.opens
        return start + duration

    def add_working_days(self, instant: datetime, days: int) -> datetime:
        """Return the same wall time so many working days later.

        The count begins at the next staffed instant. Where that day is not staffed at that wall
        time, it is the next instant that is.
        """
        start = self.next_staffed(instant)
        day = self._day(start)
        for _ in range(days):
            day = self._window_after(day).day
        return self.next_staffed(to_utc(day, to_wall(start, self.zone).time(), self.zone))

    def end_of_working_day(self, instant: datetime) -> datetime:
        """Return when the site next closes: today when it is still open or will open today."""
        return self._next_window(instant).closes

    def end_of_next_working_day(self, instant: datetime) -> datetime:
        """Return when the first working day after today closes."""
        return self._window_after(self._day(instant)).closes

    def last_staffed(self, due_at: datetime) -> datetime:
        """Return by when somebody can still do what is due at `due_at`, said in words.

        What is due at an opening is done on the working day before it: by when that one closes.
        Any other instant is returned as it is.
        """
        day = self._day(due_at)
        window = self._window(day)
        if window is None or window.opens != due_at:
            return due_at
        days = (day - ahead * _DAY for ahead in range(1, HORIZON_DAYS + 1))
        before = next(filter(None, map(self._window, days)), None)
        return before.closes if before is not None else due_at

    def reads_at(self, instant: datetime) -> datetime:
        """Return by when a worker reads a word that arrives at `instant`.

        Within hours by the end of that day; outside them at the next opening.
        """
        window = self._next_window(instant)
        return window.closes if window.opens <= instant else window.opens

    def staffed_hour_follows(self, instant: datetime, within: timedelta = 4 * _HOUR) -> bool:
        """Return whether a whole staffed hour lies within the time that follows `instant`."""
        day, end = self._day(instant), instant + within
        while day <= self._day(end):
            window = self._window(day)
            if window and min(end, window.closes) - max(instant, window.opens) >= _HOUR:
                return True
            day += _DAY
        return False

    def next_answerable(self, instant: datetime, within: timedelta = 4 * _HOUR) -> datetime:
        """Return the first instant from `instant` on that a staffed hour follows.

        Raises:
            ValueError: If there is no such hour within a year.
        """
        limit = instant + HORIZON_DAYS * _DAY
        for window in takewhile(lambda window: window.opens < limit, self._windows(instant)):
            earliest = max(instant, window.opens + _HOUR - within)
            if self.staffed_hour_follows(earliest, within):
                return earliest
        raise ValueError("The site is never open for a whole hour: correct its hours.")

    def next_askable(
        self, instant: datetime, zone: str, quiet: QuietHours | None = None
    ) -> datetime:
        """Return the first instant from `instant` on when a youth may be asked something.

        It lies outside the quiet hours of the youth's own `zone` (theirs, or the site's), a
        staffed hour follows, and it is no afternoon before a day off.

        Raises:
            ValueError: If there is no such instant within a year.
        """
        at, quiet = instant, quiet or self.quiet
        for _ in range(HORIZON_DAYS):
            later = self.next_answerable(quiet.ends(at, zone) or at)
            later = self._after_eve(later) or later
            if later == at:
                return at
            at = later
        raise ValueError("Every staffed hour lies in the quiet hours: correct the site file.")

    def latest_askable(
        self, instant: datetime, zone: str, quiet: QuietHours | None = None
    ) -> datetime | None:
        """Return `instant`, or the latest whole hour before it that day when one may be asked.

        The day is the local one in the youth's own `zone`. None where the day has no such hour
        before it; one that comes later on the same day is no reason to ask earlier.
        """
        day = to_wall(instant, zone).date()
        if to_wall(self.next_askable(instant, zone, quiet), zone).date() == day:
            return instant
        hours = range(to_wall(instant, zone).hour, -1, -1)
        earlier = (at for hour in hours if (at := to_utc(day, time(hour), zone)) < instant)
        return next((at for at in earlier if self.next_askable(at, zone, quiet) == at), None)

    def _after_eve(self, instant: datetime) -> datetime | None:
        """Return the end of an afternoon before a day off, when `instant` lies in one."""
        wall = to_wall(instant, self.zone)
        if wall.time() <= LAST_BEFORE_A_DAY_OFF or self._window(wall.date() + _DAY) is not None:
            return None
        return to_utc(wall.date() + _DAY, time(0), self.zone)

    def _day(self, instant: datetime) -> date:
        return to_wall(instant, self.zone).date()

    def _window(self, day: date) -> Window | None:
        hours = None if day in self.holidays else self.hours.get(day.weekday())
        if hours is None:
            return None
        opens, closes = (to_utc(day, at, self.zone) for at in hours)
        return Window(day, opens, closes) if opens < closes else None  # a clock change may eat it

    def _windows(self, instant: datetime) -> Iterator[Window]:
        today = self._day(instant)
        window = self._window(today)
        if window is None or window.closes <= instant:
            window = self._window_after(today)
        while True:
            yield window
            window = self._window_after(window.day)

    def _next_window(self, instant: datetime) -> Window:
        return next(self._windows(instant))

    def _window_after(self, day: date) -> Window:
        for ahead in range(1, HORIZON_DAYS + 1):
            window = self._window(day + ahead * _DAY)
            if window is not None:
                return window
        raise ValueError(
            f"The site does not open within {HORIZON_DAYS} days after {day}: "
            "give it hours, or take days out of its holidays."
        )
