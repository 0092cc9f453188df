"""What came in from a chat, as far as a use case needs it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain.reply import ReplyKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """One update. `inbox_id` names its stored row, which the use case marks done itself.

    For a tap, `message_id` is the message that carries the button, and `message_at` its date; for
    words `message_id` is their own, and `sent_at` their date.
    """

    inbox_id: int
    chat_id: int
    message_id: int | None = None
    sent_at: datetime | None = None
    message_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What somebody sent that is no tap: text or caption as written, and a reference to a file."""

    kind: ReplyKind
    text: str | None = None
    file_ref: str | None = None
