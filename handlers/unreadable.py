"""An update that Telegram's own types cannot hold. Whatever words it has are still somebody's."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial

from domain.incoming import Incoming, Words
from domain.reply import ReplyKind
from handlers.route import Routed
from services.others import words_of_staff, words_of_stranger
from services.receive import Road
from services.record_words import record_words

_WORDS = frozenset({"text", "caption", "question", "data"})
DEEPEST = 20  # no update nests further; what does is not Telegram's


def route_unreadable(raw: object, inbox_id: int) -> Routed | None:
    """Return the road of an update that could not be parsed, or None when it names no chat.

    Its words are screened and kept as *something else that came*, so that a human looks at it.
    """
    chat_id = next(_chat_ids(raw), None)
    if chat_id is None:
        return None
    text = "\n".join(_texts(raw)) or None
    words = Words(kind=ReplyKind.OTHER, text=text)
    road = Road(
        youth=partial(record_words, words=words),
        staff=words_of_staff,
        stranger=partial(words_of_stranger, words=words),
    )
    return Routed(Incoming(inbox_id=inbox_id, chat_id=chat_id), road)


def chat_of(body: str | None) -> int | None:
    """Return the chat that an update's JSON names, or None."""
    try:
        return next(_chat_ids(json.loads(body or "null")), None)
    except ValueError:
        return None


def _chat_ids(raw: object, depth: int = 0) -> Iterator[int]:
    if depth > DEEPEST:
        return
    if isinstance(raw, dict):
        chat = raw.get("chat")
        if isinstance(chat, dict) and type(chat.get("id")) is int:
            yield chat["id"]
        for value in raw.values():
            yield from _chat_ids(value, depth + 1)
    elif isinstance(raw, list):
        for value in raw:
            yield from _chat_ids(value, depth + 1)


def _texts(raw: object, depth: int = 0) -> Iterator[str]:
    if depth > DEEPEST:
        return
    if isinstance(raw, dict):
        for name, value in raw.items():
            if name in _WORDS and isinstance(value, str):
                yield value
            else:
                yield from _texts(value, depth + 1)
    elif isinstance(raw, list):
        for value in raw:
            yield from _texts(value, depth + 1)
