"""Rows of invitations: single-use, expiring codes."""

from __future__ import annotations

from collections.abc import Mapping
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
    tx.insert(
        invite,
        {
            "invite_id": new.id,
            "code_lookup": tx.lookup("invite", code),
            "youth_id": new.youth_id,
            "staff_id": new.staff_id,
            "created_at": now,
            "expires_at": new.expires_at,
        },
    )


def end_open(tx: Tx, now: datetime, *, youth_id: int | None, staff_id: int | None) -> None:
    """End the links of one person that nobody has used; exactly one of the two ids is given."""
    whose = invite.c.youth_id == youth_id if staff_id is None else invite.c.staff_id == staff_id
    tx.execute(
        update(invite)
        .where(
            invite.c.site_id == tx.site_id,
            whose,
            invite.c.used_at.is_(None),
            invite.c.expires_at > now,
        )
        .values(expires_at=now)
    )


def unused(rx: Rx) -> Mapping[int, datetime]:
    """Return until when (UTC) the newest unused link of a person works, by the person's id."""
    rows = rx.execute(
        select(invite.c.youth_id, invite.c.staff_id, invite.c.expires_at)
        .where(invite.c.site_id == rx.site_id, invite.c.used_at.is_(None))
        .order_by(invite.c.invite_id)
    )
    return {row.youth_id or row.staff_id: row.expires_at for row in rows}


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
