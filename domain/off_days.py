"""Days that never count: public holidays, breaks and pauses, as spans of time."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property

from domain.wall import to_utc

_DAY = timedelta(days=1)
Span = tuple[datetime, datetime]


@dataclass(frozen=True)
class OffDays:
    """Spans that do not overlap, oldest first; each from its start until just before its end."""

    spans: tuple[Span, ...] = ()

    @classmethod
    def of_dates(cls, days: Iterable[date], zone: str) -> OffDays:
        """Return whole local days as spans (UTC).

        Raises:
            ValueError: If there is no such zone.
        """
        midnight = time(0)
        return cls(
            _merged(
                (to_utc(day, midnight, zone), to_utc(day + _DAY, midnight, zone)) for day in days
            )
        )

    def with_spans(self, spans: Iterable[Span]) -> OffDays:
        """Return these and more, merged where they touch."""
        return OffDays(_merged((*self.spans, *spans)))

    @cached_property
    def _starts(self) -> list[datetime]:
        return [start for start, _ in self.spans]

    @cached_property
    def _ends(self) -> list[datetime]:
        return [end for _, end in self.spans]

    def counted_days(self, since: datetime, until: datetime) -> float:
        """Return how many days lie between two instants, without the days off; never below 0."""
        first, last = bisect_right(self._ends, since), bisect_left(self._starts, until)
        off = sum(
            (min(end, until) - max(start, since) for start, end in self.spans[first:last]),
            timedelta(0),
        )
        return max(0.0, (until - since - off) / _DAY)

    def back(self, until: datetime, days: float) -> datetime:
        """Return the instant that so many counted days lie after, up to `until`."""
        left, at = days * _DAY, until
        for start, end in reversed(self.spans[: bisect_left(self._starts, until)]):
            if end < at:
                if at - end >= left:
                    break
                left -= at - end
            at = min(at, start)
        return at - left


NO_DAYS_OFF = OffDays()


def _merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        elif start < end:
            merged.append((start, end))
    return tuple(merged)
