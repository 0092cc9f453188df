"""Words, voice, photos, files: everything a person sends that is no tap."""

from __future__ import annotations

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
        staff=words_of_staff,
        stranger=partial(words_of_stranger, words=words),
    )


def words_of(message: Message, *, edited: bool) -> Words:
    """Return what the message holds: its text or caption as written, and its file."""
    text = message.text or message.caption or _spoken(message)
    if message.text is not None:
        return Words(kind=ReplyKind.EDIT if edited else ReplyKind.WORD, text=text)
    kind, file_ref = _file(message)
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
    return ReplyKind.OTHER, None


def _spoken(message: Message) -> str | None:
    """Return the words inside things that are no text: a poll's question, a contact's name."""
    if message.poll is not None:
        return message.poll.question
    if message.sticker is not None:
        return message.sticker.emoji
    return None
