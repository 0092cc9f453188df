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


class Ages(StrEnum):
    """Whom a line is for."""

    ALL = "all"
    UNDER_18 = "under_18"
    ADULT = "adult"


@dataclass(frozen=True, slots=True, kw_only=True)
class Helpline:
    """A line as the file has it.

    `hours` maps a weekday (Monday is 0) to opening and closing in wall time, None is always.
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
        today = self.hours.get(wall.weekday())
        return today is not None and today[0] <= wall.time() < today[1]

    def is_stale(self, today: date) -> bool:
        """Return whether it was called so long ago that somebody should call it again."""
        return self.verified_on is not None and today - self.verified_on > STALE_AFTER


def for_card(
    lines: Iterable[Helpline], age: AgeBand | None, now: datetime, zone: str
) -> Sequence[Helpline]:
    """Return the lines for one card: verified, open at `now` (UTC), at most two.

    Those for young people come first for whoever may be under 18. A line that is often engaged is
    never the only one.
    """
    usable = [one for one in lines if one.verified_on is not None and one.is_open(now, zone)]
    young = age is not AgeBand.ADULT
    wanted = {Ages.ALL, Ages.UNDER_18} if young else {Ages.ALL, Ages.ADULT}
    fitting = [one for one in usable if one.ages in wanted]
    fitting.sort(key=lambda one: (one.ages is not Ages.UNDER_18, not one.may_be_alone))
    found = fitting[:MOST]
    return found if any(one.may_be_alone for one in found) else []
