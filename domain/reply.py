"""What a youth sends, kept as what it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class ReplyKind(StrEnum):
    """What came in. Everything but a tap may carry words, and words are screened."""

    ANSWER = "answer"
    SKIP = "skip"
    WORD = "word"
    EDIT = "edit"  # a changed message whose first wording we never had, or may not change any more
    VOICE = "voice"
    AUDIO = "audio"
    VIDEO = "video"
    VIDEO_NOTE = "video_note"
    PHOTO = "photo"
    ANIMATION = "animation"
    STICKER = "sticker"
    FILE = "file"
    CONTACT = "contact"
    LOCATION = "location"  # also one that moves on for a while: only the latest place is kept
    VENUE = "venue"
    POLL = "poll"
    CHECKLIST = "checklist"
    DICE = "dice"
    GAME = "game"
    STORY = "story"
    PAID = "paid"
    OTHER = "other"  # a kind that is newer than this program


# What only a human can hear, see or judge: no rule of ours reads what is inside.
NEEDS_A_HUMAN = frozenset(
    {
        ReplyKind.VOICE,
        ReplyKind.AUDIO,
        ReplyKind.VIDEO,
        ReplyKind.VIDEO_NOTE,
        ReplyKind.PHOTO,
        ReplyKind.FILE,
        ReplyKind.STORY,
        ReplyKind.PAID,
        ReplyKind.OTHER,
    }
)
# What somebody types themselves.
WRITTEN = frozenset({ReplyKind.ANSWER, ReplyKind.WORD, ReplyKind.EDIT})
# What has a file that a worker can open, where its reference was kept.
HAS_A_FILE = frozenset(
    {
        ReplyKind.VOICE,
        ReplyKind.AUDIO,
        ReplyKind.VIDEO,
        ReplyKind.VIDEO_NOTE,
        ReplyKind.PHOTO,
        ReplyKind.ANIMATION,
        ReplyKind.STICKER,
        ReplyKind.FILE,
    }
)


# A question by SMS is none of the programme's: its key, and what a *ja* or *nej* is kept as.
BY_SMS, SMS_YES, SMS_NO = "sms", "yes", "no"

# How long a human can answer somebody who is not with us, and words in passing stand at least.
OPEN_FOR = timedelta(hours=72)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """One reply as it is kept. Instants are UTC; `sent_at` is Telegram's own date.

    `level` and `rule` say how its words read; a change never makes them milder. `file_ref` is
    Telegram's name for a file, a place as `geo:` (RFC 5870) or a number as `tel:` (RFC 3966).
    """

    id: int
    youth_id: int
    kind: ReplyKind
    received_at: datetime
    checkin_id: int | None = None
    question_key: str | None = None
    value: str | None = None
    number: int | None = None
    text: str | None = None
    file_ref: str | None = None
    late: bool = False
    level: str | None = None
    rule: str | None = None
    sent_at: datetime | None = None
    message_id: int | None = None
    case_id: int | None = None
    read_at: datetime | None = None
    read_by: int | None = None
    edited_at: datetime | None = None
    forwarded: bool = False  # somebody else's words, passed on
    passing: bool = False  # from somebody who has left: wiped once a human has read it

    @property
    def came_at(self) -> datetime:
        """Return when it came to say what it says now (UTC)."""
        return self.edited_at or self.received_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """What a reply said until it was changed at `replaced_at` (UTC)."""

    reply_id: int
    replaced_at: datetime
    text: str | None = None
    value: str | None = None
