"""What `holdfast doctor` says about who is rung: for every hour of the coming week."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from domain.message import Road
from domain.wall import to_wall
from domain.who_is_rung import Stretch
from services.who_is_rung import Week

_ROADS = {Road.TELEGRAM: "Telegram", Road.EMAIL: "mail", Road.SMS: "SMS"}
_MEND = (
    "Give a leader or coordinator a road (`holdfast staff reach`), set DUTY, or say who covers "
    "for whom is away."
)


def duty_faults(week: Week, zone: str) -> Iterator[str]:
    """Yield when red rings nobody, and when it rings by Telegram alone, in whole sentences."""
    nobody = _when(week.stretches, zone, lambda one: not one.people)
    if nobody:
        yield f"Duty: a cry for help reaches nobody: {nobody}. {_MEND}"
    alone = _when(week.stretches, zone, lambda one: one.roads == {Road.TELEGRAM})
    if alone:
        yield (
            f"Duty: a cry for help reaches people by Telegram alone: {alone}. Set SMTP_URL or "
            "SMS_URL, and say where each is reached (`holdfast staff reach`)."
        )


def duty_table(week: Week, zone: str) -> Iterator[str]:
    """Yield whom red would ring in each stretch of the coming week, and by which roads."""
    yield "Whom a cry for help rings in the coming week:"
    for one in week.stretches:
        names = ", ".join(week.names[person] for person in one.people) or "NOBODY"
        roads = ", ".join(name for road, name in _ROADS.items() if road in one.roads)
        yield f"  {_span(one, zone)}  {names}{f' ({roads})' if roads else ''}"


def _when(stretches: Sequence[Stretch], zone: str, is_wrong: Callable[[Stretch], bool]) -> str:
    return "; ".join(_span(one, zone) for one in stretches if is_wrong(one))


def _span(one: Stretch, zone: str) -> str:
    return f"{_wall(one.begins_at, zone)} to {_wall(one.ends_at, zone)}"


def _wall(at: datetime, zone: str) -> str:
    return f"{to_wall(at, zone):%a %d %b %H:%M}"
