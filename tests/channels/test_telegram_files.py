"""Files from the simulated Telegram, over HTTP on loopback: fetched, or told why not."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from telegram import Bot

from channels.telegram_files import PIECE, TelegramFiles
from channels.telegram_http import AiohttpRequest
from domain.attachment import Attachment, FileTrouble
from simulator import Phone, Simulator


@pytest.fixture
async def files(sim: Simulator) -> AsyncIterator[TelegramFiles]:
    async with Bot(
        sim.token,
        base_url=f"{sim.url}/bot",
        base_file_url=f"{sim.url}/file/bot",
        request=AiohttpRequest(read_seconds=0.5),
        get_updates_request=AiohttpRequest(connections=1),
    ) as bot:
        yield TelegramFiles(bot)


async def sent(sim: Simulator, amal: Phone, content: bytes | None = None) -> str:
    """Let a voice message be sent; return its id."""
    await amal.voice()
    [stored] = sim.state.files.values()
    if content is not None:
        sim.state.files[stored.id] = replace(stored, content=content, size=len(content))
    return stored.id


async def read(found: Attachment | FileTrouble) -> bytes:
    assert isinstance(found, Attachment)
    content = b"".join([piece async for piece in found.pieces])
    await found.close()
    return content


async def test_a_file_comes_whole_and_in_pieces(
    sim: Simulator, amal: Phone, files: TelegramFiles
) -> None:
    content = b"OggS" + bytes(3 * PIECE)
    found = await files.fetch(await sent(sim, amal, content))
    assert isinstance(found, Attachment)
    assert (found.size, found.ending) == (len(content), "oga")
    assert await read(found) == content


async def test_a_file_is_fetched_once_for_each_who_asks(
    sim: Simulator, amal: Phone, files: TelegramFiles
) -> None:
    file_id = await sent(sim, amal)
    for _ in range(2):
        assert (await read(await files.fetch(file_id))).startswith(b"OggS")
    assert len(sim.log.all("getFile")) == 2


async def test_an_id_that_telegram_does_not_know_is_gone(files: TelegramFiles) -> None:
    assert await files.fetch("nothing") is FileTrouble.GONE


async def test_a_file_that_is_gone_between_two_calls_is_gone(
    sim: Simulator, amal: Phone, files: TelegramFiles
) -> None:
    file_id = await sent(sim, amal)
    stored = sim.state.files[file_id]

    class Moved(dict[str, object]):
        def values(self) -> list[object]:  # type: ignore[override]
            return []

    sim.state.files = Moved({file_id: stored})  # type: ignore[assignment]
    assert await files.fetch(file_id) is FileTrouble.GONE


async def test_a_file_over_the_limit_is_too_big(
    sim: Simulator, amal: Phone, files: TelegramFiles
) -> None:
    file_id = await sent(sim, amal)
    sim.state.files[file_id] = replace(sim.state.files[file_id], size=21 * 1024 * 1024)
    assert await files.fetch(file_id) is FileTrouble.TOO_BIG


async def test_telegram_that_does_not_answer_is_away(
    sim: Simulator, amal: Phone, files: TelegramFiles, caplog: pytest.LogCaptureFixture
) -> None:
    file_id = await sent(sim, amal)
    await sim.stop()
    assert await files.fetch(file_id) is FileTrouble.AWAY
    assert sim.token not in caplog.text
