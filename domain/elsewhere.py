"""Where a youth says they are, told by their clock alone: nobody asks for the place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta

from domain.wall import to_wall

OFFSETS = range(-11, 13)  # hours from UTC, one for each hour that a clock can show
_HOUR = timedelta(hours=1)


def clocks_now(now: datetime) -> Mapping[int, datetime]:
    """Return what clocks show `now` (UTC) at every whole distance from UTC, midnight first."""
    shown = {hours: now.astimezone(UTC) + hours * _HOUR for hours in OFFSETS}
    return dict(sorted(shown.items(), key=lambda one: one[1].hour))


def zone_by_clock(hours: int, now: datetime, known: Iterable[str]) -> str:
    """Return a zone whose clocks are that many hours from UTC `now`.

    The first of the `known` zones that fits, whose clocks change with the year; else one that
    stands at that distance all year.

    Raises:
        ValueError: If no clock is that far away.
    """
    if hours not in OFFSETS:
        raise ValueError(f"No clock is {hours} hours from UTC here: use -11 to 12.")
    for name in known:
        if to_wall(now, name).utcoffset() == hours * _HOUR:
            return name
    return f"Etc/GMT{-hours:+d}" if hours else "Etc/UTC"  # the sign is the other way round there
