"""Read what an SMS gateway brings, in the shape that the settings name, without believing it."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import parse_qsl

from domain.incoming import Incoming, Words
from domain.phone import chat_of_number, sender_number
from domain.reply import ReplyKind
from handlers.raw_updates import Received
from handlers.route import Routed
from services.hear_sms import hear_sms
from services.others import words_of_staff
from services.receive import Road
from services.store_updates import RawUpdate
from services.stranger_words import words_of_stranger

SMS = "sms"  # names a stored update that is none of Telegram's
_ID_BYTES = 8


class NotAnSms(Exception):  # noqa: N818 - said of a request
    """The request holds no SMS in the shape of the settings; the words say what is missing."""


@dataclass(frozen=True, slots=True)
class Shape:
    """Where things stand in a gateway's request: names, with a dot for each step inwards.

    `many` is where a list of messages stands; empty when the request is one message, or a list.
    """

    sender: str = "from"
    text: str = "message"
    id: str = "id"
    many: str = ""


def read_sms(payload: bytes, content_type: str, shape: Shape) -> list[Received]:
    """Return the messages of a request, JSON or a form, each as an update to store.

    What comes from a name or a short code is left out: nobody's phone has such a number. A message
    without an id is one of its own, so that none is lost; with an id it counts once.

    Raises:
        NotAnSms: If there is no message in it, or one has no sender.
    """
    found = messages_in(payload, content_type, shape.many)
    return [one for one in (_received(message, shape) for message in found) if one is not None]


def route_sms(raw: object, inbox_id: int) -> Routed | None:
    """Return the road of a stored SMS; None for what is an update of Telegram's."""
    if not isinstance(raw, dict) or raw.get(SMS) is not True:
        return None
    message = raw["message"]
    text = message["text"]
    words = Words(kind=ReplyKind.WORD if text else ReplyKind.OTHER, text=text or None)
    road = Road(
        youth=partial(hear_sms, words=words),
        staff=partial(words_of_staff, words=words),
        stranger=partial(words_of_stranger, words=words),
    )
    return Routed(Incoming(inbox_id=inbox_id, chat_id=message["chat"]["id"]), road)


def messages_in(payload: bytes, content_type: str, many: str) -> Sequence[Any]:
    """Return what a request holds, JSON or a form; `many` is where a list stands, if it does.

    Raises:
        NotAnSms: If it is neither.
    """
    text = payload.decode(errors="replace").strip()
    if "json" not in content_type and not text.startswith(("{", "[")):
        return [dict(parse_qsl(text, keep_blank_values=True))]
    try:
        body = json.loads(text)
    except (ValueError, RecursionError):
        raise NotAnSms("The body is neither JSON nor a form.") from None
    found = _at(body, many) if many else body
    return found if isinstance(found, list) else [found]


def _received(message: object, shape: Shape) -> Received | None:
    sender = said_at(message, shape.sender)
    if sender is None:
        raise NotAnSms(
            f"There is no sender under {shape.sender!r}: set SMS_IN_FROM to the name that the "
            "gateway gives the number of whoever wrote."
        )
    number = sender_number(sender)
    if number is None:
        return None
    chat = chat_of_number(number)
    named = said_at(message, shape.id) or secrets.token_hex(_ID_BYTES)
    digest = hashlib.sha256(f"{number} {named}".encode()).digest()
    update_id = int.from_bytes(digest[:_ID_BYTES]) >> 1  # a row has 63 bits
    written = (said_at(message, shape.text) or "").strip()
    update: Mapping[str, Any] = {
        "update_id": update_id,
        SMS: True,
        # As Telegram has it, so that whatever looks for words and a chat finds them.
        "message": {
            "chat": {"id": chat, "type": "private"},
            "from": {"id": chat},
            "text": written,
        },
    }
    return Received(RawUpdate(update_id, chat, json.dumps(update).encode()), update)


def said_at(message: object, path: str) -> str | None:
    """Return the text or number that stands there, as text; None where there is none."""
    found = _at(message, path)
    if isinstance(found, bool) or not isinstance(found, str | int):
        return None
    return str(found).strip() or None


def _at(node: object, path: str) -> object:
    for step in path.split("."):
        if isinstance(node, dict):
            node = node.get(step)
        elif isinstance(node, list) and step.isdecimal() and int(step) < len(node):
            node = node[int(step)]
        else:
            return None
    return node
