"""All that somebody may have written in something that no type of Telegram's holds."""

from __future__ import annotations

from collections.abc import Iterator

_WORDS = frozenset(
    {"text", "caption", "question", "data", "title", "file_name", "description", "explanation"}
)
DEEPEST = 20  # no update nests further; what does is not Telegram's


def texts_in(raw: object, depth: int = 0) -> Iterator[str]:
    """Give every text under a name that people write into, outermost first."""
    if depth > DEEPEST:
        return
    if isinstance(raw, dict):
        for name, value in raw.items():
            if name in _WORDS and isinstance(value, str):
                yield value
            else:
                yield from texts_in(value, depth + 1)
    elif isinstance(raw, list):
        for value in raw:
            yield from texts_in(value, depth + 1)
