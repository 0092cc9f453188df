"""A planned contact of one youth: one row with its next due time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """When the bot next begins this contact. `due_at` is None when it is not planned now."""

    id: int
    youth_id: int
    contact_key: str
    programme_version_id: int
    due_at: datetime | None
    anchor_at: datetime  # what fortnights and the like are counted from
