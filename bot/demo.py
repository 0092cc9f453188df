"""The demo: the whole product beside a simulated Telegram, with an invented cast.

Only `TELEGRAM_API_URL` differs from a real installation. Nothing leaves this machine, and nothing
is kept when the demo ends. A scenario begins with an installation, a cast and a clock of its own.
"""

from __future__ import annotations

import asyncio
import contextlib
import tempfile
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, closing
from datetime import datetime, time, timedelta
from pathlib import Path

from starlette.types import ASGIApp, Receive, Scope, Send

from bot.app import App, built
from bot.clock import Clock, MovableClock
from bot.demo_feed import feed
from bot.demo_ground import LOOPBACK, MONDAYS, demo_settings, starts_after
from bot.demo_stories import Telling, by_language, link_labels, offered
from bot.errors import UserError
from bot.jump import Enough, jump
from bot.scenario_list import PLAIN, SCENARIOS
from bot.scenarios import AMAL, BO, Act, Open, Pick, Scenario, Tap, Until, Wait, Write
from bot.serve import listening, serving
from content.areas.demo import DemoKey
from content.areas.enrolment import EnrolmentKey
from content.audience import TextKey
from content.keys import Key
from content.site_file import load_site
from domain.people import Actor, Role
from domain.wall import to_utc, to_wall
from scheduling.engine import Engine
from services.cafe_series import NewSeries, make_series
from services.invite import NewYouth, invite_staff, invite_youth
from simulator.notes import Note
from simulator.phones import Phone
from simulator.server import Simulator
from storage import staff
from web.app import build_web

ACTOR = Actor.cli("demo")
PROGRAMME = "projekt-run"
MENTOR, COORDINATOR = "Maja Holm", "Conny Lund"  # the coordinator covers for the mentor
WAITING, ENROLLED = AMAL, BO  # in the plain demo
FARTHEST = timedelta(days=31)  # of a move to what comes next
THURSDAYS = NewSeries(
    programme_key=PROGRAMME,
    rule="FREQ=WEEKLY;BYDAY=TH",
    begins=time(17),
    ends=time(19),
    transport=True,
)
_CAPTIONS = {Role.MENTOR: DemoKey.MENTOR, Role.COORDINATOR: DemoKey.COORDINATOR}
# What the youth who is with us already has tapped.
_YES = (Key.B_DANISH, Key.B_NEXT, Key.B_AGE_18, Key.B_YES_TRY, EnrolmentKey.B_NOT_NOW)


