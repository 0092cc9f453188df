"""What happens in a young person's year whatever the robot does."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime, time, timedelta

from bot.simulation.chance import between, happens, so_many
from bot.simulation.youth import Youth
from content.keys import Key
from domain.wall import to_wall
from reports.audit.wire import ASKED_FOR_HELP, CRIED, STOPPED

DAY = timedelta(days=1)
HUNDRED = 100
A_YEAR = 365
AWAKE = (time(10), time(21, 30))
AT_NIGHT = (time(23, 30), time(23, 59))

NewPhone = Callable[[Youth], Awaitable[None]]


class Year:
    """Draws one year and writes it into the diary."""

    def __init__(self, youth: Youth, new_phone: NewPhone) -> None:
        self._youth = youth
        self._stage = youth.stage
        self._chance = youth.chance
        self._new_phone = new_phone
        self._begins = youth.stage.clock.now()
        self._days = max(1, (youth.stage.ends_at - self._begins).days)

    def plan(self) -> None:
        """Write down everything that will happen."""
        youth, kind = self._youth, self._youth.temperament
        words = self._stage.people.words
        night = kind.at_night
        for _ in range(self._count(youth.habits.writes)):
            text = self._chance.choice(words.ordinary.of(youth.language))
            self._on(self._any_day(), self._writing(text), night=night)
        for _ in range(self._count(youth.habits.asks_for_a_call)):
            self._on(self._any_day(), self._ask_for_a_call)
        if happens(self._chance, youth.habits.pauses * self._days / A_YEAR):
            self._on(self._any_day(), self._pause)
        self.plan_cries()
        self._once(kind.blocks, self._block)
        self._once(kind.new_phone, self._change_phone)
        self._once(kind.leaves, self._leave)

    def plan_cries(self) -> None:
        """Write down when they cry for help: also who has said no may."""
        youth, kind = self._youth, self._youth.temperament
        words = self._stage.people.words.cry.of(youth.language)
        self._once(kind.cries, self._crying(self._chance.choice(words)))
        self._once(kind.help_now, self._tap_help)

    # ------------------------------------------------------------- when

    def _count(self, in_hundred_days: int) -> int:
        return so_many(self._chance, in_hundred_days * self._days / HUNDRED)

    def _any_day(self) -> int:
        return self._chance.randint(1, self._days)

    def _once(self, days: tuple[int, int] | None, act: Callable[[], Awaitable[None]]) -> None:
        if days is not None:
            self._on(self._chance.randint(*days), act, night=self._youth.temperament.at_night)

    def _on(self, day: int, act: Callable[[], Awaitable[None]], *, night: bool = False) -> None:
        at = self._clock(self._begins + day * DAY, night=night)
        if at > self._stage.clock.now():
            self._stage.diary.add(at, act)

    def _clock(self, day: datetime, *, night: bool) -> datetime:
        first, last = AT_NIGHT if night else AWAKE
        zone = self._stage.site.zone
        begins, ends = self._stage.at(day, first), self._stage.at(day, last)
        assert to_wall(begins, zone).date() == to_wall(ends, zone).date()
        return begins + between(self._chance, 0, int((ends - begins).total_seconds()))

    # ------------------------------------------------------------- what

    def _writing(self, text: str) -> Callable[[], Awaitable[None]]:
        async def act() -> None:
            await self._youth.write(text)

        return act

    def _crying(self, text: str) -> Callable[[], Awaitable[None]]:
        async def act() -> None:
            await self._stage.before_cry()
            if await self._youth.write(text):
                self._stage.note(self._youth.phone, CRIED)

        return act

    async def _tap_help(self) -> None:
        if await self._tap_newest(Key.B_HELP_NOW):
            self._stage.note(self._youth.phone, ASKED_FOR_HELP)

    async def _ask_for_a_call(self) -> None:
        await self._tap_newest(Key.B_CALL_ME)

    async def _tap_newest(self, key: Key) -> bool:
        """Tap a button under the newest message that has it; return whether it was sent."""
        label = self._youth.label(key)
        for seen in reversed(self._youth.phone.messages[-30:]):
            if label in seen.labels:
                return await self._youth.tap(seen.id, label)
        return False

    async def _pause(self) -> None:
        await self._youth.write("/pause")

    async def _block(self) -> None:
        await self._youth.phone.block()
        back = self._youth.temperament.back_after
        if back is not None:
            self._stage.later(back * DAY, self._return)

    async def _return(self) -> None:
        await self._youth.phone.unblock()

    async def _change_phone(self) -> None:
        await self._new_phone(self._youth)

    async def _leave(self) -> None:
        """Say stop, or say nothing at all any more."""
        if happens(self._chance, self._youth.habits.says_stop):
            if await self._youth.write("/stop"):
                self._stage.note(self._youth.phone, STOPPED)
        else:
            quiet = self._youth.habits.model_copy(update={"answers": 0})
            self._youth.habits = quiet
