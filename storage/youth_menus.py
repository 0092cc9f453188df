"""Who reads Telegram's menu in which language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, select

from domain.people import Language, YouthStatus
from storage.built import one_of
from storage.tables import youth
from storage.tx import Rx

# Built once: to build a statement takes longer than to run it.
_READERS = (
    select(youth.c.youth_id, youth.c.language, youth.c.chat_lookup)
    .where(
        youth.c.site_id == bindparam("site"),
        one_of(youth.c.status, YouthStatus.ACTIVE),
        youth.c.chat_lookup.is_not(None),
        youth.c.blocked_at.is_(None),
    )
    .order_by(youth.c.youth_id)
)


@dataclass(frozen=True, slots=True)
class Reader:
    """A youth with an open chat; `chat` is the keyed hash that another phone changes."""

    id: int
    language: Language
    chat: bytes


def readers(rx: Rx) -> Sequence[Reader]:
    """Return the youths who said yes and can be written to, oldest first; nothing is opened."""
    rows = rx.execute(_READERS, {"site": rx.site_id})
    return [Reader(row.youth_id, row.language, bytes(row.chat_lookup)) for row in rows]
