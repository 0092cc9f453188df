"""Words, voice, photos, files: everything a person sends that is no tap."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from telegram import Message

from domain.incoming import Words
from domain.reply import ReplyKind
from handlers.commands import road_of_command
from services.others import words_of_staff, words_of_stranger
from services.receive import Road
from services.record_words import record_words


def road_of_message(message: Message, *, edited: bool) -> Road:
    """Return the road of a message: a command, or words that are kept as what they are."""
    if message.text and not edited:
        road = road_of_command(message.text)
        if road is not None:
            return road
    words = words_of(message, edited=edited)
    return Road(
        youth=partial(record_words, words=words),
        staff=partial(words_of_staff, words=words),
        stranger=partial(words_of_stranger, words=words),
    )


def words_of(message: Message, *, edited: bool) -> Words:
    """Return what the message holds: its text or caption as written, and its file."""
    if message.text is not None:
        return Words(kind=ReplyKind.EDIT if edited else ReplyKind.WORD, text=message.text)
    kind, file_ref = _file(message)
    text = "\n".join(filter(None, (message.caption, *_spoken(message)))) or None
    return Words(kind=kind, text=text, file_ref=file_ref)


def _file(message: Message) -> tuple[ReplyKind, str | None]:
    voice = message.voice or message.audio or message.video_note
    if voice is not None:
        return ReplyKind.VOICE, voice.file_id
    if message.photo:
        return ReplyKind.PHOTO, message.photo[-1].file_id
    file = message.document or message.video or message.animation or message.sticker
    if file is not None:
        return ReplyKind.FILE, file.file_id
    return ReplyKind.OTHER, _place_or_number(message)


def _place_or_number(message: Message) -> str | None:
    """Return a place or a telephone number as an address of its own kind (RFC 5870, RFC 3966)."""
    place = message.location or (message.venue.location if message.venue else None)
    if place is not None:
        return f"geo:{place.latitude},{place.longitude}"
    if message.contact is not None:
        return f"tel:{message.contact.phone_number}"
    return None


def _spoken(message: Message) -> Iterator[str | None]:
    """Give the words inside things that are no text: people write in the oddest places."""
    if message.poll is not None:
        yield message.poll.question
        yield from (option.text for option in message.poll.options)
    if message.sticker is not None:
        yield message.sticker.emoji
    if message.contact is not None:
        yield message.contact.first_name
        yield message.contact.last_name
    if message.venue is not None:
        yield message.venue.title
        yield message.venue.address
    for file in (message.document, message.audio, message.video):
        if file is not None:
            yield file.file_name
