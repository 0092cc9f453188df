"""Who takes part: staff open their links, young people are invited and come in."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping, Sequence
from datetime import time, timedelta
from typing import Protocol

from bot.simulation.chance import between, happens, source
from bot.simulation.player import Player
from bot.simulation.stage import Stage
from bot.simulation.worker import Worker
from bot.simulation.year import Year
from bot.simulation.youth import Youth
from content.simulation_file import Temperament
from domain.people import Actor, Language, Role
from services.cafe_series import NewSeries, make_series
from services.invite import NewYouth, invite_staff, invite_youth
from services.invite_again import invite_youth_again
from storage import staff

ACTOR = Actor.cli("simulate")
COORDINATOR = "Conny Koordinator"
COMES_WITHIN = 10  # days in which young people come in, one after the other
CAFE = NewSeries(
    programme_key="", rule="FREQ=WEEKLY;BYDAY=TH", begins=time(17), ends=time(19), transport=True
)


class Wanted(Protocol):
    """What of a plan the cast needs."""

    @property
    def programme(self) -> str:
        """Return the key of the programme."""
        ...

    @property
    def youths(self) -> int:
        """Return how many come in."""
        ...


class Cast:
    """Brings everybody onto the stage."""

    def __init__(
        self,
        stage: Stage,
        wanted: Wanted,
        players: MutableMapping[int, Player],
        settle: Callable[[], Awaitable[None]],
    ) -> None:
        self._stage = stage
        self._wanted = wanted
        self._players = players
        self._settle = settle
        self._mentors: list[Worker] = []
        self._chance = source(stage.seed, "cast")

    async def come_in(self) -> None:
        """Let staff in now, and write down when each young person comes."""
        people = self._stage.people
        steady = people.staff[0]
        coordinator = await self._hire(COORDINATOR, Role.COORDINATOR, 0)
        coordinator.kind = steady
        count = max(2, -(-self._wanted.youths // people.young_people_to_a_worker))
        for number in range(count):
            self._mentors.append(await self._hire(f"Mentor{number + 1} Hold", Role.MENTOR, number))
        await self._cafes()
        for number, temperament in enumerate(self._temperaments()):
            day = self._stage.clock.now() + timedelta(
                days=number * COMES_WITHIN / self._wanted.youths
            )
            at = self._stage.site.next_staffed(day) + between(self._chance, 60, 7200)
            self._stage.diary.add(at, self._arrival(number, temperament))

    def _temperaments(self) -> Sequence[Temperament]:
        """Return one for each youth: the rare ones first come by weight, in a fixed order."""
        kinds = self._stage.people.temperaments
        total = sum(one.share for one in kinds)
        drawn: list[Temperament] = []
        owed = dict.fromkeys((one.name for one in kinds), 0.0)
        for _ in range(self._wanted.youths):
            for one in kinds:
                owed[one.name] += one.share / total
            most = max(kinds, key=lambda one: owed[one.name])
            owed[most.name] -= 1
            drawn.append(most)
        return drawn

    async def _hire(self, name: str, role: Role, number: int) -> Worker:
        kinds = self._stage.people.staff
        world = self._stage.world()
        invitation = await invite_staff(world, ACTOR, name=name, role=role)
        phone = self._stage.sim.phone(name.split(maxsplit=1)[0])
        worker = Worker(self._stage, name, phone, kinds[number % len(kinds)], role)
        self._players[phone.id] = worker
        await phone.open(invitation.link)
        await self._settle()
        await worker.write(f"/nummer {20_000_000 + phone.id % 10_000_000}")
        await self._settle()
        worker.begin()
        return worker

    async def _cafes(self) -> None:
        world = self._stage.world()
        people = await world.store.read(staff.with_role, Role.COORDINATOR)
        series = NewSeries(
            programme_key=self._wanted.programme,
            rule=CAFE.rule,
            begins=CAFE.begins,
            ends=CAFE.ends,
            transport=True,
        )
        await world.store.write(
            make_series, Actor.staff(people[0].id), world.clock.now(), world.house, series
        )
        await self._settle()

    def _arrival(self, number: int, temperament: Temperament) -> Callable[[], Awaitable[None]]:
        async def act() -> None:
            await self._arrive(number, temperament)

        return act

    async def _arrive(self, number: int, temperament: Temperament) -> None:
        name = f"Ung{number + 1}"
        english = happens(self._chance, temperament.habits(self._stage.people.everybody).english)
        language: Language = "en" if english else "da"
        mentor = self._mentors[number % len(self._mentors)]
        cover = self._mentors[(number + 1) % len(self._mentors)]
        new = NewYouth(
            name=name,
            programme=self._wanted.programme,
            mentor=mentor.name,
            cover=cover.name,
            language=language,
        )
        link = (await invite_youth(self._stage.world(), ACTOR, new)).link
        phone = self._stage.sim.phone(name, language=language)
        youth = Youth(self._stage, name, phone, language, temperament)
        self._players[phone.id] = youth
        await phone.open(link)
        if not temperament.declines:
            Year(youth, self._new_phone).plan()

    async def _new_phone(self, youth: Youth) -> None:
        """Let a worker make a new link for somebody who has another phone now."""
        world = self._stage.world()
        link = (await invite_youth_again(world, ACTOR, wanted=youth.name)).link
        youth.phone = self._stage.sim.phone(youth.name, language=youth.language)
        self._players[youth.phone.id] = youth
        await youth.phone.open(link)
