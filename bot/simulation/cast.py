"""Who takes part: staff open their links, young people are invited and come in."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping, Sequence
from datetime import time, timedelta
from functools import partial

from bot.simulation.absence import plan_absences
from bot.simulation.chance import between, happens, source
from bot.simulation.diary import Act
from bot.simulation.evening_off import plan_evenings_off
from bot.simulation.gateway import Gateway
from bot.simulation.goodbye import Goodbye
from bot.simulation.handover import Handover
from bot.simulation.no_bot import PHONES, TEXTS, NoBot
from bot.simulation.plan import Plan
from bot.simulation.player import Player
from bot.simulation.stage import Stage
from bot.simulation.strangers import plan_strangers
from bot.simulation.texter import Texter
from bot.simulation.worker import Worker
from bot.simulation.year import Year
from bot.simulation.youth import Youth
from content.simulation_file import Temperament
from domain.people import Actor, Language, Role
from services.cafe_series import NewSeries, make_series
from services.change_worker import may_take_over
from services.invite import NewYouth, invite_staff, invite_youth
from services.invite_again import invite_youth_again
from services.world import World
from storage import staff
from storage.errors import StoreUnavailable

ACTOR = Actor.cli("simulate")
COORDINATOR = "Conny Koordinator"
AGAIN = timedelta(hours=1)
SAYS_GOODBYE_AFTER = timedelta(days=21)  # who moves away may change their mind


CAFE = NewSeries(
    programme_key="", rule="FREQ=WEEKLY;BYDAY=TH", begins=time(17), ends=time(19), transport=True
)


class NobodyHereError(Exception):
    """Too few mentors are at work for somebody new."""


# No syllable of any language we write in: the auditor looks for names in what staff are sent.
_SYLLABLES = ("xav", "wiq", "zor", "qel", "vux", "wez", "zyk", "xoq", "quv", "ziw")


def name_of(number: int) -> str:
    """Return a young person's name; each number has one of its own."""
    digits = f"{number:04}"
    return "".join(_SYLLABLES[int(digit)] for digit in digits).capitalize()


def temperaments_of(plan: Plan) -> Sequence[Temperament]:
    """Return one for each youth of this house.

    They are drawn by weight for all houses together, in a fixed order, or the rare ones would
    come in no house; then each kind is dealt over the houses.
    """
    kinds = plan.people.temperaments
    total = sum(one.share for one in kinds)
    drawn: list[int] = []
    owed = [0.0] * len(kinds)
    for _ in range(plan.youths):
        for number, one in enumerate(kinds):
            owed[number] += one.share / total
        most = max(range(len(kinds)), key=lambda number: owed[number])
        owed[most] -= 1
        drawn.append(most)
    by_kind = sorted(range(plan.youths), key=lambda index: drawn[index])
    return [kinds[drawn[index]] for index in sorted(plan.dealt(by_kind))]


