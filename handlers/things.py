"""What a message of Telegram's holds, by its kind: a file, a place, a number, words in odd places.

Every kind has a name of its own; one that is newer than this program is *other*, and a human
looks at it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from telegram import Message

from domain.reply import ReplyKind

# In this order: an animation also comes as a document, a venue also as a location.
KINDS: Mapping[str, ReplyKind] = MappingProxyType(
    {
        "voice": ReplyKind.VOICE,
        "video_note": ReplyKind.VIDEO_NOTE,
        "audio": ReplyKind.AUDIO,
        "photo": ReplyKind.PHOTO,
        "live_photo": ReplyKind.PHOTO,
        "video": ReplyKind.VIDEO,
        "animation": ReplyKind.ANIMATION,
        "sticker": ReplyKind.STICKER,
        "document": ReplyKind.FILE,
        "venue": ReplyKind.VENUE,
        "location": ReplyKind.LOCATION,
        "contact": ReplyKind.CONTACT,
        "poll": ReplyKind.POLL,
        "checklist": ReplyKind.CHECKLIST,
        "dice": ReplyKind.DICE,
        "game": ReplyKind.GAME,
        "story": ReplyKind.STORY,
        "paid_media": ReplyKind.PAID,
    }
)
# What Telegram says about a chat, and nobody has sent.
_SERVICE = (
    "pinned_message",
    "message_auto_delete_timer_changed",
    "chat_background_set",
    "write_access_allowed",
    "connected_website",
    "boost_added",
    "proximity_alert_triggered",
    "checklist_tasks_done",
    "checklist_tasks_added",
    "new_chat_photo",
    "video_chat_started",
    "video_chat_ended",
)


def is_service(message: Message) -> bool:
    """Return whether Telegram only says that something about the chat has changed."""
    return any(getattr(message, name, None) for name in _SERVICE)


def kind_of(message: Message) -> ReplyKind:
    """Return what a message is that holds no text of its own."""
    found = (kind for name, kind in KINDS.items() if getattr(message, name, None))
    return next(found, ReplyKind.OTHER)


def reference_of(message: Message) -> str | None:
    """Return Telegram's name for the file, or a place or a telephone number as an address.

    Places and numbers are written as RFC 5870 (`geo:`) and RFC 3966 (`tel:`) have them.
    """
    place = message.location or (message.venue.location if message.venue else None)
    if place is not None:
        return f"geo:{place.latitude},{place.longitude}"
    if message.contact is not None:
        return f"tel:{message.contact.phone_number}"
    file_id = getattr(_held(message), "file_id", None)
    return file_id if isinstance(file_id, str) else None


def is_of_another(message: Message) -> bool:
    """Return whether a shared number is somebody else's, or Telegram cannot tell whose."""
    card, sender = message.contact, message.from_user
    return card is not None and (sender is None or card.user_id != sender.id)


def size_of(message: Message) -> int:
    """Return how many bytes the file of a message has; 0 where it has none or nobody says."""
    return getattr(_held(message), "file_size", None) or 0


def _held(message: Message) -> Any:
    """Return the file of a message; a picture comes in several sizes, the largest last."""
    held = next((getattr(message, name) for name in KINDS if getattr(message, name, None)), None)
    return held[-1] if isinstance(held, tuple) else held


def words_inside(message: Message) -> Iterator[str | None]:
    """Give the words of a message that are not its text: people write in the oddest places."""
    yield message.caption
    for name, read in _INSIDE.items():
        held = getattr(message, name, None)
        if held is not None:
            yield from read(held)
    # Quoted from another chat: not our own words coming back.
    if message.external_reply is not None and message.quote is not None:
        yield message.quote.text


def _poll(poll: Any) -> Iterator[str | None]:
    yield poll.question
    yield from (option.text for option in poll.options)
    yield poll.explanation


def _checklist(checklist: Any) -> Iterator[str | None]:
    yield checklist.title
    yield from (task.text for task in checklist.tasks)


def _game(game: Any) -> Iterator[str | None]:
    yield from (game.title, game.description, game.text)


def _contact(contact: Any) -> Iterator[str | None]:
    yield from (contact.first_name, contact.last_name)


def _venue(venue: Any) -> Iterator[str | None]:
    yield from (venue.title, venue.address)


def _file_name(file: Any) -> Iterator[str | None]:
    yield file.file_name


def _audio(audio: Any) -> Iterator[str | None]:
    yield audio.file_name
    yield audio.title


def _emoji(held: Any) -> Iterator[str | None]:
    yield held.emoji


_INSIDE: Mapping[str, Callable[[Any], Iterator[str | None]]] = MappingProxyType(
    {
        "poll": _poll,
        "checklist": _checklist,
        "game": _game,
        "contact": _contact,
        "venue": _venue,
        "document": _file_name,
        "video": _file_name,
        "animation": _file_name,
        "audio": _audio,
        "sticker": _emoji,
        "dice": _emoji,
    }
)
