"""The only reader of the clock. Everyone else is told the time as `now`."""

import time
from datetime import UTC, datetime, timedelta

from bot.errors import UserError


class Clock:
    """The clock of production: time as it is."""

    def now(self) -> datetime:
        """Return the instant that due times are compared with (aware, UTC)."""
        return self.real()

    def real(self) -> datetime:
        """Return the instant outside, whatever `now` pretends (aware, UTC)."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Return seconds that only ever grow, for leases and time-outs; never moved by hand."""
        return time.monotonic()


class MovableClock(Clock):
    """A clock for the demo: it runs with real time, and can be moved ahead.

    Leases and time-outs use `monotonic` or `real` and are not moved.

    Raises:
        UserError: Real people would get a year of messages in a minute; so a clock that can
            be moved is refused unless Telegram is a simulator on loopback.
    """

    def __init__(self, *, telegram_is_loopback: bool, start: datetime | None = None) -> None:
        if not telegram_is_loopback:
            raise UserError(
                "A clock that can be moved is only for the simulator: "
                "TELEGRAM_API_URL must be on loopback, such as http://127.0.0.1:8082."
            )
        self._offset = timedelta() if start is None else _aware(start) - self.real()

    @property
    def offset(self) -> timedelta:
        """Return how far `now` is ahead of real time."""
        return self._offset

    def now(self) -> datetime:
        """Return real time plus the offset (aware, UTC)."""
        return self.real() + self._offset

    def advance_to(self, instant: datetime) -> None:
        """Move `now` to `instant`; an instant that has already passed changes nothing.

        Raises:
            ValueError: `instant` has no time zone.
        """
        self._offset += max(timedelta(), _aware(instant) - self.now())


class SteppedClock(MovableClock):
    """A clock that stands still until it is moved, for tests and for stepped runs."""

    def __init__(self, start: datetime, *, telegram_is_loopback: bool) -> None:
        super().__init__(telegram_is_loopback=telegram_is_loopback, start=start)
        self._now = _aware(start)

    @property
    def offset(self) -> timedelta:
        """Return how far `now` is ahead of real time at this moment."""
        return self._now - self.real()

    def now(self) -> datetime:
        """Return the instant it was last moved to (aware, UTC)."""
        return self._now

    def advance_to(self, instant: datetime) -> None:
        """Stand still at `instant` from here on; never moves backwards.

        Raises:
            ValueError: `instant` has no time zone.
        """
        self._now = max(self._now, _aware(instant))


def _aware(instant: datetime) -> datetime:
    if instant.tzinfo is None:
        raise ValueError("An instant needs a time zone; give it one, such as UTC.")
    return instant.astimezone(UTC)
