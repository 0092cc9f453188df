"""What Telegram finds in a text by itself: commands, links, mentions, addresses."""

import re

from simulator.formatting import utf16
from simulator.records import Json

PATTERNS = {
    "url": re.compile(r"https?://[^\s<>\"]*[^\s<>\".,;:!?)\]]|\bt\.me/[\w/?=&-]+"),
    "email": re.compile(r"[\w.+-]+@[\w-]+\.[A-Za-z]{2,}"),
    "bot_command": re.compile(r"(?<![\w/])/[A-Za-z0-9_]{1,64}(?:@\w+)?"),
    "mention": re.compile(r"(?<!\w)@[A-Za-z]\w{3,31}"),
}


def find_entities(text: str, taken: list[Json] | None = None) -> list[Json]:
    """Return ``taken`` and what was found outside it, in order; offsets in UTF-16 units."""
    entities = list(taken or [])
    for kind, pattern in PATTERNS.items():
        for found in pattern.finditer(text):
            entity = {
                "offset": utf16(text[: found.start()]),
                "length": utf16(found.group()),
                "type": kind,
            }
            if not any(_overlap(entity, other) for other in entities if _blocks(other)):
                entities.append(entity)
    return sorted(entities, key=lambda one: (one["offset"], -one["length"]))


def _blocks(entity: Json) -> bool:
    return entity["type"] in {"code", "pre", "text_link", *PATTERNS}


def _overlap(one: Json, other: Json) -> bool:
    first, second = sorted((one, other), key=lambda e: int(e["offset"]))
    return bool(first["offset"] + first["length"] > second["offset"])
