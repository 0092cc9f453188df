"""Who hears of danger: the staff with their absences and roads, the hours and the roster.

Rules, and no list of names: who is told is chosen by the clock at the moment it is sent. The law
is that it is never nobody: whoever is away is replaced by who stands in for them, and where none
of those who should hear can, somebody else who is here does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.duty import DutyKind, Swap, Watch, on_watch
from domain.message import Road
from domain.people import AgeBand, Language, Role, Staff
from domain.site import SiteRules

BOSSES = (Role.LEADER, Role.COORDINATOR)
_WORKERS = (Role.COORDINATOR, Role.MENTOR, Role.LEADER)  # who is at work in staffed hours
_HOPS = 3  # a cover may be away, too


class Presence(StrEnum):
    """Who is there when somebody cries for help; the card goes by it."""

    AT_WORK = "at_work"
    ROSTER = "roster"  # somebody of ours is on duty and can be told
    EXTERNAL = "external"  # somebody else's duty, whose number is known
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownYouth:
    """A youth, as far as it takes to tell somebody of their cry from memory."""

    language: Language
    age_band: AgeBand | None
    mentor_id: int
    cover_id: int


def stand_in(find: Callable[[int], Staff | None], now: datetime, staff_id: int) -> int:
    """Return who reads and calls at `now` (UTC): the same id, or the one of the cover.

    Where everybody covers for somebody else who is away, it stays with the first.
    """
    at = staff_id
    for _ in range(_HOPS + 1):  # whoever the last of them leads to may be here
        person = find(at)
        if person is None or not person.is_away(now) or person.away_cover_id is None:
            return at
        at = person.away_cover_id
    return staff_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Crew:
    """The staff of a site and the rules by which they are rung. Every instant is UTC.

    Attributes:
        site: Its hours.
        duty: Who is rung outside them.
        roads: Which there are beside Telegram.
        find: Returns one of the staff by id, or None.
        with_role: Returns the staff of a role, oldest first.
        watches: The roster.
        swaps: The turns that colleagues take.
    """

    site: SiteRules
    duty: DutyKind
    roads: frozenset[Road]
    find: Callable[[int], Staff | None]
    with_role: Callable[[Role], Iterable[Staff]]
    watches: Sequence[Watch] = ()
    swaps: Sequence[Swap] = ()

    def roads_to(self, person: Staff) -> tuple[Road, ...]:
        """Return by which roads somebody can be told, Telegram first."""
        known = {
            Road.TELEGRAM: person.chat_id is not None and person.blocked_at is None,
            Road.EMAIL: Road.EMAIL in self.roads and bool(person.email),
            Road.SMS: Road.SMS in self.roads and bool(person.phone),
        }
        return tuple(road for road, leads in known.items() if leads)

    def stand_in(self, staff_id: int, now: datetime) -> int:
        """Return who reads and calls now in somebody's place, as `stand_in` does."""
        return stand_in(self.find, now, staff_id)

    def hears(self, staff_id: int, now: datetime) -> bool:
        """Return whether somebody is here, and some road leads to them."""
        person = self.find(staff_id)
        return person is not None and not person.is_away(now) and bool(self.roads_to(person))

    def bosses(self) -> tuple[int, ...]:
        """Return the leaders, then the coordinators, away or not."""
        return tuple(person.id for role in BOSSES for person in self.with_role(role))

    def watching(self, now: datetime) -> tuple[int, ...]:
        """Return those on duty by the roster whom a road leads to, whoever is told first leading.

        Whoever covers for somebody who is away has their turns as well.
        """
        if self.duty is not DutyKind.ROSTER:
            return ()
        on_now = on_watch(self.watches, self.swaps, now, self.site.zone)
        turns = _once(self.stand_in(one, now) for one in on_now)
        return tuple(one for one in turns if self.hears(one, now))

    def is_at_work(self, now: datetime) -> bool:
        """Return whether the site is open and anybody of it is here, so that a word is read."""
        return self.site.is_staffed(now) and any(
            not person.is_away(now) for person in self._workers()
        )

    def presence(self, now: datetime) -> Presence:
        """Return who is there now."""
        if self.is_at_work(now):
            return Presence.AT_WORK
        if self.watching(now):
            return Presence.ROSTER
        return Presence.EXTERNAL if self.duty is DutyKind.EXTERNAL else Presence.NOBODY

    def reads_at(self, now: datetime) -> datetime:
        """Return by when a human reads a word that arrives now, as `SiteRules.reads_at` does.

        Where everybody is away then, it is the first staffed minute at which one of them is back.
        """
        first = self.site.next_staffed(now)
        if self.is_at_work(first):
            return self.site.reads_at(now)
        ends = (one.away_until for one in self._workers() if one.is_away(first))
        backs = sorted(self.site.next_staffed(end) for end in ends if end is not None)
        return next((at for at in backs if self.is_at_work(at)), self.site.reads_at(now))

    def here_of(self, wanted: Iterable[int], now: datetime) -> tuple[int, ...]:
        """Return these, or who stands in for them, as far as they are here."""
        people = _once(self.stand_in(one, now) for one in wanted)
        return tuple(one for one in people if self._is_here(one, now))

    def told(self, wanted: Sequence[int], now: datetime) -> tuple[int, ...]:
        """Return who is told, where these should be: never nobody, as long as anybody can be.

        Who is away is replaced by their stand-in and left in peace. Where none of them hears,
        whoever is on duty and the leaders and coordinators who are here are told as well, and
        where none of those hears, in staffed hours everybody who is at work. Where nobody is here
        at all, all of them are told although they are away; `nobody_hears` says that this is so.
        """
        here = self.here_of(wanted, now)
        if any(self.hears(one, now) for one in here):
            return here
        if others := self._others(now):
            return _once((*here, *others))
        stand_ins = (self.stand_in(one, now) for one in wanted)
        return _once((*stand_ins, *wanted, *self.bosses()))

    def rung(self, now: datetime) -> tuple[int, ...]:
        """Return everybody whom red may ring now and who hears, in all its rounds together."""
        workers = self._workers() if self.site.is_staffed(now) else ()
        wanted = (*(one.id for one in workers), *self.watching(now), *self.bosses())
        return tuple(one for one in self.here_of(wanted, now) if self.hears(one, now))

    def roads_of(self, staff_id: int) -> tuple[Road, ...]:
        """Return by which roads one of the staff can be told, by id."""
        person = self.find(staff_id)
        return () if person is None else self.roads_to(person)

    def nobody_hears(self, now: datetime) -> bool:
        """Return whether a cry at `now` reaches nobody who is here, by any road."""
        return not self._others(now)

    def _others(self, now: datetime) -> tuple[int, ...]:
        """Return who hears when nobody of those who should does, or nobody."""
        above = _once((*self.watching(now), *self.here_of(self.bosses(), now)))
        if found := tuple(one for one in above if self.hears(one, now)):
            return found
        workers = self._workers() if self.site.is_staffed(now) else ()
        return _once(one.id for one in workers if self.hears(one.id, now))

    def _workers(self) -> Iterator[Staff]:
        for role in _WORKERS:
            yield from self.with_role(role)

    def _is_here(self, staff_id: int, now: datetime) -> bool:
        person = self.find(staff_id)
        return person is not None and not person.is_away(now)


def _once(ids: Iterable[int]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(ids))
