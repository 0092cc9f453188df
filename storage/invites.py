"""Rows of invitations: single-use, expiring codes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update

from storage.tables import invite
from storage.tx import Rx, Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class Invite:
    """A code for one person. `used_by_chat` is the keyed hash of the chat that used it."""

    id: int
    youth_id: int | None
    staff_id: int | None
    expires_at: datetime
    used_at: datetime | None
    used_by_chat: bytes | None


def add(tx: Tx, now: datetime, new: Invite, code: str) -> None:
    """Insert an invitation; only the keyed hash of its code is kept."""
    tx.execute(
        invite.insert().values(
            site_id=tx.site_id,
            invite_id=new.id,
            code_lookup=tx.lookup("invite", code),
            youth_id=new.youth_id,
            staff_id=new.staff_id,
            created_at=now,
            expires_at=new.expires_at,
        )
    )


def find(rx: Rx, code: str) -> Invite | None:
    """Return the invitation with that code, used or not."""
    wanted = rx.lookup("invite", code)
    row = rx.execute(
        select(invite).where(invite.c.site_id == rx.site_id, invite.c.code_lookup == wanted)
    ).first()
    if row is None:
        return None
    return Invite(
        id=row.invite_id,
        youth_id=row.youth_id,
        staff_id=row.staff_id,
        expires_at=row.expires_at,
        used_at=row.used_at,
        used_by_chat=row.used_by_chat,
    )


def use(tx: Tx, now: datetime, invite_id: int, chat_id: int) -> bool:
    """Mark an invitation used by this chat; return False when somebody has used it before."""
    used = tx.execute(
        update(invite)
        .where(
            invite.c.site_id == tx.site_id,
            invite.c.invite_id == invite_id,
            invite.c.used_at.is_(None),
        )
        .values(used_at=now, used_by_chat=tx.lookup("chat", chat_id))
    )
    return used.rowcount == 1
