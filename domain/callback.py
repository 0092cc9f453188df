"""The one codec for what a button carries: `v1.verb.id.value`, at most 64 bytes.

A button says what was tapped and on what. Whether the one who taps may do it is never read from
here, always from the database.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from domain import ids

VERSION = "v1"
MAX_BYTES = 64  # Telegram's limit for callback_data

_VERB = re.compile(r"[a-z_]{1,12}")
_VALUE = re.compile(r"[ -\-/-~]*")  # printable ASCII, no full stop


@dataclass(frozen=True, slots=True)
class Tap:
    """What a tapped button said."""

    verb: str
    id: int
    value: str = ""


def encode(verb: str, id: int, value: str = "") -> str:  # noqa: A002 - as in the records
    """Return the callback data of a button.

    Args:
        verb: One to twelve characters of a-z and underscore.
        id: What the button is about.
        value: Printable ASCII without a full stop.

    Raises:
        ValueError: If a part does not fit, or the whole is longer than 64 bytes.
    """
    if not _VERB.fullmatch(verb):
        raise ValueError(f"Verb {verb!r} does not fit: use 1-12 characters of a-z and _.")
    if not _VALUE.fullmatch(value):
        raise ValueError(f"Value {value!r} does not fit: use printable ASCII without '.'.")
    data = f"{VERSION}.{verb}.{ids.encode(id)}.{value}"
    if len(data) > MAX_BYTES:
        raise ValueError(f"{data!r} is longer than {MAX_BYTES} bytes: shorten the value.")
    return data


def decode(data: str | None) -> Tap | None:
    """Return what the button said, or None for anything this codec did not write.

    Never raises: data comes from outside, and old messages keep their buttons for years.
    """
    parts = (data or "").split(".")
    if data is None or len(data) > MAX_BYTES or len(parts) != 4 or parts[0] != VERSION:
        return None
    _, verb, encoded, value = parts
    number = ids.decode(encoded)
    if number is None or not _VERB.fullmatch(verb) or not _VALUE.fullmatch(value):
        return None
    return Tap(verb, number, value)
