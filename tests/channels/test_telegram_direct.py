"""Calls without a socket: the same answers, and the same two kinds of trouble."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from datetime import UTC, datetime

import pytest
from telegram import Bot, InputFile

from channels.base import Delay, Delivered, Delivery, RetryLater, Unknown
from channels.telegram import TelegramChannel
from channels.telegram_direct import DirectRequest
from domain.message import Body, MessageKind
from simulator.parsing import Upload
from simulator.phones import Phone
from simulator.server import Simulator

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@pytest.fixture
def sim() -> Simulator:
    return Simulator(clock=lambda: NOON)


@pytest.fixture
async def bot(sim: Simulator) -> AsyncIterator[Bot]:
    async def answer(
        url: str, fields: Mapping[str, str], files: Mapping[str, tuple[str, bytes, str]]
    ) -> tuple[int, str]:
        sent = {key: Upload(name, mime, body) for key, (name, body, mime) in files.items()}
        return await sim.call(url, fields, sent)

    request = DirectRequest(answer)
    made = Bot(sim.token, base_url=f"{sim.url}/bot", request=request, get_updates_request=request)
    async with made:
        yield made


@pytest.fixture
async def phone(sim: Simulator) -> Phone:
    made = sim.phone("Amal")
    await made.start()
    return made


def letter(phone: Phone) -> Delivery:
    body = Body(text="Hej Amal.")
    return Delivery(kind=MessageKind.TEXT, chat_id=phone.id, body=body, edits=None, file=None)


async def test_a_message_arrives(bot: Bot, phone: Phone) -> None:
    result = await TelegramChannel(bot).deliver(letter(phone))
    assert isinstance(result, Delivered)
    seen = phone.message(result.message_id or 0)
    assert seen is not None
    assert seen.text == "Hej Amal."
    assert phone.message(999_999) is None


async def test_a_file_arrives(bot: Bot, phone: Phone) -> None:
    await bot.send_document(phone.id, InputFile(b"words", filename="brev.txt"))
    assert phone.last.kind == "document"


async def test_nobody_listens_during_an_outage(sim: Simulator, bot: Bot, phone: Phone) -> None:
    await sim.outage()
    result = await TelegramChannel(bot).deliver(letter(phone))
    assert isinstance(result, RetryLater)
    assert result.reason is Delay.NOT_REACHED
    await sim.recover()
    assert isinstance(await TelegramChannel(bot).deliver(letter(phone)), Delivered)


@pytest.mark.parametrize("when", ["before", "accepted"])
async def test_nobody_knows_what_became_of_a_lost_call(
    sim: Simulator, bot: Bot, phone: Phone, when: str
) -> None:
    sim.faults.on("sendMessage").drop(when=when)
    assert isinstance(await TelegramChannel(bot).deliver(letter(phone)), Unknown)
    assert len([one for one in phone.messages if one.from_bot]) == (when == "accepted")


async def test_a_wrong_token_is_refused(sim: Simulator) -> None:
    status, _ = await sim.call("/bot1:wrong/getMe", {}, {})
    assert status == 401
