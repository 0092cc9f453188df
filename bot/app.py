"""One process of the product: everything wired together, and driven by the engine."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from functools import partial

from telegram import Bot
from telegram.error import TelegramError

from bot.alone import alone_with
from bot.clock import Clock
from bot.emergency import ReadDuty, build_emergency
from bot.ground import IN_EARNEST, Ground, Stand, WrapStore, opened
from bot.health import HealthCheck
from bot.menu import StaffMenus, menu
from bot.roads import channel_of
from bot.settings import Settings
from bot.updates_in import UpdatesIn
from bot.youth_menus import YouthMenus
from channels.duty_list import DutyList
from channels.telegram import TelegramChannel
from channels.telegram_files import TelegramFiles
from channels.telegram_http import AiohttpRequest, Carrier, KnownBot, made_up_bot
from channels.telegram_menu import forget_in_chat, publish_commands, publish_in_chat
from channels.telegram_webhook import WebhookWatch, leave_webhook
from domain.attachment import FetchFile
from domain.people import Actor
from handlers.dispatch import Dispatch
from handlers.intake import ALLOWED, Intake
from handlers.webhook import Webhook
from reports.files import make_file
from scheduling.decisions import Decisions
from scheduling.due_rows import ALL, Unit
from scheduling.engine import Engine
from scheduling.housekeeping import Housekeeping
from scheduling.send_outbox import SendOutbox
from services.erase_youth import finish_erasures
from services.health import MessageHealth
from services.look_earlier import look_earlier
from services.reactions import reactions_of
from services.remember_bot import known_bot, remember_bot
from services.start_up import adopt_programmes, find_by_number
from services.wake_parked import wake_parked
from services.world import World
from storage.errors import StorageError
from web.sms_in import NO_SMS, SmsRoads
from web.webhook import PATH as WEBHOOK_PATH

log = logging.getLogger(__name__)

ACTOR = Actor.system("app")
HOLDER_BYTES = 8
SHORT = 2.0  # seconds between two looks at what a wake may have missed
LONG = 60.0
HOUR = 3600.0


@dataclass(slots=True)
class App:
    """A wired process. `run` drives it; `settle` and the engine's `until_idle` step it."""

    world: World
    engine: Engine
    intake: Intake
    dispatch: Dispatch
    sender: SendOutbox
    bot: Bot
    health: HealthCheck
    read_duty: ReadDuty
    webhook: Webhook | None = None  # Telegram brings updates, and is not asked for them
    sms: SmsRoads = NO_SMS  # a gateway brings what youths write by SMS
    polling: asyncio.Task[None] | None = None

    @property
    def files(self) -> FetchFile:
        """Return what fetches the voice messages, pictures and files that people have sent."""
        return TelegramFiles(self.bot).fetch

    async def run(self, *, ticking: bool = True) -> None:
        """Poll and work until cancelled; what has begun is finished.

        Without `ticking` no beat runs anything: what is woken by a commit runs all the same.
        """
        greeting = asyncio.create_task(self._greet())
        if self.webhook is None:
            self.polling = asyncio.create_task(self.intake.run())
        try:
            await self.engine.run(ticking=ticking)
        finally:
            await _ended(greeting)
            await _ended(self.polling)
            self.polling = None

    @asynccontextmanager
    async def standing_still(self) -> AsyncIterator[None]:
        """Let `run` neither poll nor beat inside; `settle` still works."""
        was_polling = self.polling is not None
        async with self.engine.paused():
            await _ended(self.polling)
            try:
                yield
            finally:
                if was_polling:
                    self.polling = asyncio.create_task(self.intake.run())

    async def settle(self) -> None:
        """Take in what waits at Telegram and work until nothing is left to do now."""
        new = await self._take_in()
        await self.engine.until_idle()
        while new:  # what was done may have brought more; nothing new, nothing more to do
            if new := await self._take_in():
                await self.engine.until_idle()

    async def _take_in(self) -> int:
        return (await self.intake.poll_once(0)).new if self.webhook is None else 0

    async def _greet(self) -> None:
        """Refresh what we know of the bot, and its menu, as soon as Telegram can be reached."""
        wait = 1.0
        while True:
            try:
                if self.webhook is None:
                    await leave_webhook(self.bot)
                about = (await self.bot.get_me()).to_dict()
                await self.world.store.write(remember_bot, ACTOR, self.world.clock.now(), about)
                if await publish_commands(self.bot, menu(self.world.house.texts)):
                    return
            except (TelegramError, StorageError) as error:
                log.warning("Telegram not reached", extra={"action": "greet", "why": str(error)})
            await asyncio.sleep(wait)
            wait = min(wait * 2, LONG)


async def _ended(task: asyncio.Task[None] | None) -> None:
    if task is not None:
        task.cancel()
        await asyncio.wait({task})


