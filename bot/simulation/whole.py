"""The houses of a simulation added up."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.simulation.result import Counts, Result
from reports.audit.verdict import Breach, Promise, Wall


@dataclass(frozen=True, slots=True)
class Whole:
    """All houses. With one house it says what that house says, and names no house."""

    houses: tuple[Result, ...]

    @property
    def counts(self) -> Counts:
        """Return the sums."""
        first, *others = (one.counts for one in self.houses)
        whole = first
        for one in others:
            whole = _sum(whole, one)
        digest = _digest(self.houses) if others else first.digest
        return replace(whole, digest=digest)

    @property
    def is_clean(self) -> bool:
        """Return whether every promise was kept in every house."""
        return all(one.verdict.is_clean for one in self.houses)

    @property
    def breaches(self) -> list[str]:
        """Return each broken promise as one line that names its house, oldest first."""
        found: list[tuple[Breach, int]] = [
            (breach, number)
            for number, house in enumerate(self.houses, 1)
            for breach in house.verdict.breaches
        ]
        found.sort(key=lambda one: (one[0].at, one[1]))
        return [self._named(number, str(breach)) for breach, number in found]

    @property
    def by_promise(self) -> Mapping[Promise, int]:
        """Return how often each promise was broken; those that were kept are left out."""
        return _added(one.verdict.by_promise for one in self.houses)

    @property
    def wall(self) -> tuple[Wall, str]:
        """Return the longest wall of unanswered messages, and whose it is."""
        walls = [(one.verdict.wall, number) for number, one in enumerate(self.houses, 1)]
        wall, number = max(walls, key=lambda one: (one[0].messages, one[0].asking, -one[1]))
        return wall, self._named(number, f"youth {wall.youth_id}")

    @property
    def rows_per_day(self) -> list[tuple[str, float, int]]:
        """Return each worker with the usual and the most rows on their list."""
        return [
            (self._named(number, house.workers.get(of, str(of))), each.median, each.most)
            for number, house in enumerate(self.houses, 1)
            for each in house.verdict.rows_per_day
            for of in (each.staff_id,)
        ]

    def json(self) -> dict[str, Any]:
        """Return everything as values for JSON; several houses stand below their sums."""
        if len(self.houses) == 1:
            return self.houses[0].json()
        promises = {one.value: number for one, number in self.by_promise.items()}
        said = {"breaches": self.breaches, "by_promise": promises}
        return self.counts.json() | said | {"houses": [one.json() for one in self.houses]}

    def _named(self, number: int, what: str) -> str:
        return what if len(self.houses) == 1 else f"house {number}: {what}"


def _sum(one: Counts, other: Counts) -> Counts:
    return replace(
        one,
        youths=one.youths + other.youths,
        to_youths=one.to_youths + other.to_youths,
        to_staff=one.to_staff + other.to_staff,
        by_sms=one.by_sms + other.by_sms,
        changes=one.changes + other.changes,
        updates=one.updates + other.updates,
        tallies={name: _added((one.tallies[name], other.tallies[name])) for name in one.tallies},
        mentors=one.mentors + other.mentors,
        alerts=one.alerts + other.alerts,
        by_attention=one.by_attention + other.by_attention,
        waited=one.waited + other.waited,
        untried_by_way=_added((one.untried_by_way, other.untried_by_way)),
    )


def _added(each: Iterable[Mapping[Any, int]]) -> dict[Any, int]:
    found: dict[Any, int] = {}
    for counts in each:
        for name, number in counts.items():
            found[name] = found.get(name, 0) + number
    return dict(sorted(found.items()))


def _digest(houses: Sequence[Result]) -> str:
    return hashlib.sha256("".join(one.counts.digest for one in houses).encode()).hexdigest()
