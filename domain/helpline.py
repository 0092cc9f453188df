"""Helplines: which may stand on a card at this hour, for this youth, and in which order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from domain.people import AgeBand
from domain.wall import to_wall

MOST = 2  # on one card
STALE_AFTER = timedelta(days=180)
_NO_HELPLINES = frozenset({"112", "114"})  # emergency and police


class Ages(StrEnum):
    """Whom a line is for."""

    ALL = "all"
    UNDER_18 = "under_18"
    ADULT = "adult"


@dataclass(frozen=True, slots=True, kw_only=True)
class Helpline:
    """A line as the file has it.

    `hours` maps a weekday (Monday is 0) to opening and closing in wall time, None is always; a
    closing that is not after the opening is of the next day.
    `verified_on` is when somebody of the site last called it; None means that it is not shown.
    """

    name: str
    phone: str
    hours: Mapping[int, tuple[time, time]] | None
    ages: Ages
    may_be_alone: bool
    verified_on: date | None

    @property
    def shown(self) -> str:
        """Return it as it stands on a card."""
        return f"{self.name} {self.phone}"

    def is_open(self, now: datetime, zone: str) -> bool:
        """Return whether somebody answers at `now` (UTC)."""
        if self.hours is None:
            return True
        wall = to_wall(now, zone)
        day, at = wall.weekday(), wall.time()
        today, before = self.hours.get(day), self.hours.get((day - 1) % 7)
        if before is not None and at < before[1] <= before[0]:
            return True  # since yesterday
        return today is not None and today[0] <= at and (at < today[1] or today[1] <= today[0])

    def is_stale(self, today: date) -> bool:
        """Return whether it was called so long ago that somebody should call it again."""
        return self.verified_on is not None and today - self.verified_on > STALE_AFTER


def for_card(
    lines: Iterable[Helpline], age: AgeBand | None, now: datetime, zone: str
) -> Sequence[Helpline]:
    """Return the lines for one card: verified, open at `now` (UTC), at most two.

    They stand in the order of the file, those for young people first for whoever may be under 18.
    A line that is often engaged is never the only one, and gives its company the second place.
    112 and 114 are no helplines: the card names 112 itself.
    """
    young = age is not AgeBand.ADULT
    wanted = {Ages.ALL, Ages.UNDER_18} if young else {Ages.ALL, Ages.ADULT}
    fitting = [one for one in lines if one.ages in wanted and _is_usable(one, now, zone)]
    fitting.sort(key=lambda one: one.ages is not Ages.UNDER_18)  # stable
    company = next((one for one in fitting if one.may_be_alone), None)
    if company is None:
        return []
    found = fitting[:MOST]
    return found if company in found else [*found[: MOST - 1], company]


def without_line(lines: Sequence[Helpline], zone: str, week: datetime) -> Sequence[AgeBand]:
    """Return for whom a card names no line at some hour of the week from `week` on (UTC)."""
    hours = [week + timedelta(hours=hour) for hour in range(7 * 24)]
    ages = (AgeBand.FROM_15_TO_17, AgeBand.ADULT)
    return [age for age in ages if not all(for_card(lines, age, at, zone) for at in hours)]


def _is_usable(line: Helpline, now: datetime, zone: str) -> bool:
    is_police = "".join(line.phone.split()) in _NO_HELPLINES
    return line.verified_on is not None and not is_police and line.is_open(now, zone)
