"""What happens in a young person's year whatever the robot does."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime, time, timedelta
from functools import partial

from bot.simulation.chance import between, happens, so_many
from bot.simulation.diary import Act
from bot.simulation.texter import Texter
from bot.simulation.youth import Youth
from content.keys import Key
from content.simulation_file import Temperament
from domain.wall import to_wall
from reports.audit.wire import ASKED_FOR_HELP, CRIED, STOPPED

DAY = timedelta(days=1)
HUNDRED = 100
A_YEAR = 365
AWAKE = (time(10), time(21, 30))
AT_NIGHT = (time(23, 30), time(23, 59))

NewPhone = Callable[[Youth], Awaitable[None]]
Left = Callable[[], None]  # is told that they have said stop because they move away


class Year:
    """Draws one year and writes it into the diary.

    Who has text messages alone has no buttons, no pause and no new link in it.
    """

    def __init__(self, youth: Youth | Texter, new_phone: NewPhone, left: Left) -> None:
        self._youth = youth
        self._stage = youth.stage
        self._chance = youth.chance
        self._new_phone = new_phone
        self._left = left
        self._begins = youth.stage.clock.now()
        self._days = max(1, (youth.stage.ends_at - self._begins).days)

    def plan(self) -> None:
        """Write down everything that will happen."""
        youth, kind = self._youth, self._kind
        words = self._stage.people.words
        for _ in range(self._count(youth.manners.habits.writes)):
            text = self._chance.choice(words.ordinary.of(youth.language))
            self._on(self._any_day(), self._writing(text), night=kind.at_night)
        self.plan_cries()
        self._once(kind.leaves, self._leave)
        if isinstance(youth, Youth):
            self._plan_taps(youth)

    def _plan_taps(self, youth: Youth) -> None:
        """Write down what is done with a chat that has buttons."""
        kind = self._kind
        for _ in range(self._count(youth.manners.habits.asks_for_a_call)):
            self._on(self._any_day(), partial(self._ask_for_a_call, youth))
        if happens(self._chance, youth.manners.habits.pauses * self._days / A_YEAR):
            self._on(self._any_day(), partial(youth.write, "/pause"))
        self._once(kind.blocks, partial(self._block, youth))
        self._once(kind.new_phone, partial(self._new_phone, youth))

    @property
    def _kind(self) -> Temperament:
        return self._youth.manners.temperament

    def plan_cries(self) -> None:
        """Write down when they cry for help: also who has said no may."""
        youth, kind = self._youth, self._kind
        words = self._stage.people.words.cry.of(youth.language)
        self._once(kind.cries, self._crying(self._chance.choice(words)))
        if isinstance(youth, Youth):
            self._once(kind.help_now, partial(self._tap_help, youth))

    # ------------------------------------------------------------- when

    def _count(self, in_hundred_days: int) -> int:
        return so_many(self._chance, in_hundred_days * self._days / HUNDRED)

    def _any_day(self) -> int:
        return self._chance.randint(1, self._days)

    def _once(self, days: tuple[int, int] | None, act: Act) -> None:
        if days is not None:
            self._on(self._chance.randint(*days), act, night=self._kind.at_night)

    def _on(self, day: int, act: Act, *, night: bool = False) -> None:
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

    def _writing(self, text: str) -> Act:
        return partial(self._youth.write, text)

    def _crying(self, text: str) -> Act:
        async def act() -> None:
            await self._stage.before_cry()
            await self._youth.say(text, CRIED)

        return act

    async def _tap_help(self, youth: Youth) -> None:
        if await self._tap_newest(youth, Key.B_HELP_NOW):
            self._stage.note(youth.chat_id, ASKED_FOR_HELP)

    async def _ask_for_a_call(self, youth: Youth) -> None:
        await self._tap_newest(youth, Key.B_CALL_ME)

    async def _tap_newest(self, youth: Youth, key: Key) -> bool:
        """Tap a button under the newest message that has it; return whether it was sent."""
        label = youth.label(key)
        for seen in reversed(youth.phone.messages[-30:]):
            if label in seen.labels:
                return await youth.tap(seen.id, label)
        return False

    async def _block(self, youth: Youth) -> None:
        await youth.phone.block()
        back = self._kind.back_after
        if back is not None:
            self._stage.later(back * DAY, youth.phone.unblock)

    async def _leave(self) -> None:
        """Say stop, or say nothing at all any more."""
        if happens(self._chance, self._youth.manners.habits.says_stop):
            await self._youth.say(self._youth.stop_word, STOPPED)
            self._left()
        else:
            usual = self._youth.manners.habits
            self._youth.manners.habits = usual.model_copy(update={"answers": 0})