@asynccontextmanager
async def built(
    settings: Settings,
    clock: Clock,
    *,
    wrap: WrapStore = lambda store: store,
    stand: Stand = IN_EARNEST,
    connect: Callable[[], Carrier] = AiohttpRequest,
) -> AsyncIterator[App]:
    """Open the installation and wire one process; everything is closed again in the end.

    Args:
        settings: The installation.
        clock: Tells the time.
        wrap: May put something around the store.
        stand: What is different in a simulation.
        connect: Makes what carries requests to Telegram.

    Raises:
        UserError: If another process already runs on the same SQLite file.
        StorageError: If the database or the keys cannot be used, with what to do.
        ContentError: If the content has problems.
    """
    engine = Engine(clock)
    async with AsyncExitStack() as stack:
        stack.enter_context(alone_with(settings.database_url))
        ground = await stack.enter_async_context(
            opened(settings, clock, on_wake=engine.wake, wrap=wrap, stand=stand)
        )
        bot, polling = await stack.enter_async_context(_connected(settings, ground, connect))
        app = _wired(settings, clock, ground, engine, bot, polling)
        house = ground.world.house
        await ground.store.write(adopt_programmes, ACTOR, clock.now(), house)
        await ground.store.write(look_earlier, ACTOR, clock.now(), house)
        await ground.store.write(wake_parked, ACTOR, clock.now(), house)
        await ground.store.write(find_by_number, ACTOR, clock.now())
        await finish_erasures(ground.world, ground.vault)  # before anything is sent or read
        await app.sender.start(alone=ground.store.dialect == "sqlite")
        await app.read_duty()  # before the first poll: a cry that cannot be stored needs it
        try:
            yield app
        finally:
            await app.intake.close()
            await app.sender.close()
            await app.dispatch.close()


@asynccontextmanager
async def _connected(
    settings: Settings, ground: Ground, connect: Callable[[], Carrier]
) -> AsyncIterator[tuple[Bot, Carrier]]:
    """Give the bot and the polling connection; Telegram need not answer for this."""
    about = await ground.store.read(known_bot, settings.bot_id)
    known = about or made_up_bot(settings.bot_id, settings.bot_username or "holdfast_bot")
    request, polling = connect(), connect()
    bot = Bot(
        settings.telegram_token.get_secret_value(),
        base_url=f"{settings.telegram_api_url}/bot",
        base_file_url=f"{settings.telegram_api_url}/file/bot",
        request=KnownBot(request, known),
        get_updates_request=polling,
    )
    await bot.initialize()
    try:
        yield bot, polling
    finally:
        await bot.shutdown()


def _wired(
    settings: Settings,
    clock: Clock,
    ground: Ground,
    engine: Engine,
    bot: Bot,
    polling: Carrier,
) -> App:
    world, holder = ground.world, secrets.token_hex(HOLDER_BYTES)
    channel, duty = channel_of(settings, TelegramChannel(bot), ground.sms), DutyList()
    emergency = build_emergency(channel, world.house, duty, clock)
    messages = MessageHealth(polled_at=clock.real())
    updates = UpdatesIn(settings, ground, clock, emergency=emergency, health=messages)
    intake, webhook = updates.intake(polling, holder), updates.webhook()
    dispatch = Dispatch(world, bot, emergency.on_failure)
    reactions = reactions_of(world.house)
    sender = SendOutbox(
        ground.store,
        channel,
        clock,
        holder,
        reactions=reactions,
        health=messages,
        make_file=make_file,
    )
    engine.every("inbox", dispatch.unit, SHORT)
    due = [Unit(world, rows) for rows in ALL]
    for unit, rows in zip(due, ALL, strict=True):
        engine.every(rows.name, unit, rows.seconds)
    engine.every("outbox", sender.unit, SHORT)
    read_duty = ReadDuty(world, duty)
    engine.every("duty_list", read_duty, LONG)
    engine.every("duty_of_new", read_duty.newly, HOUR)
    menus = StaffMenus(world, partial(publish_in_chat, bot), partial(forget_in_chat, bot))
    engine.every("menus", menus, LONG)
    in_chats = YouthMenus(world, partial(publish_in_chat, bot), partial(forget_in_chat, bot))
    engine.every("youth_menus", in_chats, LONG)
    engine.every("emergency", emergency.unit, SHORT)
    if settings.webhook_secret is not None:
        watch = WebhookWatch(
            bot,
            f"{settings.public_url}{WEBHOOK_PATH}",
            settings.webhook_secret.get_secret_value(),
            allowed=ALLOWED,
            answered=updates.has_answered,
        )
        engine.every("webhook", watch, LONG)
    engine.every("decisions", Decisions(world), LONG)
    engine.every("housekeeping", Housekeeping(world, ground.vault), HOUR)
    health = HealthCheck(world, clock, engine, messages, due)
    return App(
        world,
        engine,
        intake,
        dispatch,
        sender,
        bot,
        health,
        read_duty,
        webhook,
        SmsRoads(updates.sms(), updates.sms_reports(world.house)),
    )
