"""What the simulated Telegram remembers, and how each thing looks as JSON (never a null)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

Json = dict[str, Any]
Keyboard = list[list[Json]]


# A text for whoever looks at the page: one for all, or one by language.
Told = str | Mapping[str, str]


@dataclass(frozen=True)
class Key:
    """A key of the keyboard below a chat: it sends its label, or the person's own number."""

    label: str
    asks_contact: bool = False


@dataclass
class Bot:
    """The bot itself, as ``getMe`` tells it."""

    id: int
    username: str
    first_name: str

    def user(self) -> Json:
        """Return the User object that stands as sender of the bot's messages."""
        return {
            "id": self.id,
            "is_bot": True,
            "first_name": self.first_name,
            "username": self.username,
        }


@dataclass
class Person:
    """A Telegram user and the private chat with the bot (both have the same id)."""

    id: int
    first_name: str
    language: str | None = None
    username: str | None = None
    caption: Told = ""  # for whoever looks at the phones; Telegram knows nothing of it
    writable: bool = False
    blocked: bool = False
    deactivated: bool = False
    keys: "tuple[tuple[Key, ...], ...]" = ()  # the keyboard below the chat
    keys_leave: bool = False  # it goes away when it has been used
    touched: int = 0

    def user(self) -> Json:
        """Return the User object."""
        found: Json = {"id": self.id, "is_bot": False, "first_name": self.first_name}
        if self.username:
            found["username"] = self.username
        if self.language:
            found["language_code"] = self.language
        return found

    def chat(self) -> Json:
        """Return the Chat object of the private chat."""
        found: Json = {"id": self.id, "type": "private", "first_name": self.first_name}
        if self.username:
            found["username"] = self.username
        return found


@dataclass
class Group(Person):
    """A group chat; its ``first_name`` is the title and its id is negative."""

    is_super: bool = False
    moved_to: int | None = None

    def chat(self) -> Json:
        """Return the Chat object of the group."""
        kind = "supergroup" if self.is_super else "group"
        return {"id": self.id, "type": kind, "title": self.first_name}


@dataclass
class Message:
    """One message in a private chat. ``date`` and ``edit_date`` are Unix seconds."""

    id: int
    person: Person
    sender: Json
    date: int
    content: Json
    keyboard: Keyboard | None = None
    silent: bool = False
    protected: bool = False
    reply_to: "Message | None" = None
    edit_date: int | None = None
    deleted: bool = False
    history: list[str] = field(default_factory=list)
    seq: int = 0

    @property
    def from_bot(self) -> bool:
        """Whether the bot wrote it."""
        return bool(self.sender["is_bot"])

    @property
    def text(self) -> str:
        """The text, or the caption, or an empty string."""
        return str(self.content.get("text") or self.content.get("caption") or "")

    def json(self, *, nested: bool = False) -> Json:
        """Return the Message object; a nested one leaves out what it replies to."""
        found: Json = {
            "message_id": self.id,
            "from": self.sender,
            "chat": self.person.chat(),
            "date": self.date,
        }
        if self.edit_date is not None:
            found["edit_date"] = self.edit_date
        if self.reply_to is not None and not self.reply_to.deleted and not nested:
            found["reply_to_message"] = self.reply_to.json(nested=True)
        found |= self.content
        if self.protected:
            found["has_protected_content"] = True
        if self.keyboard:
            found["reply_markup"] = {"inline_keyboard": self.keyboard}
        return found

    def accessible(self) -> Json:
        """Return the Message, or an InaccessibleMessage when it was deleted."""
        if self.deleted:
            return {"chat": self.person.chat(), "message_id": self.id, "date": 0}
        return self.json()


@dataclass
class Query:
    """A pressed button that waits for ``answerCallbackQuery``."""

    id: str
    person: Person
    asked_at: datetime
    answered: bool = False
    text: str = ""
    alert: bool = False


@dataclass(frozen=True)
class StoredFile:
    """A file that somebody sent: bytes, and the path under which they can be fetched."""

    id: str
    unique_id: str
    path: str
    mime: str
    content: bytes
    size: int

    def json(self) -> Json:
        """Return the identifying fields that every file object has."""
        return {"file_id": self.id, "file_unique_id": self.unique_id, "file_size": self.size}
