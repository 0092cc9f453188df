"""What went over the wire: what a chat was sent, and what came from it. No word of the product."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

SENDS = frozenset({"sendMessage", "sendPhoto", "sendDocument"})
CRIED, ASKED_FOR_HELP, STOPPED = "cried", "asked_for_help", "stopped"
EDITS = frozenset({"editMessageText", "editMessageReplyMarkup"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """One message, or one change of a message, that reached a chat. `at` is UTC.

    `method` is Telegram's own name of the call, `text` what stands there (the caption, with a
    file; empty where only the buttons changed), `buttons` the labels in reading order. `edited`
    says that the message stood there already; `silent` that it made no sound. `lane` is the keyed
    hash of the chat where only that is known.
    """

    chat_id: int
    message_id: int
    at: datetime
    method: str
    text: str = ""
    buttons: tuple[str, ...] = ()
    silent: bool = False
    edited: bool = False
    lane: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """One update that a chat gave rise to and that was taken from Telegram. `at` is UTC.

    `kind` is Telegram's own name of what the update carries, such as `message`. `is_words` says
    that it is meant as words to a human: no command, and no answer to a question of the bot. Only
    such a message, by its number, must be found among the replies.
    """

    chat_id: int
    update_id: int
    at: datetime
    kind: str
    message_id: int | None = None
    is_words: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Acted:
    """Something that somebody meant, as who played them knows it, whatever was made of it.

    `at` (UTC) is when Telegram had it; `what` is one of `CRIED`, `ASKED_FOR_HELP` (by the button)
    and `STOPPED`.
    """

    chat_id: int
    at: datetime
    what: str


def transcribe(
    method: str, params: Mapping[str, Any], *, message_id: int | None, at: datetime
) -> Sent | None:
    """Return what a call to the Bot API left in a chat, or None when it left nothing there.

    Args:
        method: Telegram's name of the method, in its usual capitals.
        params: The parameters; `reply_markup` as JSON text or as what that text says.
        message_id: The number that Telegram gave a new message; an edit has its own in `params`.
        at: When it arrived (UTC).
    """
    number = params.get("message_id") if method in EDITS else message_id
    if (method not in SENDS and method not in EDITS) or number is None:
        return None
    return Sent(
        chat_id=int(params["chat_id"]),
        message_id=int(number),
        at=at,
        method=method,
        text=params.get("text") or params.get("caption") or "",
        buttons=_labels(params.get("reply_markup")),
        silent=_is_true(params.get("disable_notification")),
        edited=method in EDITS,
    )


def _labels(markup: Any) -> tuple[str, ...]:
    read = json.loads(markup) if isinstance(markup, str) else markup
    rows = (read or {}).get("inline_keyboard") or ()
    return tuple(str(button["text"]) for row in rows for button in row)


def _is_true(flag: Any) -> bool:
    return flag is True or (isinstance(flag, str) and flag.lower() == "true")
