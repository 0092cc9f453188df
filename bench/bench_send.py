"""Messages a second through the simulated Telegram: the library's own client, and ours.

The simulator runs in a process of its own, because it costs more than either client.
"""

import asyncio
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

from telegram import Bot
from telegram.request import BaseRequest, HTTPXRequest

from bench.measured import Measured
from channels.base import Delivered, Delivery
from channels.telegram import TelegramChannel
from channels.telegram_http import AiohttpRequest
from domain.ids import IdSource
from domain.message import Body, Button, MessageKind, Purpose
from reports.files import make_file
from scheduling.send_outbox import SendOutbox
from services.health import MessageHealth
from services.outbox_work import Reactions
from services.queue_message import Outgoing, Recipient, queue_message
from simulator import Simulator
from storage import migrate
from storage.store import Store, open_store
from storage.tx import Tx
from storage.vault import open_vault

START = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
MESSAGES = 600
IN_FLIGHT = 30
ROUNDS = 3
CHATS = 200  # one message of a chat is in flight at a time
BODY = Body("Hej Amal. Hvor meget lyst har du?", ((Button("5", data="v1.ans.0000000000000.5"),),))


def main() -> Iterator[Measured]:
    """Yield both rates and their ratio in the same round, and the rate of the whole outbox."""
    with _simulator() as (url, token, chats):
        asyncio.run(_rate(AiohttpRequest(), url, token, chats))  # warm both ends up
        rates: dict[str, list[float]] = {"default": [], "ours": [], "outbox": []}
        for _ in range(ROUNDS):
            default = HTTPXRequest(connection_pool_size=IN_FLIGHT, httpx_kwargs=_no_proxy())
            rates["default"].append(asyncio.run(_rate(default, url, token, chats)))
            rates["ours"].append(asyncio.run(_rate(AiohttpRequest(), url, token, chats)))
            rates["outbox"].append(asyncio.run(_outbox_rate(url, token, chats)))
    yield Measured("python-telegram-bot's default client", "messages/s", tuple(rates["default"]))
    yield Measured("our client on aiohttp", "messages/s", tuple(rates["ours"]))
    pairs = zip(rates["ours"], rates["default"], strict=True)
    yield Measured("times faster", "x", tuple(ours / default for ours, default in pairs))
    yield Measured("outbox on SQLite, each mark on the disk", "messages/s", tuple(rates["outbox"]))


def _no_proxy() -> dict[str, bool]:
    return {"trust_env": False}


async def _rate(request: BaseRequest, url: str, token: str, chats: list[int]) -> float:
    """Send all messages, so many at a time; return messages a second."""
    free = asyncio.Semaphore(IN_FLIGHT)
    async with request:
        channel = TelegramChannel(Bot(token, base_url=f"{url}/bot", request=request))

        async def send(number: int) -> None:
            chat_id = chats[number % len(chats)]
            async with free:
                result = await channel.deliver(
                    Delivery(kind=MessageKind.TEXT, chat_id=chat_id, body=BODY)
                )
            assert isinstance(result, Delivered), result

        begun = time.perf_counter()
        await asyncio.gather(*(send(number) for number in range(MESSAGES)))
        return MESSAGES / (time.perf_counter() - begun)


async def _outbox_rate(url: str, token: str, chats: list[int]) -> float:
    """Queue all messages, then let the sender claim, mark, send and settle them."""
    with tempfile.TemporaryDirectory() as folder:
        place, ids = Path(folder), IdSource(lambda: int(time.time() * 1000))  # noqa: TID251
        address = f"sqlite:///{place}/main.db"
        migrate.upgrade(address)
        keys = open_vault(
            f"sqlite:///{place}/keys.db", place / "master.key", database_is_empty=True
        )
        store = open_store(address, vault=keys, ids=ids, on_wake=lambda _: None)
        try:
            await store.write(_queue_all, chats)
            async with AiohttpRequest() as request:
                return await _drain(store, Bot(token, base_url=f"{url}/bot", request=request))
        finally:
            await store.close()
            keys.close()


def _queue_all(tx: Tx, chats: list[int]) -> None:
    for number in range(MESSAGES):
        queue_message(
            tx,
            START,
            Outgoing(
                to=Recipient.of_chat(tx.site_id, chats[number % len(chats)]),
                purpose=Purpose.NOTICE,
                wording="bench",
                body=BODY,
                dedupe=str(number),
            ),
        )


async def _drain(store: Store, bot: Bot) -> float:
    reactions = Reactions(lambda *_: "", lambda *_: None, lambda *_: None)
    sender = SendOutbox(
        store,
        TelegramChannel(bot),
        StandingClock(),
        "bench",
        reactions=reactions,
        health=MessageHealth(polled_at=START),
        make_file=make_file,
    )
    begun = time.perf_counter()
    while await sender.unit():
        pass
    return MESSAGES / (time.perf_counter() - begun)


class StandingClock:
    """A clock that stands still."""

    def now(self) -> datetime:
        """Return the start."""
        return START

    def real(self) -> datetime:
        """Return the start; no run is as long as a lease."""
        return START


@contextmanager
def _simulator() -> Iterator[tuple[str, str, list[int]]]:
    """Run a simulator in another process; yield its address, its token and some chats."""
    here, there = get_context("spawn").Pipe()
    process = get_context("spawn").Process(target=_serve, args=(there,), daemon=True)
    process.start()
    try:
        yield here.recv()
    finally:
        here.send("stop")
        process.join(10)


def _serve(pipe: Connection) -> None:
    asyncio.run(_simulate(pipe))


async def _simulate(pipe: Connection) -> None:
    async with Simulator(clock=lambda: datetime.now(UTC)) as sim:  # noqa: TID251 - not ours
        phones = [sim.phone(f"Amal {number}") for number in range(CHATS)]
        for phone in phones:
            await phone.start()
        pipe.send((sim.url, sim.token, [phone.id for phone in phones]))
        await asyncio.to_thread(pipe.recv)
