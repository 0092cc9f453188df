"""What a youth sends, kept as what it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class ReplyKind(StrEnum):
    """What came in. Everything but a tap may carry words, and words are screened."""

    ANSWER = "answer"
    SKIP = "skip"
    WORD = "word"
    EDIT = "edit"
    VOICE = "voice"
    PHOTO = "photo"
    FILE = "file"
    OTHER = "other"


# What only a human can hear, see or judge.
NEEDS_A_HUMAN = frozenset({ReplyKind.VOICE, ReplyKind.PHOTO, ReplyKind.FILE, ReplyKind.OTHER})


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """One reply as it is kept. Instants are UTC; `sent_at` is Telegram's own date."""

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
