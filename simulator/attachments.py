"""Things other than words that a phone can send: small, valid, and made here."""

import hashlib
import struct
import zlib

from simulator.errors import bad_request
from simulator.parsing import Upload
from simulator.records import Json, Person, StoredFile
from simulator.state import State

PNG, JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
PICTURE = (240, 320)  # upright, as telephones are held
THUMBNAIL = (60, 80)


def voice(state: State, *, seconds: int = 4) -> Json:
    """Return the content of a voice message of this length."""
    stored = _store(state, "voice/file_{}.oga", "audio/ogg", b"OggS" + bytes(60))
    return {"voice": stored.json() | {"duration": seconds, "mime_type": "audio/ogg"}}


def photo(state: State, *, caption: str = "") -> Json:
    """Return the content of a photo message, in two sizes as Telegram gives them."""
    sizes = []
    for width, height in (THUMBNAIL, PICTURE):
        stored = _store(state, "photos/file_{}.png", "image/png", _picture(width, height))
        sizes.append(stored.json() | {"width": width, "height": height})
    return {"photo": sizes} | _caption(caption)


def document(state: State, *, name: str = "brev.txt", caption: str = "") -> Json:
    """Return the content of a document message."""
    stored = _store(state, "documents/file_{}.txt", "text/plain", b"Hej.\n")
    found = stored.json() | {"file_name": name, "mime_type": "text/plain"}
    return {"document": found} | _caption(caption)


def sent_photo(state: State, upload: Upload) -> Json:
    """Return the content of a photo that the bot sends.

    Raises:
        BotApiError: 400 when it is no PNG or JPEG.
    """
    if not upload.content.startswith((PNG, JPEG)):
        raise bad_request("IMAGE_PROCESS_FAILED")
    stored = _store(state, "photos/file_{}.png", upload.mime, upload.content)
    width, height = _size(upload.content)
    return {"photo": [stored.json() | {"width": width, "height": height}]}


def sent_document(state: State, upload: Upload) -> Json:
    """Return the content of a document that the bot sends."""
    stored = _store(state, "documents/file_{}", upload.mime, upload.content)
    found = stored.json() | {"file_name": upload.name, "mime_type": upload.mime}
    return {"document": found}


def _size(picture: bytes) -> tuple[int, int]:
    if picture.startswith(PNG):
        width, height = struct.unpack(">II", picture[16:24])
        return width, height
    return PICTURE


def photo_bytes() -> bytes:
    """Return a small picture."""
    return _picture(*THUMBNAIL)


def sticker(state: State, *, emoji: str = "🙂") -> Json:
    """Return the content of a sticker message."""
    stored = _store(state, "stickers/file_{}.png", "image/png", _picture(64, 64))
    shape = {"type": "regular", "width": 512, "height": 512}
    flags = {"is_animated": False, "is_video": False, "emoji": emoji}
    return {"sticker": stored.json() | shape | flags}


def location(*, latitude: float = 55.6761, longitude: float = 12.5683) -> Json:
    """Return the content of a location message."""
    return {"location": {"latitude": latitude, "longitude": longitude}}


def contact(person: Person, *, number: str = "+4520123456", name: str | None = None) -> Json:
    """Return the content of a shared contact: the person's own card, or that of a ``name``."""
    if name is not None:  # Telegram tells no user of a card that it knows nobody for
        return {"contact": {"phone_number": number, "first_name": name}}
    card = {"phone_number": number, "first_name": person.first_name, "user_id": person.id}
    return {"contact": card}


def _caption(caption: str) -> Json:
    return {"caption": caption} if caption else {}


def _store(state: State, path: str, mime: str, content: bytes) -> StoredFile:
    number = state.count("file")
    digest = hashlib.sha256(f"{path}{number}".encode()).hexdigest()
    file_id = f"AwACAgQAAxkB{digest[:40]}"
    stored = StoredFile(
        file_id, f"AgAD{digest[:11]}", path.format(number), mime, content, len(content)
    )
    state.files[stored.id] = stored
    return stored


def _picture(width: int, height: int) -> bytes:
    """Return a PNG: an evening sky, light at the horizon."""
    rows = bytearray()
    for y in range(height):
        share = y / height
        colour = (int(60 + 170 * share), int(95 + 95 * share), int(140 + 10 * share))
        rows += b"\x00" + bytes(colour) * width
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = [(b"IHDR", header), (b"IDAT", zlib.compress(bytes(rows))), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in parts)


def _chunk(kind: bytes, data: bytes) -> bytes:
    checksum = zlib.crc32(kind + data)
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", checksum)
