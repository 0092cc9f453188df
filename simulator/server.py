"""A Telegram Bot API on loopback, with the phones of the people it talks to.

    async with Simulator(clock=clock) as sim:
        amal = sim.phone("Amal", language="da")
        ...  # start the product with TELEGRAM_API_URL=sim.url and the token sim.token
        await amal.start("invitation-code")
        await amal.wait_for("Hej")

Nothing here reaches the real Telegram, and nothing is sent to anybody.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from ipaddress import ip_address
from types import TracebackType
from typing import Self
from urllib.parse import parse_qsl, urlsplit

from aiohttp import web

from simulator.api import BotApi
from simulator.calls import Call, CallLog, Validator
from simulator.control import Control, guard
from simulator.courier import Courier
from simulator.faults import Faults
from simulator.notes import Notes
from simulator.parsing import Upload, params_of
from simulator.phones import Phone
from simulator.records import Bot, Group, Json, Told
from simulator.screen import Screen
from simulator.state import State
from simulator.stories import Stories

DEFAULT_TOKEN = "4242424242:AAsimulator-not-a-secret-0000000000"  # noqa: S105 (opens nothing)
DEFAULT_USERNAME = "holdfast_demo_bot"
SHUTDOWN_SECONDS = 0.2
BIGGEST_REQUEST = 60 * 1024 * 1024


class Simulator:
    """The simulated Telegram. ``clock`` returns aware times; everything is dated by it."""

    def __init__(
        self,
        *,
        clock: Callable[[], datetime],
        token: str = DEFAULT_TOKEN,
        username: str = DEFAULT_USERNAME,
        name: str = "Holdfast",
        zone: str = "Europe/Copenhagen",
        validator: Validator | None = None,
    ) -> None:
        self.token = token
        self.username = username
        self.state = State(Bot(int(token.partition(":")[0]), username, name), clock)
        self.faults = Faults(clock)
        self.log = CallLog(self.state.hub, validator)
        self.links: list[tuple[Told, str]] = []
        self.on_jump: Callable[[float], Awaitable[None]] | None = None
        self.on_next: Callable[[], Awaitable[None]] | None = None
        self.on_halt: Callable[[], None] | None = None
        self.notes: Notes | None = None
        self.moved_from: datetime | None = None  # where the clock was when it was moved last
        self.stories = Stories(self.state.hub)
        self.zone = zone
        self._phones: dict[int, Phone] = {}
        self._api = BotApi(self.state, token, self.log, self.faults)
        self._courier = Courier(self.state)
        self._runner: web.AppRunner | None = None
        self._bot_site: web.TCPSite | None = None
        self._recovering: asyncio.Task[None] | None = None
        self._address = ("", 0)
        self._page_url = ""

    # ------------------------------------------------------------- life

    async def start(self, host: str = "127.0.0.1", port: int = 0, page_port: int = 0) -> Self:
        """Listen on loopback and return self; port 0 takes a free one.

        Raises:
            ValueError: when ``host`` is not a loopback address.
        """
        if not ip_address(host).is_loopback:
            raise ValueError(f"The simulator listens on loopback only, not on {host}.")
        app = web.Application(middlewares=[guard], client_max_size=BIGGEST_REQUEST)
        app.add_routes(self._api.routes())
        app.add_routes(Control(self).routes())
        self._runner = web.AppRunner(
            app, access_log=None, handler_cancellation=True, shutdown_timeout=SHUTDOWN_SECONDS
        )
        await self._runner.setup()
        self._bot_site = web.TCPSite(self._runner, host, port)
        await self._bot_site.start()
        self._address = (host, self._runner.addresses[0][1])
        await web.TCPSite(self._runner, host, page_port).start()
        self._page_url = f"http://{host}:{self._runner.addresses[1][1]}"
        self._courier.start()
        return self

    async def stop(self) -> None:
        """End every waiting poll and page stream, and free the ports."""
        self.faults.clear()
        self._end_alone(None)
        await self._courier.stop()
        self.state.updates.close()
        self.state.hub.publish("bye")
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def __aenter__(self) -> Self:
        """Start on free ports unless it was started before."""
        return self if self._runner is not None else await self.start()

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop."""
        await self.stop()

    @property
    def url(self) -> str:
        """The base for ``TELEGRAM_API_URL``; methods are at ``{url}/bot<token>/<method>``."""
        return f"http://{self._address[0] or '127.0.0.1'}:{self._address[1]}"

    @property
    def page_url(self) -> str:
        """The page with the phones, and the control interface; up also during an outage."""
        return self._page_url

    async def call(
        self, address: str, values: Mapping[str, str], files: Mapping[str, Upload]
    ) -> tuple[int, str]:
        """Answer one call of the Bot API without a socket; works without `start`.

        Args:
            address: What would be requested, `…/bot<token>/<method>`, perhaps with a query.
            values: The fields of its form, as text.
            files: The files of its form, as name, kind and bytes.

        Raises:
            ConnectionRefusedError: During an outage.
            ConnectionResetError: When a fault loses the call or its answer.
        """
        parts = urlsplit(address)
        token, method = parts.path.rsplit("/", 2)[-2:]
        raw = dict(parse_qsl(parts.query)) | dict(values)
        return await self._api.direct(token.removeprefix("bot"), method, params_of(raw, files))

    async def outage(self, seconds: float | None = None) -> None:
        """Break every connection to the Bot API and refuse new ones.

        It ends by :meth:`recover`, or by itself after ``seconds`` of real time.
        """
        self._api.is_out = True
        if self._bot_site is not None:
            await self._bot_site.stop()
            self._bot_site = None
        self._api.cut_connections()
        self.state.updates.close()
        self._end_alone(seconds)

    def _end_alone(self, seconds: float | None) -> None:
        """Let the outage end by itself, and not any more where it was to end before."""
        if self._recovering is not None:
            self._recovering.cancel()
        self._recovering = None
        if seconds is not None:
            self._recovering = asyncio.create_task(self._recover_after(seconds))

    async def _recover_after(self, seconds: float) -> None:
        await asyncio.sleep(seconds)
        self._recovering = None
        await self.recover()

    async def recover(self) -> None:
        """Answer again after an outage, on the same port."""
        self._end_alone(None)
        self._api.is_out = False
        if self._bot_site is None and self._runner is not None:
            self._bot_site = web.TCPSite(self._runner, *self._address, reuse_address=True)
            await self._bot_site.start()

    # ------------------------------------------------------------- people and what happened

    def phone(
        self,
        name: str,
        *,
        language: str | None = "da",
        username: str | None = None,
        caption: Told = "",
    ) -> Phone:
        """Return a new phone in the hands of somebody whom the bot has never met.

        ``caption`` says on the page who that is, such as a role, in one text or by language; the
        bot never gets it.
        """
        person = self.state.add_person(name, language=language, username=username, caption=caption)
        self._phones[person.id] = Phone(self.state, person)
        self.state.tell("phone", person)
        return self._phones[person.id]

    def forget(self) -> None:
        """Forget all people, chats, links and commands; ids are never used again."""
        self.state.forget()
        self._phones.clear()
        self.links = []
        self.moved_from = None
        self.stories.tell(None)
        self.state.hub.publish("reload")

    @property
    def phones(self) -> list[Phone]:
        """Return all phones, in the order in which they were made."""
        return list(self._phones.values())

    def group(self, title: str) -> Screen:
        """Return a new group with the bot in it; ``phone.write(text, group=...)`` writes there."""
        return Screen(self.state, self.state.add_group(title))

    def upgrade(self, group: Screen) -> Screen:
        """Return the supergroup that a group becomes; what is written to the old id is refused."""
        old = self.state.people[group.id]
        if not isinstance(old, Group):
            raise TypeError("Only a group can be upgraded.")
        return Screen(self.state, self.state.upgrade_group(old))

    def phone_by_id(self, number: int) -> Phone:
        """Return a phone.

        Raises:
            LookupError: when there is none.
        """
        if number not in self._phones:
            raise LookupError(f"No phone {number}.")
        return self._phones[number]

    @property
    def calls(self) -> list[Call]:
        """Return the newest 20,000 calls, oldest first."""
        return self.log.all()

    @property
    def problems(self) -> list[str]:
        """Return what the validator said about calls; empty means that all were right."""
        return self.log.problems()

    # ------------------------------------------------------------- updates out of the ordinary

    def inject(self, body: Json) -> int:
        """Queue any update body, also one that no client can read; return its id."""
        return self.state.updates.push_raw(body)

    def repeat_update(self, update_id: int | None = None) -> None:
        """Deliver an update (the last delivered one by default) a second time."""
        self.state.updates.repeat(update_id)

    def reverse_updates(self, batches: int = 1) -> None:
        """Hand out the next batches of two or more newest first."""
        self.state.updates.reverse_next(batches)

    def double_updates(self, batches: int = 1) -> None:
        """Hand out every update of the next batches twice."""
        self.state.updates.double_next(batches)
