"""What came in from a chat, as far as a use case needs it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain.phone import number_of_chat
from domain.reply import ReplyKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """One update. `inbox_id` names its stored row, which the use case marks done itself.

    For a tap, `message_id` is the message that carries the button, and `message_at` its date; for
    words `message_id` is their own, `sent_at` their date, and `reply_to` the message that they
    reply to. An SMS has the id that stands for its number (`domain.phone`) and none of the rest.
    """

    inbox_id: int
    chat_id: int
    message_id: int | None = None
    sent_at: datetime | None = None
    message_at: datetime | None = None
    reply_to: int | None = None

    @property
    def number(self) -> str | None:
        """Return the number that it came from by SMS, None where it came from a chat."""
        return number_of_chat(self.chat_id)


# The most that Telegram lets a program fetch of one file, in bytes.
BIGGEST_FILE = 20 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What somebody sent that is no tap: text or caption as written, and a reference to a file.

    `album` is Telegram's name for the pictures that were sent together, `forwarded` says that
    somebody else wrote it first, `too_big` that Telegram gives the file to nobody's program, and
    `of_another` that a shared number is not known to be the sender's own.
    """

    kind: ReplyKind
    text: str | None = None
    file_ref: str | None = None
    album: str | None = None
    forwarded: bool = False
    too_big: bool = False
    of_another: bool = False