class Cast:
    """Brings everybody onto the stage."""

    def __init__(
        self,
        stage: Stage,
        plan: Plan,
        players: MutableMapping[int, Player],
        settle: Callable[[], Awaitable[None]],
        gateway: Gateway,
    ) -> None:
        self._stage = stage
        self._plan = plan
        self._players = players
        self._settle = settle
        self._gateway = gateway
        self._no_bot = NoBot(stage, plan.programme, settle)
        self._coordinator: Worker | None = None
        self._mentors: list[Worker] = []
        self._chance = source(stage.seed, "cast")

    async def come_in(self) -> None:
        """Let staff in now, and write down when each young person comes."""
        steady = self._stage.people.staff[0]
        coordinator = await self._hire(COORDINATOR, Role.COORDINATOR, 0)
        coordinator.kind = steady
        plan_absences(coordinator)
        for number in self._plan.workers():
            self._mentors.append(await self._hire(f"Mentor{number + 1} Hold", Role.MENTOR, number))
        for number, mentor in enumerate(self._mentors):
            mentor.cover = self._mentors[(number + 1) % len(self._mentors)].phone.name
            plan_absences(mentor)
        coordinator.cover = self._mentors[0].phone.name
        self._coordinator = coordinator
        self._notice(coordinator)
        await self._cafes()
        plan_evenings_off(coordinator, self._stage.people.cafes.called_off)
        plan_strangers(self._stage, self._gateway)
        coming = temperaments_of(self._plan)
        for number, temperament in enumerate(coming):
            day = self._stage.clock.now() + timedelta(
                days=number * self._plan.comes_within / len(coming)
            )
            at = self._stage.site.next_staffed(day) + between(self._chance, 60, 7200)
            self._stage.diary.add(at, self._arrival(number, temperament))

    def _notice(self, coordinator: Worker) -> None:
        """Let the coordinator see in time who answers nobody, and give their young people away."""
        others = [one for one in self._mentors if one.kind.noticed_after is None]
        for silent in self._mentors:
            days = silent.kind.noticed_after
            if days is not None and others:
                Handover(coordinator, silent, others).plan(timedelta(days=days))

    def _left(self, name: str) -> None:
        """Let the coordinator end the contact with who has said stop, when others have tried."""
        if self._coordinator is not None:
            Goodbye(self._coordinator, name).plan(SAYS_GOODBYE_AFTER)

    async def _hire(self, name: str, role: Role, number: int) -> Worker:
        kinds = self._stage.people.staff
        world = self._world()
        invitation = await invite_staff(world, ACTOR, name=name, role=role)
        phone = self._stage.sim.phone(name.split(maxsplit=1)[0])
        worker = Worker(self._stage, name, phone, kinds[number % len(kinds)], role)
        worker.staff_id = str(invitation.person_id)
        self._players[phone.id] = worker
        await phone.open(invitation.link)
        await self._settle()
        await worker.write(f"/nummer {20_000_000 + phone.id % 10_000_000}")
        await self._settle()
        worker.begin()
        return worker

    async def _cafes(self) -> None:
        world = self._world()
        people = await world.store.read(staff.with_role, Role.COORDINATOR)
        series = NewSeries(
            programme_key=self._plan.programme,
            rule=CAFE.rule,
            begins=CAFE.begins,
            ends=CAFE.ends,
            transport=True,
        )
        await world.store.write(
            make_series, Actor.staff(people[0].id), world.clock.now(), world.house, series
        )
        await self._settle()

    def _world(self) -> World:
        world = self._stage.world()
        assert world is not None, "nobody is hired during an outage"
        return world

    def _arrival(self, number: int, temperament: Temperament) -> Act:
        async def act() -> None:
            world = self._stage.world()
            if world is None:  # the command would fail; one tries again
                self._stage.later(AGAIN, act)
            elif temperament.no_bot or temperament.sms:
                await self._arrive_without_bot(world, number, temperament)
            else:
                await self._arrive(world, number, temperament)

        return act

    async def _arrive(self, world: World, number: int, temperament: Temperament) -> None:
        name = name_of(number)
        english = happens(self._chance, temperament.habits(self._stage.people.everybody).english)
        language: Language = "en" if english else "da"
        try:
            mentor, cover = await self._staff_of(world, number)
            new = NewYouth(
                name=name,
                programme=self._plan.programme,
                mentor=mentor.staff_id,
                cover=cover.staff_id,
                language=language,
            )
            link = (await invite_youth(world, ACTOR, new)).link
        except (StoreUnavailable, NobodyHereError):
            self._stage.later(AGAIN, self._arrival(number, temperament))
            return
        phone = self._stage.sim.phone(name, language=language)
        youth = Youth(self._stage, name, phone, language, temperament)
        self._players[phone.id] = youth
        await phone.open(link)
        year = Year(youth, self._new_phone, partial(self._left, name))
        if temperament.declines:
            year.plan_cries()
        else:
            year.plan()

    async def _arrive_without_bot(
        self, world: World, number: int, temperament: Temperament
    ) -> None:
        """Let a worker take somebody in without a robot: for text messages, or for calls."""
        sms = temperament.sms
        phone = number + (TEXTS if sms else PHONES)
        try:
            mentor, cover = await self._staff_of(world, number)
        except (StoreUnavailable, NobodyHereError):
            self._stage.later(AGAIN, self._arrival(number, temperament))
            return
        name = name_of(number)
        done = await self._no_bot.take_in(mentor, cover, name=name, phone=phone, by_sms=sms)
        if not done:
            self._stage.later(AGAIN, self._arrival(number, temperament))
        elif sms:
            texter = Texter(self._stage, self._gateway, f"+45{phone}", temperament)
            self._gateway.readers[texter.number] = texter.see
            Year(texter, self._new_phone, partial(self._left, name)).plan()

    async def _staff_of(self, world: World, number: int) -> tuple[Worker, Worker]:
        """Return mentor and cover of a youth: the next two whose turn it is and who are here.

        Raises:
            NobodyHereError: If fewer than two are.
        """
        now, first = world.clock.now(), number % len(self._mentors)
        people = await world.store.read(staff.everybody)
        here = {str(one.id) for one in people if may_take_over(one, now)}
        turns = [*self._mentors[first:], *self._mentors[:first]]
        found = [one for one in turns if one.staff_id in here]
        if len(found) < 2:
            raise NobodyHereError
        return found[0], found[1]

    async def _new_phone(self, youth: Youth) -> None:
        """Let a worker make a new link for somebody who has another phone now."""
        world = self._stage.world()
        if world is None:
            self._stage.later(AGAIN, lambda: self._new_phone(youth))
            return
        try:
            link = (await invite_youth_again(world, ACTOR, wanted=youth.name)).link
        except StoreUnavailable:
            self._stage.later(AGAIN, lambda: self._new_phone(youth))
            return
        youth.phone = self._stage.sim.phone(youth.name, language=youth.language)
        self._players[youth.phone.id] = youth
        await youth.phone.open(link)
