"""A check-in: one message, edited in place from question to question."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.plan import ContactKind


class CheckInState(StrEnum):
    """Open until it is done, skipped, expired or cancelled (by a pause, a stop or a red case)."""

    OPEN = "open"
    DONE = "done"
    SKIPPED = "skipped"
    EXPIRED = "expired"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckIn:
    """One occurrence of a planned contact for one youth. Instants are UTC."""

    id: int
    youth_id: int
    contact_key: str
    kind: ContactKind
    programme_version_id: int
    occurrence_at: datetime
    state: CheckInState
    position: int  # index of the question that is open
    prompt_outbox_id: int  # the message that carries the question
    opened_at: datetime
    remind_at: datetime | None
    reminded_at: datetime | None
    expires_at: datetime
    event_at: datetime | None  # a café's beginning
    low: bool  # an answer so far must be seen within a working day
