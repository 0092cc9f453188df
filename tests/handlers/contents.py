"""One message of every kind that a person can send, as Telegram writes it."""

from __future__ import annotations

from typing import Any

from domain.reply import ReplyKind

FILE = {"file_id": "F", "file_unique_id": "u"}
SIZE = {**FILE, "width": 1, "height": 1}
LONG = {**FILE, "duration": 1}
PLACE = {"latitude": 1.5, "longitude": 2.5}
PERSON = {"id": 7, "is_bot": False, "first_name": "Amal"}
FROM_BO = {
    "type": "user",
    "date": 1_772_000_000,
    "sender_user": {"id": 8, "is_bot": False, "first_name": "Bo Lind"},
}
_OPTION = {"persistent_id": "1", "text": "ja", "voter_count": 0}
_POLL = {
    "id": "1",
    "question": "Skal vi ses?",
    "options": [_OPTION, {**_OPTION, "persistent_id": "2", "text": "nej"}],
    "total_voter_count": 0,
    "is_closed": False,
    "is_anonymous": True,
    "type": "regular",
    "allows_multiple_answers": False,
    "allows_revoting": True,
    "members_only": False,
}
_STICKER = {
    **SIZE,
    "type": "regular",
    "is_animated": False,
    "is_video": False,
    "emoji": "🙂",
}
_CHECKLIST = {"title": "I dag", "tasks": [{"id": 1, "text": "ring til mor"}]}
_CHAT = {"id": 9, "type": "private", "first_name": "Kim"}

# What it holds, and what becomes of it: kind, words, Telegram's name for the file or an address.
CONTENTS: dict[str, tuple[dict[str, Any], ReplyKind, str | None, str | None]] = {
    "text": ({"text": "hej"}, ReplyKind.WORD, "hej", None),
    "sticker": ({"sticker": _STICKER}, ReplyKind.STICKER, "🙂", "F"),
    "animation": (
        {"animation": {**SIZE, "duration": 1, "file_name": "kat.mp4"}, "document": FILE},
        ReplyKind.ANIMATION,
        "kat.mp4",
        "F",
    ),
    "photo": (
        {"photo": [{**SIZE, "file_id": "S"}, SIZE], "caption": "se"},
        ReplyKind.PHOTO,
        "se",
        "F",
    ),
    "voice": ({"voice": LONG}, ReplyKind.VOICE, None, "F"),
    "voice with a caption": ({"voice": LONG, "caption": "hør"}, ReplyKind.VOICE, "hør", "F"),
    "audio": (
        {"audio": {**LONG, "file_name": "a.mp3", "title": "Sang"}},
        ReplyKind.AUDIO,
        "a.mp3\nSang",
        "F",
    ),
    "video": (
        {"video": {**SIZE, "duration": 1, "file_name": "v.mp4"}, "caption": "os"},
        ReplyKind.VIDEO,
        "os\nv.mp4",
        "F",
    ),
    "video note": ({"video_note": {**LONG, "length": 1}}, ReplyKind.VIDEO_NOTE, None, "F"),
    "document": (
        {"document": {**FILE, "file_name": "cv.pdf"}, "caption": "mit"},
        ReplyKind.FILE,
        "mit\ncv.pdf",
        "F",
    ),
    "contact": (
        {"contact": {"phone_number": "+45 20", "first_name": "Bo", "last_name": "Lind"}},
        ReplyKind.CONTACT,
        "Bo\nLind",
        "tel:+45 20",
    ),
    "location": ({"location": PLACE}, ReplyKind.LOCATION, None, "geo:1.5,2.5"),
    "live location": (
        {"location": {**PLACE, "live_period": 900}},
        ReplyKind.LOCATION,
        None,
        "geo:1.5,2.5",
    ),
    "venue": (
        {"location": PLACE, "venue": {"location": PLACE, "title": "Bro", "address": "Vej 1"}},
        ReplyKind.VENUE,
        "Bro\nVej 1",
        "geo:1.5,2.5",
    ),
    "poll": ({"poll": _POLL}, ReplyKind.POLL, "Skal vi ses?\nja\nnej", None),
    "checklist": ({"checklist": _CHECKLIST}, ReplyKind.CHECKLIST, "I dag\nring til mor", None),
    "dice": ({"dice": {"emoji": "🎲", "value": 1}}, ReplyKind.DICE, "🎲", None),
    "game": (
        {"game": {"title": "Quiz", "description": "Et spil", "photo": [SIZE]}},
        ReplyKind.GAME,
        "Quiz\nEt spil",
        None,
    ),
    "story": ({"story": {"chat": _CHAT, "id": 1}}, ReplyKind.STORY, None, None),
    "paid media": (
        {"paid_media": {"star_count": 1, "paid_media": [{"type": "preview", "width": 1}]}},
        ReplyKind.PAID,
        None,
        None,
    ),
    "a kind that is newer than we are": ({"hologram": {"depth": 3}}, ReplyKind.OTHER, None, None),
}
