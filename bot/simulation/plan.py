"""What is simulated, and how it is divided into houses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TypeVar

from content.simulation_file import People

T = TypeVar("T")

TO_A_HOUSE = 25  # young people at the most, with workers and a coordinator of their own
FEWEST_WORKERS = 2  # of a house: everybody has a cover


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is simulated: everything, or one house of it.

    `youths` are those of all houses together, `database_url` is that of this house.
    """

    programme: str
    youths: int
    days: int
    seed: int
    begins: date
    people: People
    content: Path | None = None
    database_url: str | None = None
    faults: str = ""
    http: bool = False
    comes_within: int = 10  # days in which young people come in, one after the other
    attention: bool = False  # count attention points (Layer 2)
    house: int = 1
    houses: int = 1

    @property
    def seed_of_house(self) -> str:
        """Return what all chance in this house is made from; that of the first is the seed."""
        return str(self.seed) if self.house == 1 else f"{self.seed}/{self.house}"

    @property
    def youths_of_house(self) -> int:
        """Return how many young people come into this house."""
        return len(self.dealt(range(self.youths)))

    def dealt(self, everything: Sequence[T]) -> Sequence[T]:
        """Return what of something falls to this house: dealt in turn, like cards."""
        return everything[self.house - 1 :: self.houses]

    def workers(self) -> range:
        """Return the workers of this house by their number among those of all houses."""
        before = (self._part(number) for number in range(1, self.house))
        first = sum(one.many_workers for one in before)
        return range(first, first + self.many_workers)

    def parts(self) -> tuple[Plan, ...]:
        """Return the plan of each house."""
        return tuple(self._part(number) for number in range(1, self.houses + 1))

    @property
    def many_workers(self) -> int:
        """Return how many workers this house has."""
        each = self.people.young_people_to_a_worker
        return max(FEWEST_WORKERS, -(-self.youths_of_house // each))

    def _part(self, number: int) -> Plan:
        return replace(
            self, house=number, database_url=url_of(self.database_url, number, self.houses)
        )


def houses_for(youths: int) -> int:
    """Return in how many houses so many young people are, however many processors there are."""
    return -(-youths // TO_A_HOUSE)


def url_of(url: str | None, house: int, houses: int) -> str | None:
    """Return the database of a house: `cases.db` is `cases_2.db` for the second of several."""
    if url is None or houses == 1:
        return url
    address, mark, options = url.partition("?")
    place, slash, name = address.rpartition("/")
    stem, dot, kind = name.partition(".")
    return f"{place}{slash}{stem}_{house}{dot}{kind}{mark}{options}"
