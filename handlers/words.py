"""Words, voice, photos, files: everything a person sends that is no tap."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from telegram import Message

from domain.incoming import BIGGEST_FILE, Words
from domain.reply import ReplyKind
from handlers.commands import road_of_command, says_stop, staff_command
from handlers.texts_in import texts_in
from handlers.things import is_of_another, is_service, kind_of, reference_of, size_of, words_inside
from services.others import NOTHING, words_of_staff
from services.receive import Road, StaffVerb, YouthVerb
from services.record_edit import record_edit
from services.stop import stop_and_keep
from services.stranger_words import words_of_stranger
from services.typed_answer import hear


def road_of_message(message: Message, *, edited: bool) -> Road:
    """Return the road of a message: a command, or words that are kept as what they are."""
    if message.text and not edited and message.forward_origin is None:
        road = road_of_command(message.text)
        if road is not None:
            return road
    words = words_of(message)
    if words.kind is ReplyKind.OTHER and words.text is None and is_service(message):
        return NOTHING
    # What staff change has been read, or sent, as it was: it is no new message of theirs.
    of_staff = replace(words, kind=ReplyKind.EDIT) if edited else words
    return Road(
        youth=_of_youth(message, words, edited=edited),
        staff=(None if edited else _command_in(message))
        or partial(words_of_staff, words=of_staff),
        stranger=partial(words_of_stranger, words=words),
    )


def _command_in(message: Message) -> StaffVerb | None:
    """Return the command that staff wrote words behind; forwarded, it is somebody else's."""
    if not message.text or message.forward_origin is not None:
        return None
    return staff_command(message.text)


def _of_youth(message: Message, words: Words, *, edited: bool) -> YouthVerb:
    """Return what is done with a youth's words: /stop is done whatever stands after it."""
    if edited:
        return partial(record_edit, words=words)
    own = message.text if message.text and message.forward_origin is None else ""
    return partial(stop_and_keep if says_stop(own) else hear, words=words)


def words_of(message: Message) -> Words:
    """Return what the message holds: all its words as written, and its file.

    Words are looked for in what is newer than this program, too.
    """
    kind = ReplyKind.WORD if message.text is not None else kind_of(message)
    pieces = [message.text, *words_inside(message), *texts_in(dict(message.api_kwargs))]
    return Words(
        kind=kind,
        text="\n".join(dict.fromkeys(filter(None, pieces))) or None,
        file_ref=reference_of(message),
        album=message.media_group_id,
        forwarded=message.forward_origin is not None,
        too_big=size_of(message) > BIGGEST_FILE,
        of_another=is_of_another(message),
    )
