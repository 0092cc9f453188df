"""What a channel is: it delivers one message and says what became of it, and never raises."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from domain.message import Body, File, MessageKind, Road


class Refusal(StrEnum):
    """Why a message was refused for good."""

    BLOCKED = "blocked"  # by the person
    DEACTIVATED = "deactivated"  # the account is gone
    NOT_STARTED = "not_started"  # the person never opened the chat
    NO_CHAT = "no_chat"  # there is no such chat
    KICKED = "kicked"  # out of a group
    MOVED = "moved"  # a group that has another id now
    GONE = "gone"  # the message to edit is not there any more
    CONTENT = "content"  # what we sent is not allowed as it is
    NO_ROAD = "no_road"  # this installation has no settings for it


# Refusals that are about the person: nothing else will reach them either.
UNREACHABLE = frozenset(
    {
        Refusal.BLOCKED,
        Refusal.DEACTIVATED,
        Refusal.NOT_STARTED,
        Refusal.NO_CHAT,
        Refusal.KICKED,
        Refusal.MOVED,
    }
)


class Delay(StrEnum):
    """Why a message was surely not sent, though a later attempt may succeed."""

    TOO_MANY = "too_many"  # the service asks to wait
    NOT_REACHED = "not_reached"  # no connection, so nothing was said
    TOKEN = "token"  # noqa: S105 - the service does not know our token
    CONFLICT = "conflict"  # the service is busy with another of us


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """A message to deliver. `edits` is the number of the message to change, for edits only.

    Telegram goes by `chat_id`, every other road by `address`. `number` is ours and names the
    message for good, where a road can carry it.
    """

    kind: MessageKind
    chat_id: int
    body: Body
    edits: int | None = None
    file: File | None = None  # of a photo or document
    road: Road = Road.TELEGRAM
    address: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class Delivered:
    """It arrived. `message_id` is its number there, None where an edit changed nothing."""

    message_id: int | None


@dataclass(frozen=True, slots=True)
class Refused:
    """It did not arrive and never will. `detail` is the service's own words."""

    reason: Refusal
    detail: str
    migrate_to: int | None = None  # the new id of a group that has moved


@dataclass(frozen=True, slots=True)
class RetryLater:
    """It was surely not sent. `seconds` is how long the service asks to wait, where it says so."""

    reason: Delay
    detail: str
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Unknown:
    """It may have arrived or not, and nobody can ask."""

    detail: str


Result = Delivered | Refused | RetryLater | Unknown


class Channel(Protocol):
    """A way to reach people."""

    async def deliver(self, delivery: Delivery) -> Result:
        """Deliver one message, once; return what became of it. Never raises, never repeats."""
        ...