class Demo:
    """A running demo. `app` and `clock` are those of the scenario that is played now."""

    app: App
    clock: MovableClock

    def __init__(self, web_port: int) -> None:
        self._web_port = web_port
        self._monday = starts_after(Clock().real(), load_site())
        self.clock = MovableClock(telegram_is_loopback=True, start=self._monday)
        self.sim = Simulator(clock=self._now)
        self._pages: ASGIApp | None = None
        self._installation = AsyncExitStack()
        self._playing: asyncio.Task[None] | None = None
        self._ended: asyncio.Future[None] | None = None  # while somebody waits in `run`
        self._began = self._monday  # what happened before was set up
        self._halted = False
        self._offers: Mapping[str, str] = {}  # the links that wait for somebody, by name

    def _now(self) -> datetime:
        return self.clock.now()

    @property
    def page_url(self) -> str:
        """Return the address of the page with the phones."""
        return self.sim.page_url

    @property
    def engine(self) -> Engine:
        """Return the engine of what is played now."""
        return self.app.engine

    def say(self, key: TextKey, **values: str) -> str:
        """Return a text in Danish, the language of the phones."""
        return self.app.world.house.texts.say("da", key, **values)

    def phone(self, name: str) -> Phone:
        """Return the phone of one of the cast."""
        return next(one for one in self.sim.phones if one.name == name)

    async def jump(self, seconds: float) -> None:
        """Move product and simulator together, from one due time to the next."""
        await self._jump(timedelta(seconds=seconds), self._is_halted)

    async def to_next(self) -> None:
        """Move to the next time at which something happens that is told, at most a month on."""
        began = self.clock.now()

        async def enough() -> bool:
            return await self._is_halted() or bool(await feed(self.app.world, began))

        await self._jump(FARTHEST, enough)

    def halt(self) -> None:
        """Let the clock stay where it is after the stop that is under way."""
        self._halted = True

    async def _jump(self, far: timedelta, enough: Enough) -> None:
        self._halted = False
        await jump(self.app, self.clock, self.clock.now() + far, enough=enough)

    async def _is_halted(self) -> bool:
        return self._halted

    async def notes(self, since: datetime | None) -> Sequence[Note]:
        """Return what happened after an instant (None: since it began), oldest first."""
        return await feed(self.app.world, max(since or self._began, self._began))

    async def pages(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer for the pages of what is played now."""
        assert self._pages is not None
        await self._pages(scope, receive, send)

    # ------------------------------------------------------------- one after the other

    async def run(self) -> None:
        """Run what is played, whichever scenario that is, until cancelled."""
        self._ended = asyncio.get_running_loop().create_future()
        self._go_on()
        try:
            await self._ended
        finally:
            self._ended = None
            await self._hold()

    async def begin(self, wanted: str | None = None) -> None:
        """Put a scenario (None: the plain demo) in the place of what was played.

        Raises:
            KeyError: There is no such scenario.
        """
        scenario = PLAIN if wanted is None else SCENARIOS[wanted]
        await self.end()
        self.sim.forget()
        self._monday = MONDAYS[scenario.week](Clock().real(), load_site())
        begins = self.instant(scenario.begins)
        self.clock = MovableClock(telegram_is_loopback=True, start=begins)
        await self._install()
        await self._people(scenario)
        for act in scenario.before:
            await self.do(act)
        telling = Telling(self.sim, self.app.world.house.texts, self.instant)
        self.sim.stories.tell(telling.of(scenario))
        self._began = self.clock.now()
        if self._ended is not None:
            self._go_on()

    async def end(self) -> None:
        """Stop what is played and remove everything it has kept."""
        await self._hold()
        await self._installation.aclose()
        self._installation = AsyncExitStack()

    def instant(self, when: Until) -> datetime:
        """Return the instant (UTC) that many days after the demo's Monday."""
        zone = self.sim.zone
        day = to_wall(self._monday, zone).date() + timedelta(days=when.day)
        return to_utc(day, when.at, zone)

    async def _install(self) -> None:
        folder = self._installation.enter_context(
            tempfile.TemporaryDirectory(prefix="holdfast-demo-")
        )
        settings = demo_settings(Path(folder), self.sim, self._web_port)
        self.app = await self._installation.enter_async_context(built(settings, self.clock))
        app = self.app
        self._pages = build_web(app.world, app.health, app.webhook, app.files, app.sms)

    def _go_on(self) -> None:
        self._playing = asyncio.create_task(self.app.run())
        self._playing.add_done_callback(self._tell_end)

    def _tell_end(self, playing: asyncio.Task[None]) -> None:
        """Let an error of the process itself come through to who waits in `run`."""
        if self._ended is None or self._ended.done() or playing.cancelled():
            return
        if (error := playing.exception()) is not None:
            self._ended.set_exception(error)

    async def _hold(self) -> None:
        playing, self._playing = self._playing, None
        if playing is None:
            return
        if not playing.done():
            self.app.engine.stop()
            playing.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await playing

    # ------------------------------------------------------------- people

    async def _people(self, scenario: Scenario) -> None:
        """Let staff open their links, some youths say yes, and others find a link."""
        texts = self.app.world.house.texts
        for name in sorted((*scenario.waiting, *scenario.enrolled)):
            self.sim.phone(name, caption=by_language(texts, DemoKey.YOUTH))
        await self._hire(MENTOR, Role.MENTOR)
        await self._hire(COORDINATOR, Role.COORDINATOR)
        await self.app.settle()
        if scenario.has_cafe:
            await self._make_series()
        self._offers = {name: await self._invite(name) for name in scenario.waiting}
        self.sim.links = [*link_labels(texts, self._offers, MENTOR.partition(" ")[0])]
        for name in scenario.enrolled:
            await self.phone(name).open(await self._invite(name))
            await self.app.settle()
            for key in _YES:
                await self.do(Tap(name, key))

    async def _hire(self, name: str, role: Role) -> None:
        phone = self.sim.phone(
            name.split(maxsplit=1)[0],
            caption=by_language(self.app.world.house.texts, _CAPTIONS[role]),
        )
        invitation = await invite_staff(self.app.world, ACTOR, name=name, role=role)
        await phone.open(invitation.link)

    async def _invite(self, name: str) -> str:
        new = NewYouth(name=name, programme=PROGRAMME, mentor=MENTOR, cover=COORDINATOR)
        return (await invite_youth(self.app.world, ACTOR, new)).link

    async def _make_series(self) -> None:
        world = self.app.world
        people = await world.store.read(staff.with_role, Role.COORDINATOR)
        actor = Actor.staff(people[0].id)
        await world.store.write(make_series, actor, world.clock.now(), world.house, THURSDAYS)
        await self.app.settle()

    async def do(self, act: Act) -> None:
        """Do on a phone what a step tells, and let everything happen that follows."""
        match act:
            case Wait(until):
                await jump(self.app, self.clock, self.instant(until))
            case Open(who):
                await self.phone(who).open(self._offers[who])
            case Tap(who, label, values):
                await self.phone(who).tap(self.say(label, **values))
            case Pick(who, place):
                await self.phone(who).tap(self.phone(who).last.labels[place])
            case Write(who, words):
                await self.phone(who).write(words)
            case _:
                raise TypeError(f"{act} is for those who play, not for what is set up before.")
        await self.app.settle()


@asynccontextmanager
async def demo(
    *, page_port: int = 0, web_port: int = 0, scenario: str | None = None
) -> AsyncIterator[Demo]:
    """Start everything on loopback; port 0 takes a free one. Ends with nothing left behind.

    Raises:
        UserError: If a port is taken.
        KeyError: If there is no such scenario.
    """
    with closing(listening(LOOPBACK, web_port)) as sock:
        made = Demo(sock.getsockname()[1])
        async with await _started(made.sim, page_port), serving(made.pages, sock):
            try:
                await made.begin(scenario)
                made.sim.on_jump, made.sim.on_next = made.jump, made.to_next
                made.sim.on_halt, made.sim.notes = made.halt, made.notes
                made.sim.stories.offered = offered(made.app.world.house.texts)
                made.sim.stories.on_choose = made.begin
                yield made
            finally:
                await made.end()


async def _started(sim: Simulator, page_port: int) -> Simulator:
    try:
        return await sim.start(LOOPBACK, page_port=page_port)
    except (OSError, OverflowError) as error:
        await sim.stop()
        why = getattr(error, "strerror", "") or "ports are numbers up to 65535"
        raise UserError(
            f"Cannot listen on port {page_port}: {why}. Choose another with --port."
        ) from error
