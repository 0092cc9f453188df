"""Read what getUpdates answered without believing it: only a number and a chat are needed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from services.store_updates import RawUpdate

BIGGEST = 2**63 - 1
_OF_SHOWN = ("message_id", "date", "chat")
_UPDATE_ID = re.compile(rb'"update_id"\s*:\s*(\d{1,19})')


class Unreadable(Exception):  # noqa: N818 - said of an answer
    """The answer is no JSON, or no list of updates."""


@dataclass(frozen=True, slots=True)
class Received:
    """An update to store, and what it says where it could be read."""

    raw: RawUpdate
    update: Mapping[str, Any]


def read_batch(payload: bytes) -> list[Received]:
    """Return the updates of an answer, oldest first; one without a number is left out.

    Within one answer the numbers tell the order: they begin anew only after a week of silence,
    and nothing waits at Telegram for longer than a day.

    Raises:
        Unreadable: If there is no list of updates in it.
    """
    try:
        answer = json.loads(payload)
        found = answer["result"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise Unreadable(type(error).__name__) from error
    if not isinstance(found, list):
        raise Unreadable("result is no list")
    received = [one for one in map(_received, found) if one is not None]
    if found and not received:
        raise Unreadable("no update has a number")
    return sorted(received, key=lambda one: one.raw.update_id)


def read_one(payload: bytes) -> Received:
    """Return the update that Telegram brought to a webhook, also one that is no JSON.

    Raises:
        Unreadable: If it has no number.
    """
    try:
        found = _received(json.loads(payload))
    except (ValueError, RecursionError):
        found = read_broken(payload)
    if found is None:
        raise Unreadable("the update has no number")
    return found


def read_broken(payload: bytes) -> Received | None:
    """Return the one update of an answer that is no JSON, if its number can be made out."""
    found = _UPDATE_ID.findall(payload)
    if len(found) != 1 or int(found[0]) > BIGGEST:
        return None
    text = payload.decode(errors="replace")
    return Received(RawUpdate(int(found[0]), None, text.encode()), {})


def _received(update: object) -> Received | None:
    if not isinstance(update, dict) or not _is_number(update.get("update_id")):
        return None
    # ASCII, so that half a character from a broken client can be kept too.
    body = json.dumps(update).encode()
    return Received(RawUpdate(update["update_id"], chat_of(update), body), update)


def chat_of(update: Mapping[str, Any]) -> int | None:
    """Return the chat an update came from, whatever its kind, or None.

    The chat nearest to the surface counts; where there is none, the person does, whose private
    chat has the same number.
    """
    for names in (("chat",), ("from", "user")):
        for node in _by_depth(update):
            for name in names:
                found = node.get(name)
                if isinstance(found, dict) and _is_number(found.get("id")):
                    number: int = found["id"]
                    return number
    return None


def lean(update: object) -> object:
    """Return an update without what nobody reads of the message whose button was tapped.

    Telegram sends all of that message along, with every button; to make objects of them takes
    longer than of all the rest. Which message it is, of when and in which chat, is enough.
    """
    query = update.get("callback_query") if isinstance(update, dict) else None
    shown = query.get("message") if isinstance(query, dict) else None
    if not isinstance(update, dict) or not isinstance(query, dict) or not isinstance(shown, dict):
        return update
    kept = {name: shown[name] for name in _OF_SHOWN if name in shown}
    return {**update, "callback_query": {**query, "message": kept}}


def _by_depth(update: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    level: Sequence[Mapping[str, Any]] = [update]
    while level:
        yield from level
        level = [value for node in level for value in node.values() if isinstance(value, dict)]


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) <= BIGGEST


def description(payload: bytes) -> str:
    """Return Telegram's own words in an answer that says no."""
    try:
        return str(json.loads(payload)["description"])
    except (ValueError, KeyError, TypeError):
        return "no reason given"
