"""An update that Telegram's own types cannot hold. Whatever words it has are still somebody's."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from telegram import Chat

from domain.incoming import Incoming, Words
from domain.reply import ReplyKind
from handlers.route import Routed
from handlers.texts_in import DEEPEST, texts_in
from services.others import NOTHING, words_of_staff
from services.receive import Road
from services.record_words import record_words
from services.stranger_words import words_of_stranger


def route_unreadable(raw: object, inbox_id: int) -> Routed | None:
    """Return the road of an update that could not be parsed, or None when nobody is named.

    Its words are screened and kept as *something else that came*, so that a human looks at it. In
    a group nothing personal is said or kept.
    """
    chat = _chat(raw)
    if chat is None:
        return None
    incoming = Incoming(inbox_id=inbox_id, chat_id=chat["id"])
    if chat.get("type", Chat.PRIVATE) != Chat.PRIVATE:
        return Routed(incoming, NOTHING)
    words = Words(kind=ReplyKind.OTHER, text=words_in(raw))
    road = Road(
        youth=partial(record_words, words=words),
        staff=partial(words_of_staff, words=words),
        stranger=partial(words_of_stranger, words=words),
    )
    return Routed(incoming, road)


def words_in(raw: object) -> str | None:
    """Return everything in an update that somebody may have written, or None."""
    return "\n".join(texts_in(raw)) or None


def read_json(body: str | None) -> object:
    """Return what an update's JSON holds; None when it is no JSON, or nobody can open it."""
    try:
        return json.loads(body or "null")
    except ValueError:
        return None


def chat_of(raw: object) -> int | None:
    """Return the chat that an update names, or None."""
    chat = _chat(raw)
    return None if chat is None else int(chat["id"])


def _chat(raw: object) -> Mapping[str, Any] | None:
    """Return the chat; in a private one the sender's own number is the chat's."""
    return next(_named(raw, "chat"), None) or next(_named(raw, "from"), None)


def _named(raw: object, name: str, depth: int = 0) -> Iterator[Mapping[str, Any]]:
    if depth > DEEPEST:
        return
    if isinstance(raw, dict):
        found = raw.get(name)
        if isinstance(found, dict) and type(found.get("id")) is int:
            yield found
        for value in raw.values():
            yield from _named(value, name, depth + 1)
    elif isinstance(raw, list):
        for value in raw:
            yield from _named(value, name, depth + 1)
