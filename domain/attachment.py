"""A file that somebody sent, on its way through us to whoever may see it. It is never kept."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from enum import StrEnum


class FileTrouble(StrEnum):
    """Why a file cannot be had."""

    GONE = "gone"  # the service does not know it any more
    TOO_BIG = "too_big"  # more than the service gives to a program
    AWAY = "away"  # the service does not answer now


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that is being fetched. Read `pieces` to the end, or call `close`.

    `size` is in bytes, None where the service does not say; `ending` is the end of the name that
    the service gave it, without the dot.
    """

    size: int | None
    ending: str
    pieces: AsyncIterator[bytes] = field(repr=False)
    close: Callable[[], Awaitable[None]] = field(repr=False)


# Fetches a file by the name that the service has for it.
FetchFile = Callable[[str], Awaitable[Attachment | FileTrouble]]


@dataclass(frozen=True, slots=True)
class Shape:
    """What a file is, told by its first bytes: what a browser may show by itself."""

    media_type: str
    ending: str


_OGG, _JPEG = Shape("audio/ogg", "ogg"), Shape("image/jpeg", "jpg")
_BEGINNINGS: tuple[tuple[bytes, Shape], ...] = (
    (b"OggS", _OGG),
    (b"ID3", Shape("audio/mpeg", "mp3")),
    (b"\xff\xfb", Shape("audio/mpeg", "mp3")),
    (b"\xff\xf3", Shape("audio/mpeg", "mp3")),
    (b"\xff\xd8\xff", _JPEG),
    (b"\x89PNG\r\n\x1a\n", Shape("image/png", "png")),
    (b"GIF8", Shape("image/gif", "gif")),
    (b"\x1a\x45\xdf\xa3", Shape("video/webm", "webm")),
)
_WEBP, _MP4, _M4A = (
    Shape("image/webp", "webp"),
    Shape("video/mp4", "mp4"),
    Shape("audio/mp4", "m4a"),
)


def shape_of(beginning: bytes) -> Shape | None:
    """Return what a file is if a browser can safely show it, told by its first 16 bytes.

    Nothing that may hold a script is among them: no SVG, no HTML, no PDF.
    """
    for signature, shape in _BEGINNINGS:
        if beginning.startswith(signature):
            return shape
    if beginning[:4] == b"RIFF" and beginning[8:12] == b"WEBP":
        return _WEBP
    if beginning[4:8] == b"ftyp":
        return _M4A if beginning[8:11] == b"M4A" else _MP4
    return None
