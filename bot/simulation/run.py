"""A simulation: everybody on the stage, and time that goes from one thing to the next."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from pydantic import SecretStr
from starlette.types import ASGIApp

import content
from bot.app import App, built
from bot.ground import Stand
from bot.settings import GivenSettings, Settings
from bot.simulation.beats import Beats
from bot.simulation.browser import Browser
from bot.simulation.cast import Cast
from bot.simulation.chance import source
from bot.simulation.clock import VirtualClock
from bot.simulation.diary import Diary
from bot.simulation.faults import Faults, own_content
from bot.simulation.gateway import ADDRESS, SECRET, Gateway
from bot.simulation.kept import keep_keys, kept_file
from bot.simulation.plan import Plan
from bot.simulation.player import Player
from bot.simulation.refusing import Refusal
from bot.simulation.stage import Stage
from bot.simulation.wire import Recorder
from bot.simulation.worker import Worker
from channels.telegram_direct import DirectRequest
from channels.telegram_http import AiohttpRequest, Carrier
from content.site_file import load_site
from domain.site import SiteRules
from domain.wall import to_utc
from reports.audit.grounds import Outage
from reports.audit.wire import Acted
from services.world import World
from simulator.parsing import Upload
from simulator.server import Simulator
from storage.due import Ahead, look_ahead
from web.app import build_web
from web.sms_in import SmsRoads

PHONE = "12 34 56 78"
OPENS = time(9)
EDITING = ("plan", "all")  # profiles that change the content in the middle


# Nobody is real in a simulation: this stands where a site writes its law and its name.
INVENTED: Mapping[str, Any] = {
    "attention_legal_basis": "simulation",
    "attention_dpia": "simulation",
    "attention_approved_by": "simulation",
    "attention_approved_on": date(2026, 1, 1),
}


def begins_and_ends(plan: Plan) -> tuple[datetime, datetime]:
    """Return when a simulation begins and when it is over (UTC)."""
    site = _site_of(plan)
    begins = site.next_staffed(to_utc(plan.begins, OPENS, site.zone))
    return begins, begins + timedelta(days=plan.days)


def _site_of(plan: Plan) -> SiteRules:
    return load_site(plan.content / "site.toml") if plan.content else load_site()


class Simulation:
    """One run of one house. Times are UTC."""

    def __init__(self, plan: Plan, folder: Path) -> None:
        self.plan = plan
        site = _site_of(plan)
        self.begins_at, self.ends_at = begins_and_ends(plan)
        self.clock = VirtualClock(self.begins_at)
        self.sim = Simulator(clock=self.clock.now, zone=site.zone)
        self.wire = Recorder()
        self.gateway = Gateway(
            self.clock.now,
            self._sms_roads,
            source(plan.seed_of_house, "gateway"),
            plan.people.texts.refused,
        )
        self.sim.log.on_close = self.wire.on_call
        self.diary = Diary()
        self.players: dict[int, Player] = {}
        self.stops = 0
        self.outages: list[Outage] = []
        self.acted: list[Acted] = []
        self.refusal = Refusal()
        self.content = plan.content
        if plan.faults in EDITING:
            built_in = Path(content.__path__[0])
            self.content = own_content(plan.content or built_in, folder / "content")
        self._faults = Faults(self, plan.seed_of_house, site.zone)
        self._ahead: Mapping[str, Ahead] = {}
        self._beats = Beats(self.begins_at)
        self._site = site
        self._folder = folder
        self._process = AsyncExitStack()
        self._app: App | None = None
        self._pages: ASGIApp | None = None

    @property
    def app(self) -> App:
        """Return the process that runs now."""
        assert self._app is not None, "the product is down"
        return self._app

    @property
    def is_down(self) -> bool:
        """Return whether the product does not run."""
        return self._app is None

    @property
    def ways(self) -> Mapping[int, str]:
        """Return how each member of staff works, as the file of people names it, by staff id."""
        staff = (one for one in self.players.values() if isinstance(one, Worker))
        return {int(one.staff_id): one.kind.name for one in staff}

    @asynccontextmanager
    async def opened(self) -> AsyncIterator[Simulation]:
        """Start Telegram and the product, and end them afterwards."""
        async with AsyncExitStack() as stack:
            if self.plan.http:
                await stack.enter_async_context(self.sim)
            await self.start()
            stack.push_async_callback(self.stop)
            yield self

    async def start(self) -> None:
        """Start the product on what its files hold."""
        self.clock.begin()
        keep_keys(self.plan.database_url)
        chance = source(self.plan.seed_of_house, "process", self.clock.now().isoformat())
        stand = Stand(random_bytes=chance.randbytes, stepped=True, sms=self.gateway)
        connect: Callable[[], Carrier] = AiohttpRequest
        if not self.plan.http:
            connect = partial(DirectRequest, self._answer)
        self._app = await self._process.enter_async_context(
            built(
                self._settings(),
                self.clock,
                wrap=self.refusal.wrap,
                stand=stand,
                connect=connect,
            )
        )

    async def stop(self) -> None:
        """End the product; its files, Telegram and time go on."""
        self._app = self._pages = None
        await self._process.aclose()
        self._process = AsyncExitStack()

    async def play(self, tell: Callable[[datetime], None] = lambda _: None) -> None:
        """Let everybody come in, and time pass until the end.

        Args:
            tell: Is told the time now and then.
        """
        await self._look_ahead()  # or each hire would run every unit there is
        cast = Cast(self._stage(), self.plan, self.players, self.settle, self.gateway)
        await cast.come_in()
        self._faults.plan(self.plan.faults, self.plan.days)
        while self.clock.now() < self.ends_at:
            self.clock.advance_to(await self._next())
            while (act := self.diary.take(self.clock.now())) is not None:
                await act()
            await self.settle()
            self.stops += 1
            tell(self.clock.now())
        await self._mend()

    async def _mend(self) -> None:
        """End every fault that goes on, so that the auditor finds the product running."""
        self.refusal.is_on = False
        self.sim.faults.clear()
        await self.sim.recover()
        if self.is_down:
            await self.start()
        self._ahead = {}
        await self.settle()

    def now(self) -> datetime:
        """Return the present instant (UTC)."""
        return self.clock.now()

    def out(self, until: datetime, *, storage: bool = False) -> None:
        """Note for the auditor that nobody can keep a time from now until then."""
        self.outages.append(Outage(self.clock.now(), until, storage))

    async def settle(self) -> None:
        """Let everything happen that happens now, and let people look at what came."""
        if self._app is not None:
            await self._work(self._app)
        for chat, number in self.wire.take_new():
            player = self.players.get(chat)
            seen = player.phone.message(number) if player is not None else None
            if player is not None and seen is not None:
                player.see(seen)
        self.gateway.let_read()

    async def _work(self, app: App) -> None:
        """Take in what waits and run the units that have something to do.

        Those that look for due rows run when a row is due or a commit wakes them; all others on
        a beat of their own, once in a simulated hour, and housekeeping once in a simulated day.
        """
        ahead = {} if self.refusal.is_on else self._ahead
        wanted = self._beats.wanted(self.clock.now(), app.engine.names, ahead)
        new = 1
        while new:
            new = (await app.intake.poll_once(0)).new if self.plan.http or self._waits() else 0
            await app.engine.until_idle(only=wanted)
            wanted = set()

    def _waits(self) -> bool:
        """Return whether Telegram has updates that nobody has taken."""
        return bool(self.sim.state.updates.pending)

    async def _next(self) -> datetime:
        """Return when something happens next: a row is due, somebody acts, or it is over."""
        now, times = self.clock.now(), [self.ends_at]
        await self._look_ahead()
        times += [one.next_at for one in self._ahead.values() if one.next_at is not None]
        if self.diary.next_at is not None:
            times.append(self.diary.next_at)
        return max(min(times), now)

    async def _look_ahead(self) -> None:
        """Ask which rows are due and which come next; nothing is known during an outage."""
        self._ahead = {}
        if self._app is not None:
            self._ahead = await self._app.world.store.read(look_ahead, self.clock.now())

    def _stage(self) -> Stage:
        house = self.app.world.house
        return Stage(
            seed=self.plan.seed_of_house,
            ends_at=self.ends_at,
            clock=self.clock,
            sim=self.sim,
            diary=self.diary,
            texts=house.texts,
            site=self._site,
            people=self.plan.people,
            world=self._world,
            browser=self._browser,
            before_cry=self._faults.before_cry,
            acted=self.acted,
        )

    def _world(self) -> World | None:
        return None if self._app is None else self._app.world

    def _sms_roads(self) -> SmsRoads | None:
        return None if self._app is None else self._app.sms

    def _browser(self) -> Browser | None:
        app = self._app
        if app is None:
            return None
        if self._pages is None:
            self._pages = build_web(app.world, app.health, app.webhook, app.files, app.sms)
        return Browser(self._pages, app.world.public_url)

    async def _answer(
        self, url: str, fields: Mapping[str, str], files: Mapping[str, tuple[str, bytes, str]]
    ) -> tuple[int, str]:
        sent = {
            name: Upload(filename, mime, content)
            for name, (filename, content, mime) in files.items()
        }
        return await self.sim.call(url, fields, sent)

    def _settings(self) -> Settings:
        folder = self._folder
        keys = kept_file(self.plan.database_url) or folder / "holdfast.db"
        return GivenSettings(
            telegram_token=self.sim.token,
            telegram_api_url=self.sim.url,
            bot_username=self.sim.username,
            database_url=self.plan.database_url or f"sqlite:///{folder}/holdfast.db",
            keystore_url=f"sqlite:///{keys}.keys",
            master_key_file=Path(f"{keys}.master-key"),
            content_dir=self.content,
            site_phone=PHONE,
            sms_url=ADDRESS,
            sms_in_secret=SecretStr(SECRET),
            attention_points="on" if self.plan.attention else "off",
            **(INVENTED if self.plan.attention else {}),
        )
