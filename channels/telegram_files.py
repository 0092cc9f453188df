"""Files that people sent, fetched from Telegram piece by piece and kept nowhere."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from pathlib import PurePosixPath
from urllib.parse import urlsplit

import aiohttp
from telegram import Bot, File
from telegram.error import BadRequest, TelegramError

from domain.attachment import Attachment, FileTrouble
from domain.incoming import BIGGEST_FILE

log = logging.getLogger(__name__)

PIECE = 64 * 1024  # bytes
CONNECT_SECONDS = 5.0
READ_SECONDS = 20.0  # between two pieces
_TIMEOUT = aiohttp.ClientTimeout(total=None, sock_connect=CONNECT_SECONDS, sock_read=READ_SECONDS)
_OK = 200


class TelegramFiles:
    """Fetches files by their ids. The address holds the token and is shown to nobody."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    async def fetch(self, file_id: str) -> Attachment | FileTrouble:
        """Return the file as it begins to come, or why it cannot be had. Never raises."""
        try:
            found = await self._bot.get_file(file_id)
        except BadRequest as error:
            return FileTrouble.TOO_BIG if "too big" in str(error).lower() else FileTrouble.GONE
        except TelegramError as error:
            return _away(error)
        if (found.file_size or 0) > BIGGEST_FILE:
            return FileTrouble.TOO_BIG
        if found.file_path is None:
            return FileTrouble.GONE
        return await _begin(found, found.file_path)


async def _begin(found: File, address: str) -> Attachment | FileTrouble:
    session = aiohttp.ClientSession(timeout=_TIMEOUT, cookie_jar=aiohttp.DummyCookieJar())
    try:
        answer = await session.get(address, allow_redirects=False)
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        await session.close()
        return _away(error)
    if answer.status != _OK:
        await session.close()
        return FileTrouble.GONE if 400 <= answer.status < 500 else FileTrouble.AWAY
    ending = PurePosixPath(urlsplit(address).path).suffix.lstrip(".")
    size = answer.content_length if answer.content_length is not None else found.file_size
    return Attachment(size, ending, _pieces(answer), session.close)


async def _pieces(answer: aiohttp.ClientResponse) -> AsyncIterator[bytes]:
    sent = 0
    async for piece in answer.content.iter_chunked(PIECE):
        sent += len(piece)
        if sent > BIGGEST_FILE:
            raise aiohttp.ClientPayloadError("more came than was said")
        yield piece


def _away(error: Exception) -> FileTrouble:
    # Only the name of the error: its words may hold the address, and with it the token.
    log.warning("a file was not fetched", extra={"action": "file", "why": type(error).__name__})
    return FileTrouble.AWAY
