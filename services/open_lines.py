"""Which helplines a card may name now; and when somebody of the site has called them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from domain.helpline import Helpline, for_card
from domain.people import Actor, Youth
from domain.wall import to_wall
from services.world import House
from storage import audit, helplines
from storage.tx import Rx, Tx


@dataclass(frozen=True, slots=True)
class Verified:
    """The line, with the day on which somebody called it."""

    line: Helpline


@dataclass(frozen=True, slots=True)
class NoSuchLine:
    """Nothing was written down; these are the names that there are."""

    names: Sequence[str]


@dataclass(frozen=True, slots=True)
class NotYet:
    """Nothing was written down: the day lies ahead."""


def known_lines(rx: Rx, house: House) -> Sequence[Helpline]:
    """Return the lines of the file, each with the later of its two dates of checking."""
    return with_dates(house.helplines, helplines.verified(rx))


def with_dates(lines: Sequence[Helpline], checked: Mapping[str, date]) -> Sequence[Helpline]:
    """Return the lines, each with the later of its own date and the one in `checked`."""
    found = []
    for line in lines:
        dates = [on for on in (line.verified_on, checked.get(line.name)) if on is not None]
        found.append(replace(line, verified_on=max(dates, default=None)))
    return found


def open_lines(rx: Rx, now: datetime, house: House, youth: Youth | None) -> Sequence[str]:
    """Return the lines that a card names at `now` (UTC), as they stand there; None is a stranger.

    Of whom no age is known may be under 18.
    """
    age = None if youth is None else youth.age_band
    lines = for_card(known_lines(rx, house), age, now, house.site.zone)
    return [line.shown for line in lines]


def stale_lines(rx: Rx, now: datetime, house: House) -> Sequence[Helpline]:
    """Return the lines on cards that nobody has called for half a year."""
    today = to_wall(now, house.site.zone).date()
    return [line for line in known_lines(rx, house) if line.is_stale(today)]


def verify_line(
    tx: Tx, actor: Actor, now: datetime, house: House, *, name: str, on: date
) -> Verified | NoSuchLine | NotYet:
    """Write down that somebody called a line on a day, so that cards may name it."""
    line = next((one for one in house.helplines if one.name.casefold() == name.casefold()), None)
    if line is None:
        return NoSuchLine([one.name for one in house.helplines])
    if on > to_wall(now, house.site.zone).date():
        return NotYet()
    helplines.verify(tx, line.name, on, str(actor))
    audit.record(
        tx,
        now,
        actor=str(actor),
        action="verify_helpline",
        youth_id=None,
        allowed=True,
        detail={"line": line.name, "on": on.isoformat()},
    )
    return Verified(replace(line, verified_on=on))
