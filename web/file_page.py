"""A voice message, a picture or a file: streamed once through us, and kept nowhere."""

from __future__ import annotations

import logging
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass

from fastapi.responses import StreamingResponse
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from domain.attachment import Attachment, FetchFile, FileTrouble, Shape, shape_of
from domain.ids import decode
from domain.reply import ReplyKind
from services.access import Denied
from services.open_file import ToFetch, open_file
from services.spend_link import Gone
from services.world import World
from web.notices import Notices
from web.visits import opened

log = logging.getLogger(__name__)

FILES = "/fil/{name}"
_UNKNOWN = Shape("application/octet-stream", "bin")
_BEGINNING = 16  # bytes that tell what a file is
_ENDING = re.compile(r"[a-z0-9]{1,8}")
_RANGE = re.compile(r"bytes=(\d+)-(\d*)")
_SHOWN = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; media-src 'self'"
_SAVED = "default-src 'none'; sandbox"


@dataclass(frozen=True, slots=True)
class Part:
    """The bytes of a file that are asked for: from `first` to `last`, both included."""

    first: int
    last: int
    whole: int

    @property
    def header(self) -> str:
        """Return the part as a Content-Range header has it (RFC 9110)."""
        return f"bytes {self.first}-{self.last}/{self.whole}"


class FilePage:
    """Gives a visitor what the youth of the visit sent; every look is written down."""

    def __init__(self, world: World, notices: Notices, fetch: FetchFile) -> None:
        self._world = world
        self._notices = notices
        self._fetch = fetch

    async def show(self, request: Request) -> Response:
        """Stream the file; a browser shows by itself only what is sure to be harmless."""
        there = await opened(self._world, request)
        if isinstance(there, Gone):
            return self._notices.gone(there)
        visit, reply_id = there.visit, decode(request.path_params["name"])
        wanted = await self._world.store.write(
            open_file, visit.actor, self._world.clock.now(), visit=visit, reply_id=reply_id or 0
        )
        if isinstance(wanted, Denied):
            return self._notices.denied(visit.language)
        if wanted is None:
            return self._notices.status(404)
        found = await self._fetch(wanted.file_id)
        if isinstance(found, FileTrouble):
            return self._notices.no_file(found, visit.language)
        return await streamed(found, wanted, request.headers.get("range"))


class _Streamed(StreamingResponse):
    """Lets go of the file when all is over, also where nobody took the first piece of it.

    A browser may be gone before the answer begins: then the pieces are never begun, and what
    stands at their end is never reached.
    """

    def __init__(
        self,
        found: Attachment,
        pieces: AsyncIterator[bytes],
        *,
        status_code: int,
        media_type: str,
        headers: dict[str, str],
    ) -> None:
        super().__init__(pieces, status_code, headers, media_type)
        self._found = found

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, and close the file whatever came of it."""
        try:
            await super().__call__(scope, receive, send)
        finally:
            await self._found.close()


async def streamed(found: Attachment, wanted: ToFetch, asked: str | None) -> Response:
    """Return the answer whose body comes piece by piece from where the file is."""
    try:
        beginning = await anext(found.pieces, b"")
    except Exception as error:
        await found.close()
        _log_broken(error)
        raise
    shape = shape_of(beginning[:_BEGINNING])
    part = part_of(asked, found.size)
    headers = _headers(shape, wanted.kind, found.ending)
    if found.size is not None:
        headers["Accept-Ranges"] = "bytes"
        headers["Content-Length"] = str(part.last - part.first + 1 if part else found.size)
    if part is not None:
        headers["Content-Range"] = part.header
    return _Streamed(
        found,
        _pieces(found, beginning, part),
        status_code=206 if part else 200,
        media_type=(shape or _UNKNOWN).media_type,
        headers=headers,
    )


def _headers(shape: Shape | None, kind: ReplyKind, ending: str) -> dict[str, str]:
    shown = shape is not None and kind is not ReplyKind.FILE
    end = shape.ending if shape else ending.lower()
    name = f"fil.{end if _ENDING.fullmatch(end) else _UNKNOWN.ending}"  # no name of a person's
    how = "inline" if shown else "attachment"
    return {
        "Content-Disposition": f'{how}; filename="{name}"',
        "Content-Security-Policy": _SHOWN if shown else _SAVED,
    }


def part_of(asked: str | None, size: int | None) -> Part | None:
    """Return the part of a file that a Range header asks for; None for the whole file.

    Players ask for parts, and some play nothing else. More than one part at a time is no part.
    """
    found = _RANGE.fullmatch(asked or "")
    if found is None or not size:
        return None
    first, last = int(found[1]), int(found[2] or size - 1)
    last = min(last, size - 1)
    return Part(first, last, size) if first <= last else None


async def _pieces(found: Attachment, beginning: bytes, part: Part | None) -> AsyncIterator[bytes]:
    at = 0
    try:
        async for piece in _all(found, beginning):
            wanted = piece if part is None else _cut(piece, at, part)
            at += len(piece)
            if wanted:
                yield wanted
            if part is not None and at > part.last:
                return
    except Exception as error:
        _log_broken(error)
        raise


def _log_broken(error: Exception) -> None:
    log.warning("a file broke off", extra={"action": "file", "why": type(error).__name__})


async def _all(found: Attachment, beginning: bytes) -> AsyncIterator[bytes]:
    yield beginning
    async for piece in found.pieces:
        yield piece


def _cut(piece: bytes, at: int, part: Part) -> bytes:
    return piece[max(0, part.first - at) : max(0, part.last + 1 - at)]
