"""How far a clock is moved: by seconds, to an instant, or by days and months on the wall."""

import calendar
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from simulator.records import Json

LONGEST = timedelta(days=366)
MONTHS = 12


def ahead(now: datetime, zone: str, how: Json) -> datetime:
    """Return the instant (UTC) to which a clock that shows ``now`` (aware) is to be moved.

    ``how`` has ``seconds``, ``until`` (Unix seconds), ``days`` or ``months``. Days and months
    keep the time on the wall of ``zone``, also where the clocks are changed on the way.

    Raises:
        ValueError: when it is no move ahead, or one of more than 366 days.
    """
    target = _target(now, ZoneInfo(zone), how)
    if not now < target <= now + LONGEST:
        raise ValueError("A jump is forward, by at most 366 days.")
    return target


def _target(now: datetime, zone: ZoneInfo, how: Json) -> datetime:
    if "until" in how:
        return datetime.fromtimestamp(float(how["until"]), UTC)
    if "days" in how:
        return _on_the_wall(now.astimezone(zone), days=int(how["days"]))
    if "months" in how:
        return _on_the_wall(_months_later(now.astimezone(zone), int(how["months"])))
    if "seconds" in how:
        return now + timedelta(seconds=float(how["seconds"]))
    raise ValueError("Say how far: seconds, days, months, or until (Unix seconds).")


def _on_the_wall(wall: datetime, *, days: int = 0) -> datetime:
    """Return the instant at which the wall shows this time so many days later."""
    return (wall.replace(fold=0) + timedelta(days=days)).astimezone(UTC)


def _months_later(wall: datetime, months: int) -> datetime:
    """Return the same day of a later month, or the last day of a month that is shorter."""
    years, month = divmod(wall.month - 1 + months, MONTHS)
    year, month = wall.year + years, month + 1
    last = calendar.monthrange(year, month)[1]
    return wall.replace(year=year, month=month, day=min(wall.day, last))
