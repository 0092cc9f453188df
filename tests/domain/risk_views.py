"""Short histories for the tests of signals: days are counted from the start, at noon UTC."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from domain.off_days import NO_DAYS_OFF, OffDays
from domain.signal import Event, EventKind, History, View

START = datetime(2026, 3, 2, 12, tzinfo=UTC)


def day(number: float) -> datetime:
    """Return an instant so many days after the start."""
    return START + timedelta(days=number)


def event(number: float, kind: EventKind, amount: float = 1, what: str = "") -> Event:
    """Return an event so many days after the start, with a link of its own."""
    at = day(number)
    return Event(at, at.date(), kind, amount, what, f"{kind.value}:{number:g}")


def contacts(*numbers: float) -> list[Event]:
    """Return signs of life on those days."""
    return [event(number, EventKind.CONTACT) for number in numbers]


def history(
    *events: Event | Sequence[Event], interval: int | None = 7, off: OffDays = NO_DAYS_OFF
) -> History:
    """Return the events as a history, with an agreed interval from the start on."""
    found = [event(0, EventKind.PLAN, interval)] if interval is not None else []
    for one in events:
        found.extend([one] if isinstance(one, Event) else one)
    return History(START, START.date(), sorted(found, key=lambda one: one.at), off)


def view(
    now: float,
    *events: Event | Sequence[Event],
    interval: int | None = 7,
    off: OffDays = NO_DAYS_OFF,
) -> View:
    """Return what is known so many days after the start."""
    return history(*events, interval=interval, off=off).at(day(now))
