"""Wall time to UTC: the one place that knows what happens on the days the clocks change."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_SECOND = timedelta(seconds=1)


@lru_cache(maxsize=64)
def zone_named(name: str) -> ZoneInfo:
    """Return the time zone with that name.

    Raises:
        ValueError: If there is no such zone.
    """
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError(
            f"There is no time zone {name!r}: use a name like Europe/Copenhagen."
        ) from None


@lru_cache(maxsize=4096)  # the same opening hours are asked for again and again
def to_utc(day: date, at: time, zone: str) -> datetime:
    """Return the UTC instant at which clocks in `zone` show `at` on `day`.

    A time that the clocks skip is the first instant after the gap; one they show twice is the
    first of the two.
    """
    wall = datetime.combine(day, at.replace(fold=0), tzinfo=zone_named(zone))
    instant = wall.astimezone(UTC)
    if instant.astimezone(wall.tzinfo).replace(tzinfo=None) == wall.replace(tzinfo=None):
        return instant
    return _end_of_gap(wall.replace(fold=1).astimezone(UTC), instant, zone)


def to_wall(instant: datetime, zone: str) -> datetime:
    """Return what clocks in `zone` show at `instant`, with the zone attached."""
    return instant.astimezone(zone_named(zone))


def _end_of_gap(before: datetime, after: datetime, zone: str) -> datetime:
    # The offset changes once between the two; zones change it on whole seconds.
    before, after = (moment.replace(microsecond=0) for moment in (before, after))
    changed = to_wall(after, zone).utcoffset()
    while after - before > _SECOND:
        middle = before + (after - before) // (2 * _SECOND) * _SECOND
        if to_wall(middle, zone).utcoffset() == changed:
            after = middle
        else:
            before = middle
    return after
