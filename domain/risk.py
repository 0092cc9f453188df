"""Attention points: a sum of rules that humans wrote, each with its reason and its evidence.

No trained model, and nothing about background. The same history, policy and instant always give
the same answer; more silence never gives a lower band.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from domain.chart import ChartRule
from domain.question import Wording
from domain.ratings import charts, fresh_items
from domain.signal import Found, History, Signal, Value, View

MOST = 10.0
# An item counts as news, good or bad, for so many days before the last sign of life.
PRAISE_DAYS = 28


class Band(StrEnum):
    """What the points mean for us: by plan, a human soon, a human on the next working day."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"

    @property
    def rank(self) -> int:
        """Return 0 for green, 1 for yellow, 2 for red."""
        return list(Band).index(self)


@dataclass(frozen=True, slots=True)
class Break:
    """Days of every year on which nobody expects to hear anything, such as Christmas week.

    Both ends belong to it, each as month and day; it may cross the new year.
    """

    first: tuple[int, int]
    last: tuple[int, int]

    def holds(self, day: date) -> bool:
        """Return whether a local day lies in the break."""
        at = (day.month, day.day)
        if self.first <= self.last:
            return self.first <= at <= self.last
        return at >= self.first or at <= self.last


@dataclass(frozen=True, slots=True)
class Rule:
    """A signal with its numbers, and the sentence that says it."""

    signal: Signal
    sentence: Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """The rules of one programme.

    `yellow` and `red` are the points from which a band begins; the working days say by when a
    human has been in contact. `items` names the items in reasons.
    """

    yellow: float
    red: float
    rules: tuple[Rule, ...]
    yellow_working_days: int = 3
    red_working_days: int = 1
    chart: ChartRule = field(default_factory=ChartRule)
    breaks: tuple[Break, ...] = ()
    items: Mapping[str, Wording] = field(default_factory=dict)
    stopping: frozenset[str] = frozenset()  # options by which they say that they may stop

    def band(self, points: float) -> Band:
        """Return the band that some points lie in."""
        if points >= self.red:
            return Band.RED
        return Band.YELLOW if points >= self.yellow else Band.GREEN

    def break_days(self, first: int, last: int) -> set[date]:
        """Return the local days of the breaks from one year to another, both included."""
        return {
            day
            for number in range(date(first, 1, 1).toordinal(), date(last, 12, 31).toordinal() + 1)
            if any(one.holds(day := date.fromordinal(number)) for one in self.breaks)
        }

    def sentence(self, key: str) -> Wording | None:
        """Return the sentence of a signal, or None when the policy does not have it."""
        return next((one.sentence for one in self.rules if one.signal.key == key), None)


@dataclass(frozen=True, slots=True)
class Reason:
    """One signal that counted: its points, what its sentence says, and the rows that show it."""

    key: str
    points: float
    values: Mapping[str, Value] = field(default_factory=dict)
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Assessment:
    """How one youth stands at one instant (UTC), and why.

    `praise` names the items that are above the youth's own usual: never points, only good news.
    """

    at: datetime
    points: float
    band: Band
    reasons: tuple[Reason, ...] = ()
    praise: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """A change of band and its cause: which signals came, grew, shrank or went."""

    at: datetime
    before: Band
    after: Band
    came: tuple[str, ...] = ()
    went: tuple[str, ...] = ()
    grew: tuple[str, ...] = ()
    shrank: tuple[str, ...] = ()


def assess(history: History, policy: Policy, now: datetime) -> Assessment:
    """Return how a youth stands at `now` (UTC), from nothing that came later.

    The reasons come in falling order of points.
    """
    view = history.at(now)
    found = [(rule.signal.key, rule.signal.read(view)) for rule in policy.rules]
    reasons = _counted([(key, one) for key, one in found if one is not None])
    total = sum(reason.points for reason in reasons)
    points = round(min(MOST, max(0.0, total)), 2)
    return Assessment(now, points, policy.band(points), reasons, _praise(view, policy))


def change_of(before: Assessment | None, after: Assessment) -> Change | None:
    """Return the change of band from one assessment to the next, or None when it is the same.

    Before the first one a youth is green.
    """
    was = before.band if before is not None else Band.GREEN
    if was is after.band:
        return None
    old = {one.key: one.points for one in before.reasons} if before is not None else {}
    new = {one.key: one.points for one in after.reasons}
    both = [key for key in new if key in old]
    return Change(
        after.at,
        was,
        after.band,
        came=tuple(key for key in new if key not in old),
        went=tuple(key for key in old if key not in new),
        grew=tuple(key for key in both if new[key] > old[key]),
        shrank=tuple(key for key in both if new[key] < old[key]),
    )


def is_news(before: Assessment | None, after: Assessment) -> bool:
    """Return whether a human must hear of it: a higher band, or a new reason in the same one."""
    was = before.band if before is not None else Band.GREEN
    if after.band is Band.GREEN:
        return False
    if after.band.rank > was.rank:
        return True
    known = {reason.key for reason in before.reasons} if before is not None else set()
    new = any(reason.points > 0 and reason.key not in known for reason in after.reasons)
    return after.band is was and new


def changes(assessments: Sequence[Assessment]) -> list[Change]:
    """Return every change of band in a row of assessments, oldest first."""
    befores: list[Assessment | None] = [None, *assessments]
    found = (change_of(before, after) for before, after in zip(befores, assessments, strict=False))
    return [change for change in found if change is not None]


def _counted(found: Sequence[tuple[str, Found]]) -> tuple[Reason, ...]:
    """Return what counts: one alarm that is unsure needs another signal beside it."""
    beside = any(one.points > 0 and not one.unsure and one.witness for _, one in found)
    counted = [
        Reason(key, one.points, one.values, one.links)
        for key, one in found
        if beside or not one.unsure
    ]
    return tuple(sorted(counted, key=lambda reason: -reason.points))


def _praise(view: View, policy: Policy) -> tuple[str, ...]:
    fresh = fresh_items(view, PRAISE_DAYS)
    found = charts(view, policy.chart) if fresh else {}
    return tuple(sorted(item for item in fresh if found[item].high >= 2))
